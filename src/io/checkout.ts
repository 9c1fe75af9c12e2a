import { mkdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AssayError, badRequest } from '#src/core/errors.ts';
import {
  formatOf,
  historyInPlace,
  localHistory,
  makePlace,
  notAsked,
  type OpenHistory,
  objectsOf,
} from './checkout-history.ts';
import { extractCommit } from './extract.ts';
import { fetchForScan } from './fetch-for-scan.ts';
import { type Git, GitFailure, openGit } from './git.ts';
import {
  checkCommit,
  checkRef,
  currentBranch,
  findRepository,
  findWorkTree,
  type LocalRepository,
  readRef,
  type WorkTree,
} from './git-files.ts';
import { candidates, headOf, openRemote, parseRemote, type Remote, type RemoteHead } from './git-remote.ts';
import { LeftOut, type SkippedFile } from './left-out.ts';
import { type CheckoutTree, openTree } from './tree.ts';
import { walkFolder } from './walk.ts';
import { makeWorkFolder, removeWorkFolder } from './work-folder.ts';

/** Where a repository is. */
export type CheckoutSource =
  | { readonly kind: 'remote'; readonly url: string }
  | {
      readonly kind: 'local';
      /** Absolute; a work tree, a bare repository or a plain folder. */
      readonly path: string;
      /**
       * `committed`: a commit of the repository, as from a server. `working-tree`: the folder as it stands, read in
       * place, with what is not committed. A plain folder is always read in place.
       */
      readonly mode: 'committed' | 'working-tree';
    };

export interface CheckoutLimits {
  /** Bytes that what is fetched, and what is written out of it, may take each. */
  readonly maxBytes: number;
  readonly maxFiles: number;
  /** Bytes of a file that is scanned; lock files may be longer. */
  readonly maxFileBytes: number;
  /** Milliseconds for all of it. */
  readonly timeoutMs: number;
}

export const defaultLimits: CheckoutLimits = {
  maxBytes: 2_000_000_000,
  maxFiles: 200_000,
  maxFileBytes: 1_000_000,
  timeoutMs: 600_000,
};

export interface CheckoutRequest {
  readonly source: CheckoutSource;
  /** A branch or tag; without it the default branch. */
  readonly ref?: string | undefined;
  /** A full commit id. */
  readonly commit?: string | undefined;
  /** The commits before it too: a remote is fetched whole then, where the limit allows it. */
  readonly history?: boolean | undefined;
  /** Of the remote. A secret. */
  readonly token?: string | null | undefined;
  readonly dataDir: string;
  /** Names the folder, so that what is left behind can be told. */
  readonly scanId: string;
  readonly limits?: Partial<CheckoutLimits> | undefined;
}

/** Files in hand. `close` gives the room back; nothing of the checkout may be used after it. */
export interface Checkout {
  readonly tree: CheckoutTree;
  /** Absolute, without a link in it. */
  readonly root: string;
  /** Null for a plain folder. In mode `working-tree`: the commit that the folder started from. */
  readonly commit: string | null;
  /** The branch, or the branch or tag that was asked for; null where there is none. */
  readonly branch: string | null;
  /** Opens git on the commits that led to this one, for as long as the checkout is open; or why there are none. */
  readonly history: OpenHistory | string;
  readonly skippedFiles: readonly SkippedFile[];
  /** The limit that `tree` was opened under: for `openTree` in another thread. */
  readonly maxFileBytes: number;
  close(): Promise<void>;
}

/**
 * Checks a repository out for a scan. Nothing of it is run: no hook, filter, submodule, LFS or helper; no link is
 * followed; a work tree is never made by git. What is left out is in `skippedFiles`.
 *
 * @throws AssayError `bad-request`, `not-found`, `too-large`, `refused`, `unavailable`; the reason of `signal` when it aborts
 */
export async function checkOut(request: CheckoutRequest, signal: AbortSignal): Promise<Checkout> {
  const limits = { ...defaultLimits, ...request.limits };
  const deadline = AbortSignal.timeout(limits.timeoutMs);
  const job: Job = { request, limits, signal: AbortSignal.any([signal, deadline]), leftOut: new LeftOut() };
  try {
    const { source } = request;
    if (source.kind === 'remote')
      return await inWorkFolder(job, (folder) => fromRemote(job, source.url, folder));
    const root = await localRoot(source.path);
    const repository = await findRepository(root);
    if (source.mode === 'working-tree') return await inPlace(job, root, await findWorkTree(root));
    if (!repository) return await inPlace(job, root, null);
    return await inWorkFolder(job, (folder) => fromRepository(job, repository, folder));
  } catch (error) {
    signal.throwIfAborted();
    if (!deadline.aborted) throw error;
    const seconds = Math.round(limits.timeoutMs / 1000);
    throw new AssayError(
      'unavailable',
      `the checkout took longer than ${seconds} s; ASSAY_REPO_TIMEOUT_S sets the limit`,
    );
  }
}

/** The default branch of a source and its commit; null where it has no commit. Throws as `checkOut` does. */
export async function remoteHead(
  request: Pick<CheckoutRequest, 'source' | 'token' | 'dataDir'>,
  signal: AbortSignal,
): Promise<RemoteHead | null> {
  const { source } = request;
  if (source.kind === 'local') {
    const repository = await findRepository(await localRoot(source.path));
    const commit = repository && (await readRef(repository, 'HEAD'));
    return commit ? { branch: await currentBranch(repository), commit } : null;
  }
  const remote = { url: parseRemote(source.url), token: request.token ?? null };
  const folder = await makeWorkFolder(request.dataDir, 'head');
  try {
    return await headOf(await openRemote(remote, { ...(await makePlace(folder)), signal }), remote);
  } finally {
    await removeWorkFolder(folder);
  }
}

