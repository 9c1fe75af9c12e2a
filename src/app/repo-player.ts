import type { CheckoutSource } from '#src/io/checkout.ts';
import { repoPipeline } from '#src/repo/pipeline.ts';
import { runScan, type ScanEnd } from '#src/scan/run-scan.ts';
import { forgetResults } from '#src/store/file-results.ts';
import { toJson } from '#src/store/json.ts';
import { unitJournal } from '#src/store/unit-journal.ts';
import { type App, transact, type Work } from './context.ts';
import type { LoadedScan, ScanJob, ScanPlayer } from './player.ts';
import { openRepoSession } from './repo-session.ts';
import { repoStats } from './repo-stats.ts';
import type { ScanLog } from './scan-log.ts';
import { findScan } from './scan-rows.ts';

/** What was asked for when the scan was commissioned. */
export interface RepoScanConfig {
  readonly name: string;
  readonly base_url: string;
  readonly scanners: readonly string[] | null;
  readonly ref: string | null;
  readonly commit_sha: string | null;
  /** A local repository as its folder stands, with what is not committed. */
  readonly working_tree: boolean;
}

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
        sourceOf(work, scan.targetId, config.working_tree),
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
        if (!known) await rememberCheckout(app, job, session.checkout);
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
export async function sourceOf(
  { app, trx }: Work,
  targetId: string,
  workingTree: boolean,
): Promise<{ source: CheckoutSource; token: string | null }> {
  const row = await trx
    .selectFrom('repositories as r')
    .innerJoin('targets as t', 't.repository_id', 'r.id')
    .select(['r.provider', 'r.url', 'r.local_path', 'r.token_sealed'])
    .where('t.id', '=', targetId)
    .executeTakeFirstOrThrow();
  const mode = workingTree ? 'working-tree' : 'committed';
  return {
    source:
      row.provider === 'local'
        ? { kind: 'local', path: row.local_path ?? row.url, mode }
        : { kind: 'remote', url: row.url },
    token: row.token_sealed === null ? null : app.vault.open<string>(row.token_sealed),
  };
}

async function checkedOut(work: Work, scanId: string): Promise<CheckedOut | null> {
  const { stats } = await findScan(work, scanId);
  return (stats.checkout as CheckedOut | undefined) ?? null;
}

async function rememberCheckout(app: App, job: ScanJob, { commit, branch }: CheckedOut): Promise<void> {
  await transact(app, job.workspaceId, ({ trx }) =>
    trx
      .updateTable('scans')
      .set({ stats: toJson({ checkout: { commit, branch } }) })
      .where('id', '=', job.scanId)
      .execute(),
  );
}
