import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Git, openGit, requireGit } from './git.ts';
import { type LocalRepository, readRegular } from './git-files.ts';
import { makeWorkFolder, removeWorkFolder } from './work-folder.ts';

/** git on the commits that led to a checkout. */
export type OpenHistory = (signal: AbortSignal) => Git;

export const notAsked = 'it was not asked for';

/** Where git works for us: an empty home, and a bare repository of our own. */
export interface GitPlace {
  readonly home: string;
  readonly gitDir: string;
}

/** Makes both without a template, so without a hook. */
export async function makePlace(folder: string, objectFormat = 'sha1'): Promise<GitPlace> {
  const [home, gitDir] = [join(folder, 'home'), join(folder, 'git')];
  await mkdir(home, { recursive: true, mode: 0o700 });
  const { signal } = new AbortController();
  const git = openGit({ home, gitDir, reach: 'none', signal });
  await requireGit(git);
  await git.run(['init', '--quiet', '--bare', '--template=', `--object-format=${objectFormat}`, gitDir]);
  return { home, gitDir };
}

export const formatOf = (id: string): string => (id.length === 64 ? 'sha256' : 'sha1');
export const objectsOf = ({ commonDir }: LocalRepository): string => join(commonDir, 'objects');

/** git names there the commits whose parents were left behind. */
const longestShallow = 16 * 1024 * 1024;
const isShallow = async (gitDir: string): Promise<boolean> =>
  ((await readRegular(join(gitDir, 'shallow'), longestShallow))?.length ?? 0) > 0;

/** The history that was fetched into a place of ours; a text: why it is not there. */
export async function fetchedHistory(place: GitPlace): Promise<OpenHistory | string> {
  if (await isShallow(place.gitDir)) return 'the server has a shallow clone itself: commits are missing';
  return (signal) => openGit({ ...place, reach: 'none', signal });
}

/** The history of a repository on this machine, whose objects are read from a place of ours. */
export async function localHistory(
  place: GitPlace,
  repository: LocalRepository,
): Promise<OpenHistory | string> {
  if (await isShallow(repository.commonDir))
    return 'the repository is a shallow clone: fetch the rest first (git fetch --unshallow)';
  const objects = objectsOf(repository);
  return (signal) => openGit({ ...place, reach: 'none', objects, signal });
}

/** The same for a folder that is read in place; `close` gives back what git needed for it. */
export async function historyInPlace(
  { history, dataDir, scanId }: { history?: boolean | undefined; dataDir: string; scanId: string },
  repository: LocalRepository | null,
  commit: string | null,
): Promise<{ readonly history: OpenHistory | string; close(): Promise<void> }> {
  const none = (reason: string) => ({ history: reason, close: async () => {} });
  if (!history) return none(notAsked);
  if (!repository) return none('the folder is no git repository');
  if (commit === null) return none('the repository has no commit yet, or its HEAD cannot be read');
  const folder = await makeWorkFolder(dataDir, scanId);
  const close = () => removeWorkFolder(folder);
  try {
    const place = await makePlace(folder, formatOf(commit));
    return { history: await localHistory(place, repository), close };
  } catch (error) {
    await close();
    throw error;
  }
}
