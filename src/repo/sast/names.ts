/**
 * Patterns of resolved names (see NamePattern in rule.ts), indexed by their last segment, so that a name is compared
 * with the few patterns that could match it. What a name matched is remembered: programs repeat names.
 */
export interface NameIndex<T> {
  find(name: string): readonly T[];
}

/** Longer names are no names: they come from chains without end. */
export const longestName = 240;
const remembered = 20_000;
const nothing: readonly never[] = [];

/** `{a,b.{c,d}}.e` → `a.e`, `b.c.e`, `b.d.e`. Each once, however groups nest. */
export function alternatives(pattern: string): readonly string[] {
  const open = pattern.indexOf('{');
  if (open < 0) return [pattern];
  const words: string[] = [];
  let depth = 0;
  let start = open + 1;
  for (let at = open; at < pattern.length; at += 1) {
    const character = pattern[at];
    if (character === '{') depth += 1;
    else if (character === '}') depth -= 1;
    if (depth === 0 || (depth === 1 && character === ',')) {
      words.push(pattern.slice(start, at).trim());
      start = at + 1;
    }
    if (depth > 0) continue;
    const before = pattern.slice(0, open);
    const after = alternatives(pattern.slice(at + 1));
    return words.flatMap(alternatives).flatMap((word) => after.map((rest) => before + word + rest));
  }
  return [pattern];
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

const wildcards: Readonly<Record<string, string>> = {
  '**.': '(?:.+\\.)?',
  '.**.': '\\.(?:.+\\.)?',
  '.**': '(?:\\..+)?',
};

/** One alternative as an expression. `**` stands for any segments, also none; `*` for one, or for a part of one. */
function compile(pattern: string): (name: string) => boolean {
  if (!pattern.includes('*')) return (name) => name === pattern;
  if (pattern === '**') return () => true;
  const tail = /^\*\*\.([^*]+)$/.exec(pattern)?.[1];
  if (tail) return (name) => name === tail || name.endsWith(`.${tail}`) || name === `?${tail}`;
  // Only the last segment matters: no need to try every dot before it.
  const glob = /^\*\*\.([^.]+)$/.exec(pattern)?.[1];
  if (glob) {
    const last = new RegExp(`^${glob.split('*').map(escaped).join('.*')}$`, 'u');
    return (name) => last.test(lastSegment(name));
  }
  const words = pattern
    .split(/(^\*\*\.|\.\*\*\.|\.\*\*$|\*+)/)
    .map((word) => wildcards[word] ?? (/^\*+$/.test(word) ? '[^.]*' : escaped(word)));
  const expression = new RegExp(`^${words.join('')}$`, 'u');
  return (name) => expression.test(name);
}

const lastSegment = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

const firstSegment = (name: string): string => {
  const dot = name.indexOf('.');
  return dot < 0 ? name : name.slice(0, dot);
};

function add<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** Whether `name` matches `pattern`: for the rare question; sets of patterns have an index. */
export function matchesName(pattern: string, name: string): boolean {
  return cachedIndex(pattern).find(name).length > 0;
}

const single = new Map<string, NameIndex<true>>();
function cachedIndex(pattern: string): NameIndex<true> {
  const known = single.get(pattern);
  if (known) return known;
  const made = nameIndex([{ pattern, value: true as const }]);
  single.set(pattern, made);
  return made;
}

/** Builds the index. The order of what is found is the order of the entries. */
export function nameIndex<T>(
  entries: Iterable<{ readonly pattern: string; readonly value: T }>,
): NameIndex<T> {
  interface Entry {
    readonly order: number;
    readonly test: (name: string) => boolean;
    readonly value: T;
  }
  const byTail = new Map<string, Entry[]>();
  const byHead = new Map<string, Entry[]>();
  const wild: Entry[] = [];
  let order = 0;
  for (const { pattern, value } of entries) {
    order += 1;
    for (const one of alternatives(pattern)) {
      const last = lastSegment(one);
      const entry = { order, test: compile(one), value };
      const head = firstSegment(one);
      if (!last.includes('*')) add(byTail, last.replace(/^\?/, ''), entry);
      else if (!head.includes('*')) add(byHead, head, entry);
      else wild.push(entry);
    }
  }
  const memo = new Map<string, readonly T[]>();
  return {
    find(name) {
      const known = memo.get(name);
      if (known) return known;
      if (name.length > longestName) return [];
      const tail = byTail.get(lastSegment(name).replace(/^\?/, '')) ?? nothing;
      const found: Entry[] = [];
      for (const entry of tail) if (entry.test(name)) found.push(entry);
      for (const entry of byHead.get(firstSegment(name)) ?? nothing) if (entry.test(name)) found.push(entry);
      for (const entry of wild) if (entry.test(name)) found.push(entry);
      if (found.length > 1) found.sort((a, b) => a.order - b.order);
      const values = found.length === 0 ? nothing : found.map((entry) => entry.value);
      if (memo.size >= remembered) memo.clear();
      memo.set(name, values);
      return values;
    },
  };
}
