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

/**
 * The key of a file's result: its content, which scanners in which versions looked at it, and which files of its kind there
 * are. A new file may be what a name of an old one means, so results do not outlive a change of names.
 */
export const resultKey = (
  content: Uint8Array,
  scanners: readonly Pick<FileScanner, 'id' | 'version'>[],
  kin: string,
): string =>
  createHash('sha256')
    .update(kin)
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

/** Endings of files that import each other. */
const families: readonly RegExp[] = [/\.(?:[cm]?[jt]sx?|vue|svelte|html)$/i, /\.tf(?:vars|\.json)?$/i];

/** The hash of all paths of a file's kind, by path. */
export function kinOf(tree: Tree): (path: string) => string {
  const known = new Map<string, string>();
  const kindOf = (path: string): string =>
    families.find((family) => family.test(path))?.source ?? /\.[^./]*$/.exec(path)?.[0] ?? '';
  return (path) => {
    const kind = kindOf(path);
    let hash = known.get(kind);
    if (hash === undefined) {
      const paths = tree.files.map((file) => file.path).filter((other) => kindOf(other) === kind);
      hash = sha256(paths.sort().join('\n'));
      known.set(kind, hash);
    }
    return hash;
  };
}
