/** The system's git on a repository, with nothing of that repository's configuration, hooks or filters in force. */
export interface GitStream {
  /** Standard output of `git …args`; rejects where git ends with an error. Leaving the loop early ends git. */
  stream(args: readonly string[], input?: string): AsyncIterable<Buffer>;
}

export interface HistoryLimits {
  /** Bytes of a blob that is read; larger ones are handed out without text. */
  readonly maxBlobBytes: number;
  /** Blobs in all. Throws `HistoryTooLarge` beyond it, before any is read. */
  readonly maxBlobs: number;
  /** Hashes that need not be read again: in the checkout, or looked at by an earlier scan. */
  readonly known?: ReadonlySet<string>;
}

/** One version of a file: where it stood first, and the commit that brought it. */
export interface Blob {
  readonly path: string;
  readonly blob: string;
  readonly commit: string;
  /** UTF-8; null where the blob is binary or over the limit. */
  readonly text: string | null;
}

export class HistoryTooLarge extends Error {
  constructor(most: number) {
    super(`the history has more than ${most} versions of files: raise the limit, or scan the checkout alone`);
    this.name = 'HistoryTooLarge';
  }
}

/** Blobs whose hashes are sent to git at once: what is listed but not read yet stays small. */
const batch = 2000;

/**
 * Every version of every file that any ref reaches, each blob once, oldest commit first. Only plumbing that reads
 * objects is run (`log --raw`, `cat-file`): no filter, text conversion or external diff of the repository takes part.
 */
export async function* readHistory(git: GitStream, limits: HistoryLimits): AsyncGenerator<Blob> {
  const wanted = await listBlobs(git, limits);
  for (let at = 0; at < wanted.length; at += batch)
    yield* readBlobs(git, wanted.slice(at, at + batch), limits);
}

type Listed = Omit<Blob, 'text'>;

async function listBlobs(git: GitStream, { maxBlobs, known }: HistoryLimits): Promise<Listed[]> {
  const listed: Listed[] = [];
  const seen = new Set<string>(known);
  let commit = '';
  let blob: string | null = null;
  for await (const part of separated(git.stream(logArgs), 0)) {
    if (blob !== null) {
      const path = part.toString('utf8');
      if (blob !== '' && !seen.has(blob)) {
        seen.add(blob);
        listed.push({ path, blob, commit });
        if (listed.length > maxBlobs) throw new HistoryTooLarge(maxBlobs);
      }
      blob = null;
      continue;
    }
    const text = part.toString('latin1').trimStart();
    const named = /^commit ([0-9a-f]{40,64})$/.exec(text);
    if (named) commit = named[1] as string;
    else if (text.startsWith(':')) blob = newBlob(text);
  }
  return listed;
}

const logArgs = [
  'log',
  '--all',
  '--topo-order',
  '--reverse',
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
  '--end-of-options',
];

/** `:100644 100644 <old> <new> M`: the new hash of a plain file; empty for links, submodules and deletions. */
function newBlob(line: string): string {
  const [, mode = '', , hash = ''] = line.split(' ');
  return /^100/.test(mode) && !/^0+$/.test(hash) && /^[0-9a-f]{40,64}$/.test(hash) ? hash : '';
}

async function* readBlobs(
  git: GitStream,
  listed: readonly Listed[],
  { maxBlobBytes }: HistoryLimits,
): AsyncGenerator<Blob> {
  const input = listed.map(({ blob }) => `${blob}\n`).join('');
  const sizes = new Map<string, number>();
  for await (const line of separated(git.stream(['cat-file', '--batch-check'], input), 10)) {
    const [hash = '', kind, size] = line.toString('latin1').split(' ');
    if (kind === 'blob') sizes.set(hash, Number(size));
  }
  const small = listed.filter(({ blob }) => (sizes.get(blob) ?? Number.POSITIVE_INFINITY) <= maxBlobBytes);
  const contents = small.length > 0 ? readContents(git, small) : null;
  for (const one of listed) {
    const fits = (sizes.get(one.blob) ?? Number.POSITIVE_INFINITY) <= maxBlobBytes;
    const next = fits && contents ? await contents.next() : null;
    yield { ...one, text: next?.value ? textOf(next.value) : null };
  }
  await contents?.return(undefined);
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

const textOf = (bytes: Buffer): string | null =>
  bytes.subarray(0, 8192).includes(0) ? null : bytes.toString('utf8');

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
