import { notFound } from '#src/core/errors.ts';
import { repoPipeline } from '#src/repo/pipeline.ts';
import { configPath } from '#src/repo/project-config.ts';
import { runScan, type ScanEnd } from '#src/scan/run-scan.ts';
import { forgetResults } from '#src/store/file-results.ts';
import { toJson } from '#src/store/json.ts';
import { removeSuperseded } from '#src/store/superseded.ts';
import { unitJournal } from '#src/store/unit-journal.ts';
import { type App, transact, type Work } from './context.ts';
import type { LoadedScan, ScanJob, ScanPlayer } from './player.ts';
import type { RepoScanConfig } from './repo-scans.ts';
import { openRepoSession, type RepoSession } from './repo-session.ts';
import { leftOutStats, repoStats } from './repo-stats.ts';
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
      const { known, repositoryId } = await transact(app, job.workspaceId, async (work) => ({
        known: await checkedOut(work, job.scanId),
        repositoryId: await repositoryOf(work, scan.targetId),
      }));
      log.add({ type: 'stage', stage: 'checkout' });
      const { ref, scanners, working_tree: workingTree, history = false } = config;
      const { check_liveness: checkLiveness = false } = config;
      // A folder as it stands has no commit that could be taken out of it.
      const commit = workingTree ? null : (known?.commit ?? config.commit_sha);
      const session = await openRepoSession(
        app,
        { ...of, repositoryId, ref, commit, scanners, workingTree, history, checkLiveness },
        signal,
      );
      try {
        if (!known) await rememberCheckout(app, job, session);
        return await follow(app, of, session, log, signal);
      } finally {
        await session.close();
      }
    },
    async conclude(work, end) {
      await removeSuperseded(work.trx, job.scanId);
      return repoStats(work, job.scanId, end);
    },
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

/** The repository that a mirror target stands for. Throws `not-found`. */
export async function repositoryOf(work: Work, targetId: string): Promise<string> {
  const { repositoryId } = await findTarget(work, targetId);
  if (repositoryId === null) throw notFound('repository');
  return repositoryId;
}

async function checkedOut(work: Work, scanId: string): Promise<CheckedOut | null> {
  const { stats } = await findScan(work, scanId);
  return (stats.checkout as CheckedOut | undefined) ?? null;
}

async function rememberCheckout(app: App, job: ScanJob, { checkout, setting }: RepoSession): Promise<void> {
  const { commit, branch, skippedFiles } = checkout;
  const { problem } = setting.config;
  const left_out = leftOutStats([
    ...(problem === null ? [] : [{ path: configPath, reason: problem }]),
    ...skippedFiles,
  ]);
  await transact(app, job.workspaceId, ({ trx }) =>
    trx
      .updateTable('scans')
      .set({ stats: toJson({ checkout: { commit, branch }, left_out }) })
      .where('id', '=', job.scanId)
      .execute(),
  );
}
