import { mkdirSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { AssayError } from '#src/core/errors.ts';
import type { Git } from './git.ts';
import type { LeftOut } from './left-out.ts';
import type { CheckoutFile } from './tree.ts';
import { keep, type WalkLimits } from './walk.ts';

export interface ExtractLimits extends Omit<WalkLimits, 'own'> {
  /** Bytes that may be written. */
  readonly maxBytes: number;
}

/** One line of `git ls-tree -r -l -z`. */
interface Entry {
  readonly mode: string;
  readonly id: string;
  readonly size: number;
  readonly path: string;
}

/** Of all entries, those that are left out included: a small pack can describe an endless tree. */
const entriesPerFile = 10;
const longestPath = 3000;
const linkMode = '120000';
const submoduleMode = '160000';
const longestLink = 4096;
const lfsMark = 'version https://git-lfs.github.com/spec/';

/**
 * Writes the files of a commit into an empty folder of our own. git never makes a work tree: names, filters, links and
 * attributes of the repository do nothing here. Every path is checked, every file is made anew, and no link is made.
 */
export async function extractCommit(
  git: Git,
  commit: string,
  folder: string,
  limits: ExtractLimits,
  leftOut: LeftOut,
): Promise<CheckoutFile[]> {
  const wanted = await choose(git, commit, limits, leftOut);
  const files: CheckoutFile[] = [];
  const make = maker(folder, leftOut);
  let at = 0;
  for await (const content of contents(
    git,
    wanted.map(({ id }) => id),
  )) {
    const entry = wanted[at++] as Entry;
    if (content === null) leftOut.note(entry.path, 'its content is not in the repository');
    else if (entry.mode === linkMode) noteLink(entry.path, content.toString('utf8'), leftOut);
    else if (isPointer(content))
      leftOut.note(entry.path, 'is kept in Git LFS, from which nothing is fetched');
    else if (make(entry.path, content)) files.push({ path: entry.path, size: content.length });
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The entries of a commit that are to be read. */
async function choose(git: Git, commit: string, limits: ExtractLimits, leftOut: LeftOut): Promise<Entry[]> {
  const wanted: Entry[] = [];
  const taken = new Set<string>();
  let [seen, files, bytes] = [0, 0, 0];
  for await (const raw of listing(git, commit)) {
    if (++seen > limits.maxFiles * entriesPerFile) limits.tooMany();
    const entry = { ...raw, path: free(raw.path, taken) };
    const wrong = problemOf(entry);
    if (wrong !== null) {
      leftOut.note(entry.path, wrong);
      continue;
    }
    const isLink = entry.mode === linkMode;
    if (!isLink && !keep(entry.path, entry.size, limits.maxFileBytes, leftOut)) continue;
    taken.add(entry.path);
    wanted.push(entry);
    bytes += entry.size;
    if (!isLink && ++files > limits.maxFiles) limits.tooMany();
    if (bytes > limits.maxBytes) throw tooLarge(limits.maxBytes);
  }
  return wanted;
}

export const tooLarge = (maxBytes: number): AssayError =>
  new AssayError(
    'too-large',
    `the repository needs more than ${Math.floor(maxBytes / 1e6).toLocaleString('en')} MB; ` +
      'ASSAY_REPO_MAX_MB sets the limit',
  );

/** Why an entry is not read, or null. */
function problemOf({ mode, size, path }: Entry): string | null {
  if (mode === submoduleMode) return 'is a submodule, which is not fetched';
  if (mode === linkMode) return size > longestLink ? 'is a symbolic link that leads nowhere' : null;
  const parts = path.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..' || part.toLowerCase() === '.git'))
    return 'its path is not one that a work tree can have';
  if (path.length > longestPath || parts.some((part) => Buffer.byteLength(part) > 255))
    return 'its path is too long';
  return null;
}

/** A name whose bytes are not UTF-8 is shown with replacement signs; two such names stay two files. */
function free(path: string, taken: ReadonlySet<string>): string {
  if (!path.includes('\ufffd') || !taken.has(path)) return path;
  let count = 2;
  while (taken.has(`${path}~${count}`)) count++;
  return `${path}~${count}`;
}

async function* listing(git: Git, commit: string): AsyncGenerator<Entry> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of git.stream(['ls-tree', '-r', '-l', '-z', '--full-tree', commit])) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = rest.indexOf(0, start); end >= 0; end = rest.indexOf(0, start)) {
      const tab = rest.indexOf(9, start);
      const [mode = '', , id = '', size = ''] = rest.toString('latin1', start, tab).split(/ +/);
      yield { mode, id, size: Number(size) || 0, path: rest.toString('utf8', tab + 1, end) };
      start = end + 1;
    }
    rest = rest.subarray(start);
  }
}

