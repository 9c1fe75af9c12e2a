import { createHash } from 'node:crypto';
import type { FileScanner } from './scanners/scanner.ts';
import type { Tree } from './tree.ts';

/** Another file that a result rests on: its content's SHA-256 in hex, null where it did not exist. */
export interface Dependency {
  readonly path: string;
  readonly hash: string | null;
}

/** A result of an earlier scan that may still be true: the key it had, and what it rested on. */
export interface KeptRef {
  readonly key: string;
  readonly depends: readonly Dependency[];
}

export const sha256 = (content: Uint8Array | string): string =>
  createHash('sha256').update(content).digest('hex');

/** The key of a file's result: its content, and which scanners in which versions looked at it. */
export const resultKey = (
  content: Uint8Array,
  scanners: readonly Pick<FileScanner, 'id' | 'version'>[],
): string =>
  createHash('sha256')
    .update(
      scanners
        .map(({ id, version }) => `${id}@${version}`)
        .sort()
        .join(' '),
    )
    .update('\u0000')
    .update(content)
    .digest('hex');

/** A tree that remembers, from each `start` on, which files were read and what they held. */
export interface WatchedTree extends Tree {
  start(): void;
  /** What was read since, in the order of paths. */
  depends(): Dependency[];
  /** Whether a file still is as it was. */
  holds(dependency: Dependency): boolean;
}

/** Texts are kept for files that are read again and again: modules that many others import. */
export function watchTree(tree: Tree, keptCharacters = 16_000_000): WatchedTree {
  const hashes = new Map<string, string | null>();
  const texts = new Map<string, string | null>();
  const read = new Set<string>();
  let room = keptCharacters;
  const hashOf = (path: string): string | null => {
    const known = hashes.get(path);
    if (known !== undefined) return known;
    const bytes = tree.readBytes(path);
    const hash = bytes && sha256(bytes);
    hashes.set(path, hash);
    return hash;
  };
  return {
    files: tree.files,
    read(path) {
      read.add(path);
      const known = texts.get(path);
      if (known !== undefined) return known;
      const text = tree.read(path);
      const size = text?.length ?? 0;
      if (size <= room) {
        room -= size;
        texts.set(path, text);
      }
      return text;
    },
    readBytes(path) {
      read.add(path);
      return tree.readBytes(path);
    },
    start: () => read.clear(),
    depends: () => [...read].sort().map((path) => ({ path, hash: hashOf(path) })),
    holds: ({ path, hash }) => hashOf(path) === hash,
  };
}
