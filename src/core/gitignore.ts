/**
 * gitignore(5), read by ourselves: a folder may be hostile, and git started in it would read its configuration too.
 * Matching takes time proportional to pattern × name at worst, whatever the pattern: a star is never tried again once
 * a later one has matched.
 */
export interface IgnoreRules {
  /** Whether the rules say something of a path: true, ignored; false, taken back by "!"; null: nothing. */
  judge(parts: readonly string[], isFolder: boolean): boolean | null;
}

/** One place of a pattern: a fixed character, any character, one of a class, or "*". */
type Token = string | ((char: string) => boolean) | typeof star;
const star = Symbol('*');
/** A whole component `**`. */
const deep = Symbol('**');
type Part = readonly Token[] | typeof deep;

interface Rule {
  readonly parts: readonly Part[];
  readonly anchored: boolean;
  readonly foldersOnly: boolean;
  readonly negated: boolean;
}

const longestLine = 1000;
const mostRules = 5000;

/** Rules of one file; paths are judged relative to the folder it lies in. */
export function parseIgnore(text: string): IgnoreRules {
  const rules = text
    .split('\n')
    .slice(0, mostRules)
    .flatMap((line) => parseLine(line) ?? []);
  return {
    judge(parts, isFolder) {
      for (let at = rules.length - 1; at >= 0; at--) {
        const rule = rules[at] as Rule;
        if (applies(rule, parts, isFolder)) return !rule.negated;
      }
      return null;
    },
  };
}

/** Whether a file, or a folder that it lies in, is ignored. */
export function isIgnored(rules: IgnoreRules, path: string): boolean {
  const parts = path.split('/');
  return parts.some((_, at) => rules.judge(parts.slice(0, at + 1), at + 1 < parts.length) === true);
}

function parseLine(raw: string): Rule | null {
  let line = raw.replace(/\r$/, '');
  if (line.length > longestLine || line.startsWith('#')) return null;
  while (line.endsWith(' ') && !line.endsWith('\\ ')) line = line.slice(0, -1);
  const negated = line.startsWith('!');
  if (negated) line = line.slice(1);
  const foldersOnly = line.endsWith('/');
  if (foldersOnly) line = line.slice(0, -1);
  const anchored = line.includes('/');
  const pieces = line.replace(/^\//, '').split('/');
  if (pieces.some((piece) => piece === '')) return null;
  return {
    parts: pieces.map((piece) => (piece === '**' ? deep : tokens(piece))),
    anchored,
    foldersOnly,
    negated,
  };
}

function tokens(piece: string): Token[] {
  const chars = [...piece];
  const list: Token[] = [];
  for (let at = 0; at < chars.length; at++) {
    const char = chars[at] as string;
    if (char === '\\' && at + 1 < chars.length) list.push(chars[++at] as string);
    else if (char === '*') list.push(star);
    else if (char === '?') list.push(() => true);
    else if (char === '[') {
      const close = closing(chars, at);
      // As in git, a class without an end makes a pattern that nothing matches.
      if (close < 0) list.push(() => false);
      else {
        list.push(classOf(chars.slice(at + 1, close)));
        at = close;
      }
    } else list.push(char);
  }
  return list;
}

/** Where the class that opens at `at` ends: a "]" right at its start stands for itself. */
function closing(chars: readonly string[], at: number): number {
  const start = at + (chars[at + 1] === '!' || chars[at + 1] === '^' ? 2 : 1);
  return chars.indexOf(']', start + 1);
}

function classOf(inner: readonly string[]): (char: string) => boolean {
  const inverted = inner[0] === '!' || inner[0] === '^';
  const chars = inverted ? inner.slice(1) : inner;
  const ranges: [string, string][] = [];
  for (let at = 0; at < chars.length; at++) {
    const from = chars[at] as string;
    const to = chars[at + 2];
    if (chars[at + 1] === '-' && to !== undefined) {
      ranges.push([from, to]);
      at += 2;
    } else ranges.push([from, from]);
  }
  return (char) => ranges.some(([from, to]) => from <= char && char <= to) !== inverted;
}

/** A wildcard match over any kind of item: of two stars, only the later one is ever tried longer. */
function glob<P, T>(
  pattern: readonly P[],
  items: readonly T[],
  isStar: (part: P) => boolean,
  same: (part: P, item: T) => boolean,
): boolean {
  let [at, from, item, resume] = [0, -1, 0, 0];
  while (item < items.length) {
    const part = pattern[at];
    if (at < pattern.length && isStar(part as P)) {
      from = at++;
      resume = item;
    } else if (at < pattern.length && same(part as P, items[item] as T)) {
      at++;
      item++;
    } else if (from >= 0) {
      at = from + 1;
      item = ++resume;
    } else return false;
  }
  while (at < pattern.length && isStar(pattern[at] as P)) at++;
  return at === pattern.length;
}

const matchesPart = (part: readonly Token[], name: string): boolean =>
  glob(
    part,
    [...name],
    (token) => token === star,
    (token, char) => (typeof token === 'function' ? token(char) : token === char),
  );

function applies(rule: Rule, parts: readonly string[], isFolder: boolean): boolean {
  if (rule.foldersOnly && !isFolder) return false;
  if (!rule.anchored) {
    const only = rule.parts[0] as Part;
    return only === deep || matchesPart(only, parts.at(-1) as string);
  }
  // "a/**" is what lies in a, not a itself: its last component must match something.
  const last = rule.parts.at(-1);
  const wanted = last === deep ? [...rule.parts, [star] as const] : rule.parts;
  return glob(
    wanted,
    parts,
    (part) => part === deep,
    (part, name) => part !== deep && matchesPart(part, name),
  );
}
