import { join } from 'node:path';
import { AssayError } from '#src/core/errors.ts';
import { fetchedHistory, type GitPlace, makePlace, notAsked, type OpenHistory } from './checkout-history.ts';
import { tooLarge } from './extract.ts';
import { fetchCommit, openRemote, type Remote, type Wanted } from './git-remote.ts';
import { folderBytes, removeWorkFolder } from './work-folder.ts';

export interface Fetched {
  readonly place: GitPlace;
  readonly commit: string;
  readonly branch: string | null;
  readonly history: OpenHistory | string;
}

/**
 * Fetches what a scan needs into an empty folder: one commit, and those before it where they are wanted. A history over
 * the limit is left out, with that reason; the commit alone over it is an error. Throws as `fetchCommit`, `too-large`.
 */
export async function fetchForScan(
  wanted: Wanted,
  remote: Remote,
  folder: string,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Fetched> {
  const fetchOnce = async (history: boolean) => {
    const place = await makePlace(folder);
    const fetched = await watched(folder, maxBytes, signal, async (watch) =>
      fetchCommit(await openRemote(remote, { ...place, signal: watch }), remote, { ...wanted, history }),
    );
    return { ...fetched, place };
  };
  if (!wanted.history) return { ...(await fetchOnce(false)), history: notAsked };
  try {
    const fetched = await fetchOnce(true);
    return { ...fetched, history: await fetchedHistory(fetched.place) };
  } catch (error) {
    if (!(error instanceof AssayError) || error.code !== 'too-large') throw error;
    await removeWorkFolder(join(folder, 'git'));
    return { ...(await fetchOnce(false)), history: `with its history ${error.message}` };
  }
}

/** Looks at the folder's size while git fills it, and stops git when it is over. */
async function watched<T>(
  folder: string,
  maxBytes: number,
  signal: AbortSignal,
  act: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const over = new AbortController();
  const look = async () => {
    if ((await folderBytes(folder)) > maxBytes) over.abort(tooLarge(maxBytes));
  };
  const timer = setInterval(() => void look(), 200);
  try {
    const result = await act(AbortSignal.any([signal, over.signal]));
    await look();
    over.signal.throwIfAborted();
    return result;
  } catch (error) {
    throw over.signal.aborted ? over.signal.reason : error;
  } finally {
    clearInterval(timer);
  }
}
