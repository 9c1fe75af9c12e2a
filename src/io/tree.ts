import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readlinkSync,
  readSync,
  realpathSync,
  type Stats,
} from 'node:fs';
import { join, sep } from 'node:path';

/** A file of a checkout; the shape that scanners know. */
export interface CheckoutFile {
  /** Relative to the root, with forward slashes. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
}

/** The files of a checkout and nothing outside of them. */
export interface CheckoutTree {
  readonly files: readonly CheckoutFile[];
  /** The file as text, byte order mark left out; null: not in the tree, binary, or over the size limit. */
  read(path: string): string | null;
  /** The file's bytes, or null as above (binary files are read). */
  readBytes(path: string): Uint8Array | null;
}

/** What package managers write down: wanted whole, and often longer than code. */
const locks =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lock|poetry\.lock|uv\.lock|pdm\.lock|Pipfile\.lock|composer\.lock|Gemfile\.lock|Cargo\.lock|go\.sum|gradle\.lockfile|packages\.lock\.json|mix\.lock|pubspec\.lock|Package\.resolved)$/i;
const lockBytes = 32 * 1024 * 1024;

/** Bytes of a file at most, by its name: `usual`, and 32 MiB for lock files. */
export const sizeLimit = (path: string, usual: number): number =>
  locks.test(path) ? Math.max(lockBytes, usual) : usual;

/**
 * A tree over a folder, for the files that were found in it. It is plain data besides the folder, so a worker thread
 * makes one of its own from `root` and `files`. Whatever happens to the folder meanwhile, what is read is a regular
 * file that lies in it.
 *
 * @param root absolute
 * @param maxFileBytes the limit that the files were found under
 */
export function openTree(root: string, files: readonly CheckoutFile[], maxFileBytes: number): CheckoutTree {
  const known = new Set(files.map(({ path }) => path));
  const realRoot = realpathSync.native(root);
  const readBytes = (path: string): Uint8Array | null =>
    known.has(path) ? readInside(realRoot, path, sizeLimit(path, maxFileBytes)) : null;
  return {
    files,
    readBytes,
    read(path) {
      const bytes = readBytes(path);
      return bytes && decode(bytes);
    },
  };
}

/** Opened without following a link and without waiting for a pipe's other end, then checked to lie inside. */
function readInside(realRoot: string, path: string, limit: number): Buffer | null {
  const full = join(realRoot, path);
  let fd: number;
  try {
    fd = openSync(full, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch {
    return null;
  }
  try {
    const opened = fstatSync(fd);
    if (!opened.isFile() || opened.size > limit || !liesInside(realRoot, full, fd, opened)) return null;
    return readUpTo(fd, opened.size);
  } catch {
    return null;
  } finally {
    closeSync(fd);
  }
}

/** A folder on the way may have become a link since: what was opened must lie inside. Linux says where that is. */
function liesInside(realRoot: string, full: string, fd: number, opened: Stats): boolean {
  const below = realRoot.endsWith(sep) ? realRoot : realRoot + sep;
  if (process.platform === 'linux') {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).startsWith(below);
    } catch {
      // No /proc here: asked as everywhere else.
    }
  }
  const real = realpathSync.native(full);
  const there = lstatSync(real);
  return real.startsWith(below) && there.dev === opened.dev && there.ino === opened.ino;
}

/** At most `size` bytes: a file that grows meanwhile is read as it was. */
function readUpTo(fd: number, size: number): Buffer {
  const bytes = Buffer.allocUnsafe(size);
  let at = 0;
  while (at < size) {
    const count = readSync(fd, bytes, at, size - at, at);
    if (count === 0) break;
    at += count;
  }
  return bytes.subarray(0, at);
}

/** Null for binary files, told as git does: a NUL among the first bytes. UTF-16 with its mark is text. */
export function decode(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes.subarray(0, 8000).includes(0)) return null;
  // The decoder takes the byte order mark away.
  return new TextDecoder().decode(bytes);
}
