/** Reading what strangers wrote: what is not there, or not of the kind, is as if it were empty. */
export type Loose = Readonly<Record<string, unknown>>;

const nothing: Loose = Object.freeze({});

export const object = (value: unknown): Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : nothing;

export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A number, also one that is written as text; null for anything else. */
export function number(value: unknown): number | null {
  const read = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof read === 'number' && Number.isFinite(read) ? read : null;
}

/** An own property: names from a file never reach a prototype. */
export const at = (of: Loose, name: string): unknown => (Object.hasOwn(of, name) ? of[name] : undefined);
