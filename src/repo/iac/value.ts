import type { Span } from '../issue.ts';

export type Plain = string | number | boolean | null;

/** A value as a file states it, whatever the language: with its place, and honest about what is not known. */
export type Value =
  | { readonly kind: 'scalar'; readonly value: Plain; readonly span: Span }
  | { readonly kind: 'list'; readonly items: readonly Value[]; readonly span: Span }
  | Mapping
  /** Known only when it runs. `text`: how it is written, `${…}` for what is unknown in it; `refs`: what it names. */
  | {
      readonly kind: 'unknown';
      readonly text: string;
      readonly refs: readonly string[];
      readonly span: Span;
    };

export interface Mapping {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, Value>;
  /** Where each key stands. */
  readonly keys: ReadonlyMap<string, Span>;
  readonly span: Span;
}

export const scalar = (value: Plain, span: Span): Value => ({ kind: 'scalar', value, span });
export const unknown = (text: string, span: Span, refs: readonly string[] = []): Value => ({
  kind: 'unknown',
  text,
  refs,
  span,
});

/** What stands at a path of a value: the value, or where it is missing. */
export interface Place {
  readonly value: Value | null;
  /** Of the value; of the nearest thing around it that is there, where it is missing. */
  readonly span: Span;
  /** As a person writes it: `spec.containers[0].image`. */
  readonly path: string;
}

const most = 5000;

/**
 * Everything at `path` ("ingress.cidr_blocks") below `value`. Lists on the way are walked through, `*` is every
 * entry of a map. A map that lacks a key gives one place without a value; a list without items gives one as well.
 */
export function reach(value: Value, path: string, whole = false): readonly Place[] {
  let places: Place[] = [{ value, span: value.span, path: '' }];
  for (const key of path === '' ? [] : path.split('.')) {
    places = places.flatMap(elements).flatMap((place) => step(place, key));
    if (places.length > most) places = places.slice(0, most);
  }
  return whole ? places : places.flatMap(elements);
}

function step(place: Place, key: string): Place[] {
  const { value } = place;
  if (value === null) return [place];
  const below = (name: string): string => (place.path === '' ? name : `${place.path}.${name}`);
  if (value.kind === 'unknown') return [{ ...place, path: below(key) }];
  if (value.kind !== 'map') return [{ value: null, span: place.span, path: below(key) }];
  if (key === '*') {
    return [...value.entries].map(([name, entry]) => ({ value: entry, span: entry.span, path: below(name) }));
  }
  const entry = value.entries.get(key);
  if (entry === undefined || (entry.kind === 'scalar' && entry.value === null)) {
    return [{ value: null, span: value.keys.get(key) ?? place.span, path: below(key) }];
  }
  return [{ value: entry, span: entry.span, path: below(key) }];
}

function elements(place: Place): Place[] {
  const { value } = place;
  if (value?.kind !== 'list') return [place];
  if (value.items.length === 0) return [{ ...place, value: null }];
  const many = value.items.length > 1;
  return value.items.flatMap((item, at) =>
    elements({ value: item, span: item.span, path: many ? `${place.path}[${at}]` : place.path }),
  );
}

/** The first thing at `path`, null where there is none. */
export const at = (value: Value, path: string): Value | null => reach(value, path, true)[0]?.value ?? null;

/** The items of a list; the value itself where it is none. */
export const itemsOf = (value: Value | null): readonly Value[] =>
  value === null ? [] : value.kind === 'list' ? value.items.flatMap(itemsOf) : [value];

/** A plain value; undefined where it is missing, unknown or made of parts. */
export const plain = (value: Value | null): Plain | undefined =>
  value?.kind === 'scalar' ? value.value : undefined;

/** As text: what is known of it, `${…}` for the rest. Empty where it is missing or made of parts. */
export const textOf = (value: Value | null): string =>
  value?.kind === 'scalar' ? String(value.value ?? '') : value?.kind === 'unknown' ? value.text : '';

/** Texts of a list, or of the one value. */
export const textsOf = (value: Value | null): readonly string[] => itemsOf(value).map(textOf);

/** True for true and "true", whatever the case. */
export const isTrue = (value: Value | null): boolean => String(plain(value)).toLowerCase() === 'true';

/** Every scalar and unknown below a value. */
export function* leaves(value: Value, path = ''): Generator<Place> {
  if (value.kind === 'list')
    for (const [i, item] of value.items.entries()) yield* leaves(item, `${path}[${i}]`);
  else if (value.kind === 'map') {
    for (const [key, item] of value.entries) yield* leaves(item, path === '' ? key : `${path}.${key}`);
  } else yield { value, span: value.span, path };
}
