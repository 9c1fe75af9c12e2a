import { denied } from './left-out.ts';
import { decode } from './tree.ts';

/** The system's git on a repository, with nothing of that repository's configuration, hooks or filters in force. */
export interface GitStream {
  /** Standard output of `git …args`; rejects where git ends with an error. Leaving the loop early ends git. */
  stream(args: readonly string[], input?: string): AsyncIterable<Buffer>;
}

export interface HistoryLimits {
  /** Bytes of a blob that is read; larger ones are handed out without text. */
  readonly maxBlobBytes: number;
  /** Blobs in all. */
  readonly maxBlobs: number;
  /** Bytes that are read in all. */
  readonly maxBytes: number;
}

export interface HistoryAsk extends HistoryLimits {
  /** Full id: the history is what led to it. */
  readonly commit: string;
  /** Paths that count, besides what the default list leaves out of a checkout. */
  readonly accepts: (path: string) => boolean;
  /** Told what was left out because of a limit, in words. */
  readonly cut: (reason: string) => void;
}

/** One version of a file: where it stood first, and the commit that brought it. */
export interface Blob {
  readonly path: string;
  /** Other paths that it stood at, the first few. */
  readonly also: readonly string[];
  readonly blob: string;
  readonly commit: string;
  /** Null where there is none to read. */
  readonly text: string | null;
  /** Why there is no text: "is binary". */
  readonly reason?: string;
}

/** Blobs whose hashes are sent to git at once: what is listed but not read yet stays small. */
const batch = 2000;
const mostPaths = 20;

/**
 * Every version of every file in the commits that led to one, each blob once, newest first; limits leave out the oldest.
 * Only plumbing that reads objects is run (`log --raw`, `cat-file`): no filter, text conversion or external diff of the
 * repository takes part. Rejects where git does.
 */
export async function* readHistory(git: GitStream, ask: HistoryAsk): AsyncGenerator<Blob> {
  const wanted = await listBlobs(git, ask);
  let room = ask.maxBytes;
  for (let at = 0; at < wanted.length; at += batch) {
    const some = wanted.slice(at, at + batch);
    const sizes = await readSizes(git, some);
    const fit = some.findIndex((one) => {
      room -= sizeIn(sizes, one, ask);
      return room < 0;
    });
    yield* readBlobs(git, fit < 0 ? some : some.slice(0, fit), sizes, ask);
    if (fit < 0) continue;
    const left = wanted.length - at - fit;
    return ask.cut(
      `only the newest ${mega(ask.maxBytes)} MB of its files were read: ${left} older versions were not looked at`,
    );
  }
}

const mega = (bytes: number): string => Math.floor(bytes / 1e6).toLocaleString('en');

interface Listed {
  path: string;
  commit: string;
  readonly blob: string;
  readonly also: string[];
}

/** Children come before their parents: where a blob is met last it stood first. */
async function listBlobs(
  git: GitStream,
  { commit: tip, maxBlobs, accepts, cut }: HistoryAsk,
): Promise<Listed[]> {
  const listed = new Map<string, Listed>();
  let [commit, blob]: [string, string | null] = ['', null];
  for await (const part of separated(git.stream([...logArgs, '--end-of-options', tip]), 0)) {
    if (blob === null) {
      const text = part.toString('latin1').trimStart();
      const named = /^commit ([0-9a-f]{40,64})$/.exec(text);
      if (named) commit = named[1] as string;
      else if (text.startsWith(':')) blob = newBlob(text);
      continue;
    }
    const path = part.toString('utf8');
    if (blob !== '' && denied(path) === null && accepts(path)) {
      const known = listed.get(blob);
      if (!known && listed.size >= maxBlobs) {
        const most = maxBlobs.toLocaleString('en');
        cut(
          `only the newest ${most} versions of files were looked at, none before commit ${commit.slice(0, 12)}`,
        );
        break;
      }
      // Met again it goes to the end: the order is that of where each stood first.
      listed.delete(blob);
      listed.set(blob, sighted(known, { path, commit, blob }));
    }
    blob = null;
  }
  return [...listed.values()];
}

function sighted(known: Listed | undefined, now: Omit<Listed, 'also'>): Listed {
  if (!known) return { ...now, also: [] };
  const { path, also } = known;
  if (path !== now.path && also.length < mostPaths && !also.includes(path)) also.push(path);
  return { ...now, also };
}