/** Contents of blobs in the order asked for; null for one that is missing. */
async function* contents(git: Git, ids: readonly string[]): AsyncGenerator<Buffer | null> {
  if (ids.length === 0) return;
  const reader = new BlobReader();
  for await (const chunk of git.stream(['cat-file', '--batch', '--buffer'], `${ids.join('\n')}\n`)) {
    reader.add(chunk);
    for (let next = reader.next(); next !== undefined; next = reader.next()) yield next;
  }
}

/** Takes the output of `git cat-file --batch` apart: "<id> blob <size>", a line feed, the bytes, a line feed. */
class BlobReader {
  #chunks: Buffer[] = [];
  #size = 0;
  #need = 1;

  add(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
  }

  /** The next blob; undefined when more must be read first. */
  next(): Buffer | null | undefined {
    if (this.#size < this.#need) return undefined;
    const all = this.#chunks.length === 1 ? (this.#chunks[0] as Buffer) : Buffer.concat(this.#chunks);
    this.#chunks = [all];
    const end = all.indexOf(10);
    if (end < 0) return this.#wait(all.length + 1);
    const words = all.toString('latin1', 0, end).split(' ');
    if (words.at(-1) === 'missing') return this.#take(all, end + 1, null);
    const size = Number(words[2]);
    const start = end + 1;
    if (all.length < start + size + 1) return this.#wait(start + size + 1);
    return this.#take(all, start + size + 1, all.subarray(start, start + size));
  }

  #wait(bytes: number): undefined {
    this.#need = bytes;
  }

  #take(all: Buffer, used: number, blob: Buffer | null): Buffer | null {
    const rest = all.subarray(used);
    this.#chunks = [rest];
    this.#size = rest.length;
    this.#need = 1;
    return blob;
  }
}

/** Makes files with their folders; false, with a note, where the file system does not take one. */
function maker(root: string, leftOut: LeftOut): (path: string, content: Buffer) => boolean {
  const made = new Set(['.']);
  return (path, content) => {
    const folder = posix.dirname(path);
    try {
      if (!made.has(folder)) {
        mkdirSync(join(root, folder), { recursive: true, mode: 0o700 });
        made.add(folder);
      }
      writeFileSync(join(root, path), content, { flag: 'wx', mode: 0o600 });
      return true;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOSPC' || code === 'EDQUOT') throw new AssayError('unavailable', 'the disk is full');
      leftOut.note(
        path,
        `cannot be written (${code}): another file has its name, or the system does not take it`,
      );
      return false;
    }
  };
}

/** A link inside the tree leads to a file that is there by itself. */
function noteLink(path: string, target: string, leftOut: LeftOut): void {
  const end = posix.normalize(posix.join(posix.dirname(path), target));
  if (posix.isAbsolute(target) || end === '..' || end.startsWith('../'))
    leftOut.note(path, 'is a symbolic link that leads out of the repository');
}

const isPointer = (content: Buffer): boolean =>
  content.length < 1024 && content.toString('latin1', 0, lfsMark.length) === lfsMark;