interface Job {
  readonly request: CheckoutRequest;
  readonly limits: CheckoutLimits;
  readonly signal: AbortSignal;
  readonly leftOut: LeftOut;
}

/** A folder that may be read, without links in its path. Throws `bad-request`. */
export async function localRoot(path: string): Promise<string> {
  try {
    const root = await realpath(path);
    if ((await stat(root)).isDirectory()) return root;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'does not exist on this machine' : `cannot be read (${code})`;
    throw badRequest(`${path} ${why}`);
  }
  throw badRequest(`${path} is a file; name the folder of a repository`);
}

/** Runs with a work folder that is gone again when anything goes wrong. */
async function inWorkFolder(job: Job, act: (folder: string) => Promise<Checkout>): Promise<Checkout> {
  const folder = await makeWorkFolder(job.request.dataDir, job.request.scanId);
  try {
    return await act(folder);
  } catch (error) {
    await removeWorkFolder(folder);
    throw error;
  }
}

async function fromRemote(job: Job, address: string, folder: string): Promise<Checkout> {
  const remote: Remote = { url: parseRemote(address), token: job.request.token ?? null };
  const fetched = await fetchForScan(job.request, remote, folder, job.limits.maxBytes, job.signal);
  const git = openGit({ ...fetched.place, reach: 'none', signal: job.signal });
  return extracted(job, git, { ...fetched, folder });
}

/** A commit of a repository on this machine: its objects are read from a repository of our own. */
async function fromRepository(job: Job, repository: LocalRepository, folder: string): Promise<Checkout> {
  const { id, branch } = await resolveLocal(repository, job.request);
  const place = await makePlace(folder, formatOf(id));
  const objects = objectsOf(repository);
  const git = openGit({ ...place, reach: 'none', objects, signal: job.signal });
  const commit = await git
    .run(['rev-parse', '--verify', '--end-of-options', `${id}^{commit}`])
    .catch((error) => {
      if (!(error instanceof GitFailure)) throw error;
      throw badRequest(`commit ${id} is not in the repository, or it cannot be read`);
    });
  const history = job.request.history ? await localHistory(place, repository) : notAsked;
  return extracted(job, git, { commit: commit.trim(), branch, folder, history });
}

async function resolveLocal(
  repository: LocalRepository,
  { ref, commit }: Pick<CheckoutRequest, 'ref' | 'commit'>,
): Promise<{ id: string; branch: string | null }> {
  const branch = ref === undefined ? await currentBranch(repository) : checkRef(ref);
  if (commit !== undefined) return { id: checkCommit(commit), branch };
  for (const name of ref === undefined ? ['HEAD'] : candidates(ref)) {
    const id = await readRef(repository, name);
    if (id !== null) return { id, branch };
  }
  throw badRequest(
    ref === undefined
      ? 'the repository has no commit yet, or its HEAD cannot be read'
      : `the repository has no branch or tag "${ref}"`,
  );
}

async function extracted(
  { limits, leftOut }: Job,
  git: Git,
  {
    commit,
    branch,
    folder,
    history,
  }: Pick<Checkout, 'branch' | 'history'> & { commit: string; folder: string },
): Promise<Checkout> {
  const root = join(folder, 'tree');
  await mkdir(root, { mode: 0o700 });
  const files = await extractCommit(git, commit, root, { ...limits, tooMany: tooMany(limits) }, leftOut);
  // Without a history to read the objects are not needed any more, and may be as large as the files.
  if (typeof history === 'string') await removeWorkFolder(join(folder, 'git'));
  return {
    tree: openTree(root, files, limits.maxFileBytes),
    root: await realpath(root),
    commit,
    branch,
    history,
    skippedFiles: leftOut.rows(),
    maxFileBytes: limits.maxFileBytes,
    close: () => removeWorkFolder(folder),
  };
}

async function inPlace(job: Job, root: string, workTree: WorkTree | null): Promise<Checkout> {
  const { request, limits, leftOut, signal } = job;
  const repository = workTree?.repository ?? null;
  const asked = request.ref ?? request.commit;
  if (asked !== undefined) {
    const kind = repository ? 'the working tree as it stands is scanned' : 'the folder is no git repository';
    throw badRequest(`${kind}: there is no ref or commit to choose ("${asked}")`);
  }
  const own = await realpath(request.dataDir).catch(() => request.dataDir);
  const files = await walkFolder(
    root,
    workTree,
    { ...limits, own, tooMany: tooMany(limits) },
    leftOut,
    signal,
  );
  const branch = repository && (await currentBranch(repository));
  const commit = repository && (await readRef(repository, 'HEAD'));
  const { history, close } = await historyInPlace(request, repository, commit);
  return {
    tree: openTree(root, files, limits.maxFileBytes),
    root,
    commit,
    branch,
    history,
    skippedFiles: leftOut.rows(),
    maxFileBytes: limits.maxFileBytes,
    close,
  };
}

const tooMany = (limits: CheckoutLimits) => (): never => {
  const count = limits.maxFiles.toLocaleString('en');
  throw new AssayError(
    'too-large',
    `the repository has more than ${count} files; ASSAY_REPO_MAX_FILES sets the limit`,
  );
};
