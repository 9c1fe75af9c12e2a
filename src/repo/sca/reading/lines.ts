/** Where things stand in a text, counted from 1. */
export interface Places {
  /** First line at which this was seen; 1 where it was not. */
  lineOf(key: string): number;
}

/**
 * Runs over the lines of a text once and remembers where each key stands first.
 *
 * @param keysOf the keys of one line
 */
export function placesIn(
  text: string,
  keysOf: (line: string) => string | readonly string[] | null | undefined,
): Places {
  const places = new Map<string, number>();
  let number = 0;
  for (const line of text.split('\n')) {
    number++;
    for (const key of [keysOf(line) ?? []].flat()) if (!places.has(key)) places.set(key, number);
  }
  return { lineOf: (key) => places.get(key) ?? 1 };
}

/** The key of a line of JSON that opens a value: `  "name": {`. */
export const jsonKey = (line: string): string | null => /^\s*"((?:[^"\\]|\\.)*)"\s*:/.exec(line)?.[1] ?? null;

/** Lines at which a text stands, in order: `[[package]]` of TOML, for instance. */
export function linesWith(text: string, wanted: string): number[] {
  return text.split('\n').flatMap((line, at) => (line.trim() === wanted ? [at + 1] : []));
}
