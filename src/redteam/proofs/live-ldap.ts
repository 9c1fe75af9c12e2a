import { holds } from './program.ts';

/** Filters deeper than this are no search but an attempt to exhaust the reader. */
const deepest = 64;

/** One comparison of a filter; `(uid=a*)`, `(cn;lang-en:dn:2.4.8:=x)`. Escapes are two hexadecimal digits. */
const item =
  /((?:[A-Za-z][A-Za-z0-9-]*|\d+(?:\.\d+)+)(?:;[A-Za-z0-9-]+)*)?((?::dn)?(?::[A-Za-z0-9.-]+)?:=|[~<>]?=)((?:[^()\\\0]+|\\[0-9A-Fa-f]{2})*)/y;

interface Item {
  readonly attribute: string;
  readonly text: string;
}

/**
 * A search filter, parsed as RFC 4515 says, with a clause that compares another attribute than `attribute`, the only
 * one that was to hold what a user typed, and carries the token. Escaped brackets (\28, \29) are text and open no
 * clause. Null when there is none, or when the program is not one well-formed filter. CWE-90.
 */
export function liveLdap(program: string, token: string, attribute: string): string | null {
  const clause = clausesOf(program.trim())?.find(
    (candidate) =>
      candidate.attribute.toLowerCase() !== attribute.toLowerCase() && holds(candidate.text, token),
  );
  return clause ? `(${clause.text})` : null;
}

/** The comparisons of a filter in order; null when the text is not one filter. */
function clausesOf(text: string): Item[] | null {
  const items: Item[] = [];
  let at = 0;
  const space = () => {
    while (/\s/.test(text[at] ?? '')) at++;
  };
  const readItem = (): boolean => {
    item.lastIndex = at;
    const match = item.exec(text);
    if (!match) return false;
    at = item.lastIndex;
    items.push({ attribute: (match[1] ?? '').replace(/;.*/s, ''), text: match[0] });
    return true;
  };
  const readList = (depth: number): boolean => {
    for (space(); text[at] === '('; space()) if (!readFilter(depth)) return false;
    return true;
  };
  const readFilter = (depth: number): boolean => {
    if (depth > deepest || text[at] !== '(') return false;
    at++;
    const sign = text[at];
    const joined = sign === '&' || sign === '|';
    if (joined || sign === '!') at++;
    const read = joined ? readList(depth + 1) : sign === '!' ? readFilter(depth + 1) : readItem();
    return read && text[at++] === ')';
  };
  return readFilter(0) && at === text.length ? items : null;
}