const logArgs = [
  'log',
  '--topo-order',
  '--raw',
  '-z',
  '--no-abbrev',
  '--no-renames',
  '--root',
  '--diff-merges=first-parent',
  '--no-ext-diff',
  '--no-textconv',
  '--ignore-submodules=all',
  '--no-show-signature',
  '--no-color',
  '--format=commit %H',
];

/** `:100644 100644 <old> <new> M`: the new hash of a plain file; empty for links, submodules and deletions. */
function newBlob(line: string): string {
  const [, mode = '', , hash = ''] = line.split(' ');
  return /^100/.test(mode) && !/^0+$/.test(hash) && /^[0-9a-f]{40,64}$/.test(hash) ? hash : '';
}

/** Bytes by hash; an object that is missing, or is no blob, has none. */
async function readSizes(git: GitStream, listed: readonly Listed[]): Promise<ReadonlyMap<string, number>> {
  const sizes = new Map<string, number>();
  for await (const line of separated(git.stream(['cat-file', '--batch-check'], namesOf(listed)), 10)) {
    const [hash = '', kind, size] = line.toString('latin1').split(' ');
    if (kind === 'blob') sizes.set(hash, Number(size));
  }
  return sizes;
}

const namesOf = (listed: readonly Listed[]): string => listed.map(({ blob }) => `${blob}\n`).join('');

/** Bytes that will be read of a blob. */
function sizeIn(
  sizes: ReadonlyMap<string, number>,
  { blob }: Listed,
  { maxBlobBytes }: HistoryLimits,
): number {
  const size = sizes.get(blob) ?? 0;
  return size <= maxBlobBytes ? size : 0;
}

async function* readBlobs(
  git: GitStream,
  listed: readonly Listed[],
  sizes: ReadonlyMap<string, number>,
  { maxBlobBytes }: HistoryLimits,
): AsyncGenerator<Blob> {
  const problem = ({ blob }: Listed): string | null => {
    const size = sizes.get(blob);
    if (size === undefined) return 'is not in the repository';
    return size > maxBlobBytes ? `is larger than ${maxBlobBytes.toLocaleString('en')} bytes` : null;
  };
  const readable = listed.filter((one) => problem(one) === null);
  const contents = readable.length > 0 ? readContents(git, readable) : null;
  try {
    for (const one of listed) {
      const reason = problem(one);
      if (reason !== null) yield { ...one, text: null, reason };
      else yield withText(one, (await contents?.next())?.value ?? null);
    }
  } finally {
    await contents?.return(undefined);
  }
}

function withText(one: Listed, bytes: Buffer | null): Blob {
  if (bytes === null) return { ...one, text: null, reason: 'could not be read' };
  const text = decode(bytes);
  return text === null ? { ...one, text, reason: 'is binary' } : { ...one, text };
}

/** Contents in the order that was asked for: `<hash> blob <size>`, a line feed, the bytes, a line feed. */
async function* readContents(git: GitStream, listed: readonly Listed[]): AsyncGenerator<Buffer> {
  const input = listed.map(({ blob }) => `${blob}\n`).join('');
  let held: Buffer = Buffer.alloc(0);
  for await (const chunk of git.stream(['cat-file', '--batch'], input)) {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    for (;;) {
      const line = held.indexOf(10);
      if (line < 0) break;
      const size = Number(held.subarray(0, line).toString('latin1').split(' ')[2]);
      const end = line + 1 + size;
      if (!Number.isSafeInteger(size)) throw new Error('git cat-file answered without a size');
      if (held.length < end + 1) break;
      yield held.subarray(line + 1, end);
      held = held.subarray(end + 1);
    }
  }
}

/** Pieces of a stream between bytes of one value; what follows the last one too, unless it is empty. */
async function* separated(chunks: AsyncIterable<Buffer>, byte: number): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = chunk.indexOf(byte); at >= 0; at = chunk.indexOf(byte, from)) {
      yield Buffer.concat([...held, chunk.subarray(from, at)]);
      held = [];
      from = at + 1;
    }
    if (from < chunk.length) held.push(chunk.subarray(from));
  }
  const rest = Buffer.concat(held);
  if (rest.length > 0) yield rest;
}
