import { type Checkout, checkOut, localRoot } from '#src/io/checkout.ts';
import { MovedError } from '#src/io/git-remote.ts';
import { sweepWorkFolders } from '#src/io/work-folder.ts';
import { type App, transact } from './context.ts';
import { checkPlace, noteDefaultBranch, refreshRepository, sourceOf } from './repositories.ts';
import { type OpenedRepository, openRepository } from './repository-rows.ts';

export interface CheckoutJob {
  readonly workspaceId: string;
  readonly repositoryId: string;
  readonly scanId: string;
  /** Null: the default branch. */
  readonly ref: string | null;
  /** Null: its newest commit. */
  readonly commit: string | null;
  /** A local repository as its folder stands. */
  readonly workingTree?: boolean;
  /** The commits before it too. */
  readonly history?: boolean;
}

/**
 * Checks a registered repository out for a scan, with its token and under the operator's limits; the default branch is
 * noted on the way. One that was renamed on GitHub is followed, as its API allows. Close what comes back.
 *
 * @throws AssayError as `checkOut`; the reason of `signal` when it aborts
 */
export async function checkOutRepository(app: App, job: CheckoutJob, signal: AbortSignal): Promise<Checkout> {
  const open = () => transact(app, job.workspaceId, (work) => openRepository(work, job.repositoryId));
  let checkout: Checkout;
  try {
    checkout = await fetch(app, job, await open(), signal);
  } catch (error) {
    if (!(error instanceof MovedError)) throw error;
    await refreshRepository(app, job.workspaceId, job.repositoryId);
    checkout = await fetch(app, job, await open(), signal);
  }
  const { branch } = checkout;
  if (job.ref === null && !job.workingTree)
    await transact(app, job.workspaceId, (work) => noteDefaultBranch(work, job.repositoryId, branch));
  return checkout;
}

async function fetch(
  app: App,
  { ref, commit, scanId, workingTree, history }: CheckoutJob,
  { repository, token }: OpenedRepository,
  signal: AbortSignal,
): Promise<Checkout> {
  const { dataDir, checkout: limits } = app.config;
  // Looked at again: a folder on the way may have become a link since it was registered.
  if (repository.localPath !== null) await checkPlace(await localRoot(repository.localPath), app.config);
  const wanted = { ref: ref ?? undefined, commit: commit ?? undefined, history };
  const source = sourceOf(app, repository);
  const asked =
    workingTree && source.kind === 'local' ? { ...source, mode: 'working-tree' as const } : source;
  return checkOut({ source: asked, ...wanted, token, dataDir, scanId, limits }, signal);
}

/** Removes checkouts of workers that have died; for a worker's start. Resolves with how many there were. */
export const sweepCheckouts = (app: App): Promise<number> => sweepWorkFolders(app.config.dataDir);
