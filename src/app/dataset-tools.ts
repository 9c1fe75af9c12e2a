import type { Config } from '#src/config.ts';
import { AssayError } from '#src/core/errors.ts';
import type { Send } from '#src/core/tools.ts';
import { prepareDataDir } from '#src/io/data-dir.ts';
import { dataFileReader, type ReadDataFile } from '#src/io/data-file.ts';
import { type DatasetCache, openDatasetCache } from '#src/io/dataset-cache.ts';
import { mostDatasetBytes } from '#src/io/dataset-text.ts';
import { createSend } from '#src/io/send.ts';

/** What reading datasets and knowledge bases needs. */
export interface DatasetTools {
  readonly cache: DatasetCache;
  /** Follows no redirect; refuses metadata and link-local addresses. */
  readonly send: Send;
  readonly readDataFile: ReadDataFile;
  /** For gated collections, and sent to no other place than theirs. A secret. */
  readonly hfToken: string | null;
}

/** Opens them for one scan or command. Close it. */
export function openDatasetTools(
  config: Pick<Config, 'dataDir' | 'hfToken'>,
): DatasetTools & { close(): Promise<void> } {
  const send = createSend({ maxBodyBytes: mostDatasetBytes });
  return {
    cache: openDatasetCache(config.dataDir),
    send,
    readDataFile: dataFileReader(config.dataDir),
    hfToken: config.hfToken,
    close: () => send.close(),
  };
}

/** Makes the data folder where there is none yet. */
export const prepareDatasets = ({ dataDir }: Pick<Config, 'dataDir'>): Promise<void> =>
  prepareDataDir(dataDir);

/** Puts what it is about in front of an expected error; anything else thrown, an abort say, stays what it is. */
export async function about<T>(subject: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof AssayError) || error.message.startsWith(subject)) throw error;
    throw new AssayError(error.code, `${subject} ${error.message}`);
  }
}
