import type { CheckoutSource } from '#src/io/checkout.ts';
import { repoPipeline } from '#src/repo/pipeline.ts';
import { runScan, type ScanEnd } from '#src/scan/run-scan.ts';
import { forgetResults } from '#src/store/file-results.ts';
import { toJson } from '#src/store/json.ts';
import { unitJournal } from '#src/store/unit-journal.ts';
import { type App, transact, type Work } from './context.ts';
import type { LoadedScan, ScanJob, ScanPlayer } from './player.ts';
import type { RepoScanConfig } from './repo-scans.ts';
import { openRepoSession } from './repo-session.ts';
import { repoStats } from './repo-stats.ts';
import { noteDefaultBranch, openRepository, sourceOf } from './repositories.ts';
import type { ScanLog } from './scan-log.ts';
import { findScan } from './scan-rows.ts';
import { findTarget } from './target-rows.ts';

/** What the first checkout of a scan was of: a resumed scan goes on with the same. */
interface CheckedOut {
  readonly commit: string | null;
  readonly branch: string | null;
}

/** The scanners over one repository. */
export function repoPlayer(app: App, job: ScanJob, scan: LoadedScan): ScanPlayer {
  const of = { ...job, targetId: scan.targetId };
  const config = scan.config as RepoScanConfig;
  return {
    async play(log, signal) {
      const { source, token } = await transact(app, job.workspaceId, (work) =>
        openMirror(work, scan.targetId, config.working_tree),
      );
      const known = await transact(app, job.workspaceId, (work) => checkedOut(work, job.scanId));
      log.add({ type: 'stage', stage: 'checkout' });
      const { ref, scanners } = config;
      const commit = known?.commit ?? config.commit_sha;
      // A folder as it stands has no commit that could be taken out of it.
      const wanted = config.working_tree ? null : commit;
      const session = await openRepoSession(
        app,
        { ...of, source, token, ref, scanners, commit: wanted },
        signal,
      );
      try {
        if (!known) await rememberCheckout(app, of, config, session.checkout);
        return await follow(app, of, session, log, signal);
      } finally {
        await session.close();
      }
    },
    conclude: (work, end) => repoStats(work, job.scanId, end),
  };
}

async function follow(
  app: App,
  of: ScanJob & { readonly targetId: string },
  { setting }: Awaited<ReturnType<typeof openRepoSession>>,
  log: ScanLog,
  signal: AbortSignal,
): Promise<ScanEnd> {
  const end = await log.follow(runScan(repoPipeline(setting), unitJournal(app.db, of), signal));
  await forgetResults(app.db, of);
  return end;
}

/** Where a mirror's repository is, and its token, opened. Throws `not-found`. */
export async function openMirror(
  work: Work,
  targetId: string,
  workingTree: boolean,
): Promise<{ source: CheckoutSource; token: string | null }> {
  const { repositoryId } = await findTarget(work, targetId);
  const { repository, token } = await openRepository(work, repositoryId ?? '');
  const source = sourceOf(work.app, repository);
  return {
    source: workingTree && source.kind === 'local' ? { ...source, mode: 'working-tree' } : source,
    token,
  };
}

async function checkedOut(work: Work, scanId: string): Promise<CheckedOut | null> {
  const { stats } = await findScan(work, scanId);
  return (stats.checkout as CheckedOut | undefined) ?? null;
}

async function rememberCheckout(
  app: App,
  { scanId, targetId, workspaceId }: ScanJob & { readonly targetId: string },
  { ref, working_tree }: RepoScanConfig,
  { commit, branch }: CheckedOut,
): Promise<void> {
  await transact(app, workspaceId, async (work) => {
    await work.trx
      .updateTable('scans')
      .set({ stats: toJson({ checkout: { commit, branch } }) })
      .where('id', '=', scanId)
      .execute();
    const { repositoryId } = await findTarget(work, targetId);
    if (repositoryId && ref === null && !working_tree) await noteDefaultBranch(work, repositoryId, branch);
  });
}
