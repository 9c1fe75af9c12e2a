import { createHash } from 'node:crypto';
import { AssayError, badRequest, conflict } from '#src/core/errors.ts';
import { type CachedDataset, type DatasetCache, sha256Of } from '#src/io/dataset-cache.ts';
import { datasetText, mostDatasetBytes } from '#src/io/dataset-text.ts';
import { type OfficialCorpus, officialCorpora, officialCorpus } from '#src/redteam/corpora/official.ts';
import { type ParsedCorpus, parseCorpus } from '#src/redteam/corpora/parse-corpus.ts';
import { guessFormat } from '#src/redteam/corpora/records.ts';
import { datasets } from '#src/redteam/datasets/index.ts';
import { about, type DatasetTools } from './dataset-tools.ts';
import { download } from './download.ts';

export { mostDatasetBytes };

/** A dataset as lists show it: our seeds, the published collection, and whether that one is at hand. */
export interface DatasetInfo {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Goals of our own that stand for it. */
  readonly seeds: number;
  readonly url: string;
  readonly homepage: string;
  readonly licence: OfficialCorpus['licence'];
  readonly gated: boolean;
  /** Which part of the collection is used. */
  readonly part: string;
  readonly cached: CachedDataset | null;
}

/** Every dataset, by id. */
export async function listDatasets(cache: DatasetCache): Promise<DatasetInfo[]> {
  const cached = new Map((await cache.list()).map((entry) => [entry.id, entry]));
  return officialCorpora.map((corpus) => infoOf(corpus, cached.get(corpus.id) ?? null));
}

function infoOf(
  { id, source, homepage, licence, gated, part }: OfficialCorpus,
  cached: CachedDataset | null,
) {
  const { title, description, goals } = datasets.get(id);
  return {
    id,
    title,
    description,
    seeds: goals.length,
    url: source.url,
    homepage,
    licence,
    gated,
    part,
    cached,
  };
}

/** @throws AssayError `not-found` that lists the known names */
export function namedCorpus(id: string): OfficialCorpus {
  const corpus = officialCorpus(id);
  if (corpus) return corpus;
  throw new AssayError('not-found', `unknown dataset "${id}"; known: ${datasets.ids.join(', ')}`);
}

/** What the cache has of a collection: nothing, or the file and what is in it. */
export async function readCached(
  corpus: OfficialCorpus,
  cache: DatasetCache,
): Promise<{ entry: CachedDataset; parsed: ParsedCorpus } | null> {
  const entry = await cache.find(corpus.id);
  return entry && { entry, parsed: await parse(corpus, entry.file, await cache.read(entry)) };
}

