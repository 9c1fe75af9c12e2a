import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AssayError, badRequest } from '#src/core/errors.ts';
import { datasetFolder } from './data-file.ts';
import { mostDatasetBytes, tooLarge } from './dataset-text.ts';

const sidecarSchema = z.object({
  id: z.string(),
  /** File beside it, `<id>-<first 8 digits of its checksum>.<ending>`. */
  file: z.string().regex(/^[\w.-]+$/),
  /** Where it came from: an address, or "import". */
  url: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  licence: z.string(),
  fetched_at: z.iso.datetime(),
  bytes: z.number().int(),
  /** Questions in it that a scan uses. */
  rows: z.number().int(),
});
/** What is known of a published collection in the cache. */
export type CachedDataset = z.infer<typeof sidecarSchema>;

export interface DatasetCache {
  /** Newest of each id, by id. What has no readable sidecar counts as not there. */
  list(): Promise<CachedDataset[]>;
  /** The newest under this id, or null. */
  find(id: string): Promise<CachedDataset | null>;
  /** Its content. @throws AssayError `conflict` when it is not what was written */
  read(entry: CachedDataset): Promise<Buffer>;
  /** Keeps a file, in place of any earlier one of this id. Whole or not at all. */
  write(draft: CacheDraft): Promise<CachedDataset>;
}

export interface CacheDraft {
  readonly id: string;
  readonly url: string;
  readonly licence: string;
  /** As of the file's name, without the dot: csv, jsonl.gz. */
  readonly ending: string;
  readonly rows: number;
  readonly bytes: Uint8Array;
}

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Published collections under `<dataDir>/datasets`: `<id>-<sha8>.<ending>` and, beside each, what is known of it as JSON. */
export function openDatasetCache(dataDir: string): DatasetCache {
  const folder = join(dataDir, datasetFolder);
  const all = async (id?: string): Promise<CachedDataset[]> => {
    const names = await namesIn(folder);
    const wanted = names.filter((name) => sidecarOf(name) !== null && (!id || sidecarOf(name) === id));
    const read = await Promise.all(wanted.map((name) => readSidecar(folder, name)));
    return read
      .filter((entry) => entry !== null)
      .sort((a, b) => a.id.localeCompare(b.id) || b.fetched_at.localeCompare(a.fetched_at));
  };
  return {
    list: async () => (await all()).filter((entry, i, list) => list[i - 1]?.id !== entry.id),
    find: async (id) => (await all(id))[0] ?? null,
    read: (entry) => readChecked(folder, entry),
    write: (draft) => writeBoth(folder, draft),
  };
}

/** The id a sidecar's name begins with; null for any other file. */
const sidecarOf = (name: string): string | null =>
  /^([\w-]+)-[0-9a-f]{8}\.[\w.]+\.meta$/.exec(name)?.[1] ?? null;

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw badRequest(
      `the folder ${datasetFolder} of the data folder cannot be read (${(error as NodeJS.ErrnoException).code})`,
    );
  }
}

async function readSidecar(folder: string, name: string): Promise<CachedDataset | null> {
  try {
    const entry = sidecarSchema.parse(JSON.parse(await readFile(join(folder, name), 'utf8')));
    return entry.id === sidecarOf(name) && `${entry.file}.meta` === name ? entry : null;
  } catch {
    return null;
  }
}

async function readChecked(folder: string, entry: CachedDataset): Promise<Buffer> {
  const path = join(folder, entry.file);
  const bytes = await stat(path)
    .then(({ size }) => (size > mostDatasetBytes ? null : readFile(path)))
    .catch(() => null);
  if (bytes && sha256Of(bytes) === entry.sha256) return bytes;
  const what = bytes ? 'is not what was written there: its checksum differs' : 'cannot be read';
  throw new AssayError(
    'conflict',
    `the cached file of ${entry.id} ${what}; assay datasets fetch ${entry.id} --replace brings it anew`,
  );
}

async function writeBoth(folder: string, { bytes, ending, ...draft }: CacheDraft): Promise<CachedDataset> {
  if (bytes.byteLength > mostDatasetBytes) throw tooLarge();
  const sha256 = sha256Of(bytes);
  const file = `${draft.id}-${sha256.slice(0, 8)}.${ending}`;
  const fetched_at = new Date().toISOString();
  const entry = sidecarSchema.parse({ ...draft, file, sha256, fetched_at, bytes: bytes.byteLength });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeAtomically(join(folder, file), bytes);
  await writeAtomically(join(folder, `${file}.meta`), `${JSON.stringify(entry, null, 2)}\n`);
  for (const name of await namesIn(folder)) {
    if (sidecarOf(name) !== draft.id || name === `${file}.meta`) continue;
    await rm(join(folder, name), { force: true });
    await rm(join(folder, name.replace(/\.meta$/, '')), { force: true });
  }
  return entry;
}

async function writeAtomically(path: string, content: string | Uint8Array): Promise<void> {
  const draft = `${path}.${randomBytes(6).toString('hex')}.part`;
  try {
    await writeFile(draft, content, { mode: 0o600, flag: 'wx', flush: true });
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
