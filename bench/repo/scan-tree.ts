import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { loadGrammar } from '../../src/io/grammars.ts';
import type { Issue } from '../../src/repo/issue.ts';
import { withoutWeaker } from '../../src/repo/sast/weaker.ts';
import { sast } from '../../src/repo/scanners/sast.ts';
import type { FileTools } from '../../src/repo/scanners/scanner.ts';
import type { Skipped } from '../../src/repo/tree.ts';

/** What our source scanner says of a folder. */
export interface Scanned {
  readonly issues: readonly Issue[];
  readonly skipped: readonly Skipped[];
  /** Files that were looked at, by path. */
  readonly texts: ReadonlyMap<string, string>;
  readonly milliseconds: number;
}

/** Runs the source scanner over the files below `root` that it accepts and `wanted` names, in this process. */
export async function scanTree(root: string, wanted: (path: string) => boolean): Promise<Scanned> {
  const files = walk(root, root).filter(({ path }) => wanted(path));
  const texts = new Map<string, string>();
  const read = (path: string): string | null => {
    const known = texts.get(path);
    if (known !== undefined) return known;
    const found = files.find((file) => file.path === path) ? readFileSync(join(root, path), 'utf8') : null;
    if (found !== null) texts.set(path, found);
    return found;
  };
  const tools: FileTools = {
    tree: { files, read, readBytes: () => null },
    grammar: loadGrammar,
    rules: async () => [],
    now: () => performance.now(),
  };
  const scanner = await sast.open(tools);
  const begin = performance.now();
  const reports = files
    .filter((file) => sast.accepts(file))
    .map((file) => scanner.scan({ ...file, text: read(file.path) ?? '' }));
  return {
    issues: withoutWeaker(reports.flatMap(({ issues }) => issues)),
    skipped: reports.flatMap(({ skipped }) => skipped),
    texts,
    milliseconds: performance.now() - begin,
  };
}

const walk = (folder: string, root: string): { path: string; size: number }[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const full = join(folder, entry.name);
    if (entry.name === '.git' || entry.name === 'node_modules') return [];
    if (entry.isDirectory()) return walk(full, root);
    return entry.isFile()
      ? [{ path: relative(root, full).replaceAll('\\', '/'), size: lstatSync(full).size }]
      : [];
  });
