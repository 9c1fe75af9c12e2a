import { messageOf } from '#src/core/errors.ts';
import { deservesGrade, grade } from '#src/core/grade.ts';
import { finalStatuses, type ScanStatus } from '#src/core/scan.ts';
import type { TargetKind } from '#src/core/target.ts';
import type { ScanEnd } from '#src/scan/run-scan.ts';
import { toJson } from '#src/store/json.ts';
import { type App, transact } from './context.ts';
import { llmPlayer } from './llm-player.ts';
import type { LoadedScan, ScanJob, ScanPlayer } from './player.ts';
import { repoPlayer } from './repo-player.ts';
import { ScanLog } from './scan-log.ts';
import { findScan } from './scan-rows.ts';

export type { ScanJob } from './player.ts';

const players: Readonly<
  Record<Exclude<TargetKind, 'url'>, (app: App, job: ScanJob, scan: LoadedScan) => ScanPlayer>
> = { llm: llmPlayer, repo: repoPlayer };

/**
 * Runs a commissioned scan to its end, or on from where an earlier worker was interrupted. `signal` stops this worker
 * without ending the scan: it rejects then, and the queue hands the job to another. A target that fails is a failed
 * scan with its reason, not a rejection; a database that fails is a rejection.
 */
export async function executeScan(app: App, job: ScanJob, signal: AbortSignal): Promise<void> {
  const loaded = await load(app, job);
  if (!loaded) return;
  const player = players[loaded.kind](app, job, loaded);
  const stop = new AbortController();
  let cancelled = false;
  const log = new ScanLog(app, job.workspaceId, job.scanId, () => {
    cancelled = true;
    stop.abort();
  });
  await log.open();
  try {
    const end = await player.play(log, AbortSignal.any([signal, stop.signal]));
    if (end.reason === 'aborted' && !cancelled)
      throw new Error('the worker is stopping; the scan goes on elsewhere');
    await finish(app, job, log, player, statusOf(end), end);
  } catch (error) {
    if (signal.aborted) throw error;
    if (!cancelled) app.log.error({ err: error, scan: job.scanId }, 'scan failed');
    await finish(app, job, log, player, cancelled ? 'cancelled' : 'failed', { detail: messageOf(error) });
  } finally {
    await log.close();
  }
}

/** Marks the scan as running; null when it is over, or gone, already. */
async function load(
  app: App,
  { scanId, workspaceId }: ScanJob,
): Promise<(LoadedScan & { readonly kind: keyof typeof players }) | null> {
  return transact(app, workspaceId, async (work) => {
    const row = await work.trx
      .selectFrom('scans')
      .select(['kind', 'status', 'target_id', 'config', 'profile', 'max_attempts', 'seed', 'started_at'])
      .where('id', '=', scanId)
      .forUpdate()
      .executeTakeFirst();
    if (!row || row.kind === 'url' || finalStatuses.includes(row.status)) return null;
    await work.trx
      .updateTable('scans')
      .set({ status: 'running', started_at: row.started_at ?? new Date() })
      .where('id', '=', scanId)
      .execute();
    const spec = { profile: row.profile, maxAttempts: row.max_attempts, seed: Number(row.seed) };
    return { kind: row.kind, targetId: row.target_id, config: row.config, spec };
  });
}

const statusOf = (end: ScanEnd): ScanStatus =>
  end.reason === 'unreachable' ? 'failed' : end.reason === 'aborted' ? 'cancelled' : 'completed';

async function finish(
  app: App,
  { scanId, workspaceId }: ScanJob,
  log: ScanLog,
  player: ScanPlayer,
  status: ScanStatus,
  end: Pick<ScanEnd, 'detail'> & Partial<ScanEnd>,
): Promise<void> {
  const error = status === 'failed' ? end.detail || 'the scan failed' : null;
  const stats = await transact(app, workspaceId, async (work) => {
    const stats = await player.conclude(work, end);
    const { summary } = await findScan(work, scanId);
    const graded = status === 'completed' && deservesGrade(stats) ? grade(summary) : null;
    await work.trx
      .updateTable('scans')
      .set({
        status,
        error,
        stats: toJson(stats),
        grade: graded?.grade ?? null,
        score: graded?.score ?? null,
        finished_at: new Date(),
      })
      .where('id', '=', scanId)
      .execute();
    return stats;
  });
  log.add({ type: 'finished', status, error, partial: stats.partial });
}
