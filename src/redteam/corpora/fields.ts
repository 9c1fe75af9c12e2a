/** A row by its column names in lower case. */
export type Fields = ReadonlyMap<string, unknown>;

/** A row as fields; a plain text is its question. Null for what has no fields. */
export function fieldsOf(value: unknown, question: string): Fields | null {
  if (typeof value === 'string') return new Map([[question.toLowerCase(), value]]);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return new Map(Object.entries(value).map(([name, inner]) => [name.trim().toLowerCase(), inner]));
}

/** The first of the named fields that holds something. */
export function pick(fields: Fields, names: readonly string[]): unknown {
  return names
    .map((name) => fields.get(name.toLowerCase()))
    .find((value) => value !== undefined && value !== null && !(typeof value === 'string' && !value.trim()));
}

export const text = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;

/** A text, or a list of texts and numbers, as a list of texts. */
export const list = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value])
    .filter((part) => typeof part === 'string' || typeof part === 'number')
    .map(String);

/** Yes and no as files have it: true, "True", 1, "yes"; null where a field says neither. */
export function truth(value: unknown): boolean | null {
  const said = String(value).trim().toLowerCase();
  if (['true', '1', 'yes', 'y'].includes(said)) return true;
  return ['false', '0', 'no', 'n'].includes(said) ? false : null;
}
