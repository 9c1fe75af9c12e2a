import { holds } from './program.ts';

/** A field line of RFC 9112: a name, a colon at once, and a value without control characters but tabs. */
const fieldLine = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[\t\P{Cc}]*$/u;

/**
 * A header block that was to be the one field `name` and has further lines that are fields of another name, one of
 * which carries the token: a real line break brought it in. A written-out "%0d%0a" or "\r\n" breaks no line. Every
 * line up to the first empty one must be a field or its folded continuation. Null otherwise. CWE-93.
 */
export function liveHeader(program: string, token: string, name: string): string | null {
  const [first = '', ...rest] = program.trim().split(/\r\n|\r|\n/);
  if (fieldName(first) !== name.toLowerCase()) return null;
  const end = rest.indexOf('');
  const lines = (end < 0 ? rest : rest.slice(0, end)).filter((line) => !/^[ \t]/.test(line));
  const names = lines.map(fieldName);
  if (names.includes(null)) return null;
  const injected = lines.find((line, i) => names[i] !== name.toLowerCase() && holds(line, token));
  return injected ?? null;
}

const fieldName = (line: string): string | null => fieldLine.exec(line)?.[1]?.toLowerCase() ?? null;
