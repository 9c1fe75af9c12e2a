import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { loadGrammar } from '#src/io/grammars.ts';
import type { Issue } from '#src/repo/issue.ts';
import { openAnalyser } from '#src/repo/sast/analyse.ts';
import type { Tree, TreeFile } from '#src/repo/tree.ts';

const left = new Set(['.git', 'node_modules']);

/** The files of a folder as a tree that reads from disk. */
export function treeOf(root: string, accepts: (path: string) => boolean): Tree {
  const walk = (folder: string): string[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return left.has(entry.name) ? [] : walk(path);
      return entry.isFile() ? [path] : [];
    });
  const files: TreeFile[] = walk(root)
    .map((path) => ({ path: relative(root, path).replaceAll('\\', '/'), size: statSync(path).size }))
    .filter((file) => accepts(file.path));
  const known = new Set(files.map((file) => file.path));
  const texts = new Map<string, string>();
  const read = (path: string): string | null => {
    if (!known.has(path)) return null;
    const text = texts.get(path) ?? readFileSync(join(root, path), 'utf8');
    texts.set(path, text);
    return text;
  };
  return { files, read, readBytes: () => null };
}

export interface Judged {
  readonly issues: readonly Issue[];
  /** Path and reason of files that were not wholly looked at. */
  readonly skipped: readonly string[];
  readonly filesPerSecond: number;
}

/** Runs the source code scanner over a folder, in this thread. */
export async function judge(
  root: string,
  reads: (path: string) => boolean,
  asked: (path: string) => boolean = reads,
): Promise<Judged> {
  const tree = treeOf(root, reads);
  const analyser = await openAnalyser({ tree, grammar: loadGrammar, now: () => performance.now() });
  const start = performance.now();
  const issues: Issue[] = [];
  const skipped: string[] = [];
  const files = tree.files.filter((file) => asked(file.path));
  for (const { path } of files) {
    const { issues: found, incomplete } = analyser.analyse(path, tree.read(path) ?? '');
    issues.push(...found);
    if (incomplete !== null) skipped.push(`${path}: ${incomplete}`);
  }
  return { issues, skipped, filesPerSecond: files.length / ((performance.now() - start) / 1000) };
}