export interface FetchOptions {
  /** Take what came although it is not what came the first time. */
  readonly replace?: boolean;
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Brings a published collection into the cache: checked against its pinned checksum, or, where none is known, against
 * what came the first time; and read, so that what cannot be used is not kept.
 *
 * @throws AssayError with what came instead and what would be right
 */
export async function fetchDataset(
  corpus: OfficialCorpus,
  { cache, send, hfToken }: DatasetTools,
  options: FetchOptions = {},
): Promise<{ entry: CachedDataset; parsed: ParsedCorpus }> {
  const { source } = corpus;
  const headers: Record<string, string> =
    corpus.gated && hfToken ? { authorization: `Bearer ${hfToken}` } : {};
  const get = (url: string) =>
    download(send, { url, headers, redirects: passedOnTo(url), ...pickSignal(options) }).catch((error) => {
      throw explainGate(error, corpus, hfToken !== null);
    });
  const bytes =
    source.kind === 'file'
      ? (await get(source.url)).bytes
      : await fetchPages(source, async (url) => (await get(url)).bytes, options);
  if (source.kind === 'file') checkPin(source, bytes);
  if (options.replace !== true) await checkFirstSeen(corpus, cache, bytes);
  const ending = source.kind === 'file' ? source.ending : 'jsonl';
  return keep(corpus, cache, { url: source.url, ending, bytes });
}

const pickSignal = ({ signal }: FetchOptions) => (signal ? { signal } : {});

/** Hugging Face passes files on to a cache of its own host or to its storage; GitHub passes nothing on. */
const passedOnTo = (url: string): readonly string[] =>
  new URL(url).hostname === 'huggingface.co' ? ['huggingface.co', 'hf.co'] : [];

function explainGate(error: unknown, { gated, homepage }: OfficialCorpus, withToken: boolean): unknown {
  if (!gated || !(error instanceof AssayError) || !/HTTP 40[134]/.test(error.message)) return error;
  const what = withToken
    ? `accept the terms at ${homepage} with the account of ASSAY_HF_TOKEN`
    : `accept the terms at ${homepage} and give a token of that account as ASSAY_HF_TOKEN`;
  return badRequest(`${error.message}. It is given only to those who accepted its terms: ${what}`);
}

/** Git names a content by SHA-1 over its length and itself. */
const gitBlobOf = (bytes: Uint8Array): string =>
  // assay-ignore: javascript-weak-hash git's id of a file that is known already: pairs that collide can be made, another file to a given id cannot
  createHash('sha1').update(`blob ${bytes.byteLength}\0`).update(bytes).digest('hex');

type FileSource = Extract<OfficialCorpus['source'], { kind: 'file' }>;

/** Whether these bytes are the pinned ones; true where nothing is pinned. */
const fits = ({ pin }: FileSource, bytes: Uint8Array): boolean =>
  pin === null || ('sha256' in pin ? sha256Of(bytes) === pin.sha256 : gitBlobOf(bytes) === pin.gitBlob);

function checkPin(source: FileSource, bytes: Uint8Array): void {
  if (fits(source, bytes)) return;
  throw conflict(
    `what is at ${source.url} is not the known file: its sha256 is ${sha256Of(bytes)}, which does not match the pinned checksum; it was not kept`,
  );
}

async function checkFirstSeen({ id }: OfficialCorpus, cache: DatasetCache, bytes: Uint8Array): Promise<void> {
  const before = await cache.find(id);
  const now = sha256Of(bytes);
  if (!before || before.sha256 === now || before.url === imported) return;
  throw conflict(
    `${id} has changed since ${before.fetched_at}: sha256 ${before.sha256} then, ${now} now; assay datasets fetch ${id} --replace takes the new one`,
  );
}

/** Lines of JSON with the kept columns of every page; addresses of pictures change each time and are left out. */
async function fetchPages(
  source: Extract<OfficialCorpus['source'], { kind: 'pages' }>,
  get: (url: string) => Promise<Uint8Array>,
  { onProgress }: FetchOptions,
): Promise<Buffer> {
  const length = 100;
  const lines: string[] = [];
  for (let offset = 0; offset < source.rows; offset += length) {
    const page = JSON.parse(await datasetText(await get(`${source.url}&offset=${offset}&length=${length}`)));
    if (!Array.isArray(page?.rows)) throw badRequest(`${source.url} answers without rows`);
    for (const { row } of page.rows as { row?: Record<string, unknown> }[]) {
      lines.push(
        JSON.stringify(Object.fromEntries(source.columns.map((name) => [name, row?.[name] ?? null]))),
      );
    }
    onProgress?.(Math.min(offset + length, source.rows), source.rows);
  }
  if (lines.length !== source.rows)
    throw badRequest(`${source.url} gave ${lines.length} rows instead of ${source.rows}`);
  return Buffer.from(`${lines.join('\n')}\n`);
}

const imported = 'import';

/** Keeps a file that was brought by hand, and says whether it is the one that is pinned. */
export async function importDataset(
  corpus: OfficialCorpus,
  cache: DatasetCache,
  { name, bytes }: { name: string; bytes: Uint8Array },
): Promise<{ entry: CachedDataset; parsed: ParsedCorpus; pinned: boolean | null }> {
  const { source } = corpus;
  const ending = /\.(\w+(?:\.gz)?)$/.exec(name)?.[1]?.toLowerCase() ?? 'csv';
  const kept = await keep(corpus, cache, { url: imported, ending, bytes });
  return { ...kept, pinned: source.kind === 'file' && source.pin ? fits(source, bytes) : null };
}

async function keep(
  corpus: OfficialCorpus,
  cache: DatasetCache,
  { url, ending, bytes }: { url: string; ending: string; bytes: Uint8Array },
): Promise<{ entry: CachedDataset; parsed: ParsedCorpus }> {
  const parsed = await about(`the file for ${corpus.id}`, async () => {
    const parsed = await parse(corpus, `rows.${ending}`, bytes);
    if (parsed.rows.length === 0) throw badRequest('holds no question that can be used');
    return parsed;
  });
  const { id, licence } = corpus;
  const draft = { id, url, licence: licence.name, ending, rows: parsed.rows.length, bytes };
  return { entry: await cache.write(draft), parsed };
}

async function parse({ mapping }: OfficialCorpus, name: string, bytes: Uint8Array): Promise<ParsedCorpus> {
  const text = await datasetText(bytes);
  return parseCorpus(text, guessFormat(text, name), mapping);
}
