/** Reading of parsed files whose shape nobody has checked. Keys such as __proto__ are looked up as own keys only. */
export type Values = Readonly<Record<string, unknown>>;

/** An object that is no list; null for anything else. */
export const objectOf = (value: unknown): Values | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Values) : null;

/** Own value of a key. */
export const get = (value: unknown, key: string): unknown => {
  const object = objectOf(value);
  return object && Object.hasOwn(object, key) ? object[key] : undefined;
};

/** A text that is not empty; null for anything else. */
export const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;

export const getText = (value: unknown, key: string): string | null => textOf(get(value, key));

/** Own keys and values; empty for what is no object. */
export const entriesOf = (value: unknown): [string, unknown][] => Object.entries(objectOf(value) ?? {});

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The texts of a list; anything else in it is left out. */
export const textsOf = (value: unknown): string[] =>
  listOf(value).filter((entry): entry is string => typeof entry === 'string');

/**
 * JSON of a file, comments and commas before a closing bracket allowed.
 *
 * @throws SyntaxError, RangeError
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return JSON.parse(strict(text));
  }
}

/** Comments and trailing commas taken out; lines stay where they are. */
function strict(text: string): string {
  const token = /"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\//g;
  const bare = text.replace(token, (found) => (found.startsWith('"') ? found : found.replace(/[^\n]/g, ' ')));
  const comma = /"(?:[^"\\\n]|\\.)*"|,(?=\s{0,200}[}\]])/g;
  return bare.replace(comma, (found) => (found === ',' ? ' ' : found));
}
