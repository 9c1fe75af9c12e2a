import { constants } from 'node:fs';
import { lstat, open, readFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { badRequest } from '#src/core/errors.ts';

/**
 * A repository on this machine, read without starting git in it: its configuration, hooks and helpers are a stranger's
 * and never come into play.
 */
export interface LocalRepository {
  /** Where HEAD and the index are. */
  readonly gitDir: string;
  /** Where objects and refs are: the same but in a linked work tree. */
  readonly commonDir: string;
}

const hashes = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
const smallFile = 64 * 1024;
const largeFile = 256 * 1024 * 1024;

/** A regular file as bytes; null when it is none, is a link, or is longer than `most`. Never waits for a pipe. */
export async function readRegular(path: string, most: number): Promise<Buffer | null> {
  try {
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const { size } = await file.stat();
      return (await file.stat()).isFile() && size <= most ? await readFile(file) : null;
    } finally {
      await file.close();
    }
  } catch {
    return null;
  }
}

const readText = async (path: string, most = smallFile): Promise<string | null> =>
  (await readRegular(path, most))?.toString('utf8') ?? null;

const isFolder = async (path: string): Promise<boolean> =>
  (await lstat(path).catch(() => null))?.isDirectory() ?? false;

/** The repository at a folder, whether it has a work tree or is bare; null: a plain folder. */
export async function findRepository(path: string): Promise<LocalRepository | null> {
  const inner = join(path, '.git');
  const link = /^gitdir: (.+)\n?$/.exec((await readText(inner)) ?? '')?.[1];
  for (const gitDir of link ? [resolve(path, link)] : [inner, path]) {
    const common = (await readText(join(gitDir, 'commondir')))?.trim();
    const commonDir = common ? (isAbsolute(common) ? common : resolve(gitDir, common)) : gitDir;
    const head = await readText(join(gitDir, 'HEAD'));
    if (head !== null && (await isFolder(join(commonDir, 'objects')))) return { gitDir, commonDir };
  }
  return null;
}

/** A folder with a repository of its own, and everything below it. */
export interface WorkTree {
  /** Absolute. */
  readonly top: string;
  readonly repository: LocalRepository;
}

/** The work tree that a folder is, or lies in; null: none. */
export async function findWorkTree(folder: string): Promise<WorkTree | null> {
  for (let top = folder; ; top = dirname(top)) {
    const repository = await findRepository(top);
    // Below a bare repository there are its own files, not those of a work tree.
    if (repository && (top === folder || repository.gitDir !== top)) return { top, repository };
    if (dirname(top) === top) return null;
  }
}

/** Names that git itself would not take, or that could mean an option, a range or a way out of the folder. */
export function checkRef(ref: string, field = 'ref'): string {
  const wrong =
    ref.length > 250 ||
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a ref must not have
    /[\x00-\x20\x7f~^:?*[\\]|\.\.|@\{|\/\/|^[-/.]|[/.]$|\.lock$|\/\./.test(ref);
  if (ref === '' || wrong)
    throw badRequest(`${field} "${ref.slice(0, 100)}" is not the name of a branch or tag`);
  return ref;
}

/** Full commit ids only: an abbreviated one may mean another commit tomorrow. */
export function checkCommit(commit: string): string {
  if (hashes.test(commit)) return commit;
  throw badRequest(`commit_sha "${commit.slice(0, 100)}" is not a full commit id (40 hexadecimal digits)`);
}

/** What a ref's full name points at; null: there is none. Follows symbolic refs a few steps. */
export async function readRef(repository: LocalRepository, name: string): Promise<string | null> {
  let at = name;
  for (let step = 0; step < 5; step++) {
    const folder = at.startsWith('refs/') ? repository.commonDir : repository.gitDir;
    const text = ((await readText(join(folder, at))) ?? (await packedRef(repository, at)))?.trim();
    if (text === undefined) return null;
    if (hashes.test(text)) return text;
    const next = /^ref: (refs\/.+)$/.exec(text)?.[1];
    if (next === undefined || next.includes('..')) return null;
    at = next;
  }
  return null;
}

async function packedRef({ commonDir }: LocalRepository, name: string): Promise<string | null> {
  const packed = await readText(join(commonDir, 'packed-refs'), largeFile);
  const line = packed?.split('\n').find((text) => text.slice(text.indexOf(' ') + 1) === name);
  return line?.split(' ')[0] ?? null;
}

/** The branch that HEAD is on; null: a commit by itself. */
export async function currentBranch({ gitDir }: LocalRepository): Promise<string | null> {
  const head = await readText(join(gitDir, 'HEAD'));
  const branch = /^ref: refs\/heads\/(.+)\n?$/.exec(head ?? '')?.[1] ?? null;
  if (branch === '.invalid')
    throw badRequest(
      'the repository keeps its refs as a reftable, which is not read here; clone it from a URL',
    );
  return branch;
}

/** Paths that the repository's index has, ignored or not; null where it cannot be read. See gitformat-index(5). */
export async function trackedPaths(repository: LocalRepository): Promise<Set<string> | null> {
  const bytes = await readRegular(join(repository.gitDir, 'index'), largeFile);
  if (!bytes || bytes.length < 12 || bytes.toString('latin1', 0, 4) !== 'DIRC') return null;
  const version = bytes.readUInt32BE(4);
  if (version < 2 || version > 4) return null;
  const hashBytes = ((await readRef(repository, 'HEAD'))?.length ?? 40) / 2;
  try {
    return readEntries(bytes, version, hashBytes);
  } catch {
    return null;
  }
}

function readEntries(bytes: Buffer, version: number, hashBytes: number): Set<string> {
  const paths = new Set<string>();
  const count = bytes.readUInt32BE(8);
  const flagsAt = 40 + hashBytes;
  let [at, last] = [12, Buffer.alloc(0)];
  for (let entry = 0; entry < count; entry++) {
    const extended = (bytes.readUInt16BE(at + flagsAt) & 0x4000) !== 0 && version > 2;
    let nameAt = at + flagsAt + (extended ? 4 : 2);
    let kept = Buffer.alloc(0);
    if (version === 4) {
      const strip = readVarint(bytes, nameAt);
      nameAt = strip.next;
      kept = last.subarray(0, Math.max(0, last.length - strip.value));
    }
    const end = bytes.indexOf(0, nameAt);
    if (end < 0) throw new RangeError('cut short');
    last = Buffer.concat([kept, bytes.subarray(nameAt, end)]);
    paths.add(last.toString('utf8'));
    at = version === 4 ? end + 1 : at + ((end - at + 8) & ~7);
  }
  return paths;
}

/** The offset encoding of packs: each further byte adds one before it shifts. */
function readVarint(bytes: Buffer, start: number): { value: number; next: number } {
  let at = start;
  let byte = bytes.readUInt8(at++);
  let value = byte & 0x7f;
  while (byte & 0x80) {
    byte = bytes.readUInt8(at++);
    value = (value + 1) * 128 + (byte & 0x7f);
  }
  return { value, next: at };
}
