/** A line of an indented file with what is indented below it. */
export interface Entry {
  /** Left of the colon, unquoted; the whole line where there is none. */
  readonly key: string;
  /** Right of the colon, unquoted; empty where there is nothing. */
  readonly value: string;
  /** The line as it stands, without its indentation. */
  readonly raw: string;
  readonly line: number;
  readonly children: Entry[];
}

const mostDepth = 40;
/** Longer lines are not taken apart: no key is that long, and patterns over them would be slow. */
const mostSplit = 10_000;

/**
 * The lock files of yarn, pnpm, Bundler and pub as a tree of lines. They are written by programs, in a part of YAML (or
 * something like it) that needs no YAML parser: with one, a large lock file takes seconds, and anchors would have to be
 * defended against.
 *
 * @throws Error when it is nested deeper than such a file can be
 */
export function readIndented(text: string): Entry[] {
  const root: Entry[] = [];
  const open: { indent: number; children: Entry[] }[] = [{ indent: -1, children: root }];
  let number = 0;
  for (const raw of text.split('\n')) {
    number++;
    const line = raw.trimEnd();
    const content = line.trimStart();
    if (content === '' || content.startsWith('#') || content === '---') continue;
    const indent = line.length - content.length;
    while (open.length > 1 && (open.at(-1)?.indent ?? -1) >= indent) open.pop();
    const entry: Entry = { ...split(content), raw: content, line: number, children: [] };
    open.at(-1)?.children.push(entry);
    open.push({ indent, children: entry.children });
    if (open.length > mostDepth)
      throw new Error(`is nested deeper than ${mostDepth} levels at line ${number}`);
  }
  return root;
}

/** `"a@1": x`, `a: "x"`, `a "x"` (yarn 1) and `- x`. */
function split(content: string): { key: string; value: string } {
  if (content.length > mostSplit) return { key: content, value: '' };
  const quoted = /^(["'])((?:(?!\1)[^\\]|\\.)*)\1(?::\s*|\s+|$)(.*)$/.exec(content);
  if (quoted) return { key: quoted[2] as string, value: unquote(quoted[3] as string) };
  const plain = /^([^"'{[].*?)(?::\s+|:$|\s+(?=["]))(.*)$/.exec(content);
  if (plain) return { key: plain[1] as string, value: unquote(plain[2] as string) };
  return { key: content, value: '' };
}

export function unquote(text: string): string {
  const trimmed = text.trim();
  const first = trimmed[0];
  return trimmed.length > 1 && (first === '"' || first === "'") && trimmed.endsWith(first)
    ? trimmed.slice(1, -1)
    : trimmed;
}

export const childOf = (entries: readonly Entry[], key: string): Entry | undefined =>
  entries.find((entry) => entry.key === key);

/** Children of a key as pairs; empty where it is not there. */
export const pairsOf = (entries: readonly Entry[], key: string): [string, string][] =>
  (childOf(entries, key)?.children ?? []).map(({ key: name, value }) => [name, value]);
