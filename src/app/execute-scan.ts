import { allowedRegistries } from '#src/config.ts';
import { messageOf } from '#src/core/errors.ts';
import { keptForecast } from '#src/core/forecast.ts';
import { deservesGrade, grade } from '#src/core/grade.ts';
import type { LlmConfig } from '#src/core/llm-config.ts';
import { finalStatuses, type ScanSpec, type ScanStatus } from '#src/core/scan.ts';
import { createLedger } from '#src/llm/budget.ts';
import type { Gathered } from '#src/redteam/gathered.ts';
import { redteamPipeline } from '#src/redteam/pipeline.ts';
import { runScan, type ScanEnd } from '#src/scan/run-scan.ts';
import { attemptJournal } from '#src/store/attempt-journal.ts';
import { databaseBudget } from '#src/store/budget-store.ts';
import { toJson } from '#src/store/json.ts';
import { databaseShares } from '#src/store/share-store.ts';
import { type App, transact } from './context.ts';
import { gatherOnce, storedGathering } from './gather.ts';
import { type LlmSession, openLlmSession } from './llm-session.ts';
import { forecastScan } from './plan-scan.ts';
import { ScanLog } from './scan-log.ts';
import { findScan } from './scan-rows.ts';
import { scanStats } from './scan-stats.ts';
import { type OpenedTarget, openTarget } from './target-rows.ts';
import { openTurnMemory } from './turn-memory.ts';

export interface ScanJob {
  readonly scanId: string;
  readonly workspaceId: string;
}

interface Loaded {
  readonly opened: OpenedTarget;
  readonly config: LlmConfig;
  readonly spec: ScanSpec;
}

/**
 * Runs a commissioned scan to its end, or on from where an earlier worker was interrupted. `signal` stops this worker
 * without ending the scan: it rejects then, and the queue hands the job to another. A target that fails is a failed
 * scan with its reason, not a rejection; a database that fails is a rejection.
 */
export async function executeScan(app: App, job: ScanJob, signal: AbortSignal): Promise<void> {
  const loaded = await load(app, job);
  if (!loaded) return;
  const stop = new AbortController();
  let cancelled = false;
  const log = new ScanLog(app, job.workspaceId, job.scanId, () => {
    cancelled = true;
    stop.abort();
  });
  await log.open();
  try {
    const { end, session } = await play(app, job, loaded, log, AbortSignal.any([signal, stop.signal]));
    if (end.reason === 'aborted' && !cancelled)
      throw new Error('the worker is stopping; the scan goes on elsewhere');
    await finish(app, job, log, statusOf(end), end, session);
  } catch (error) {
    if (signal.aborted) throw error;
    if (!cancelled) app.log.error({ err: error, scan: job.scanId }, 'scan failed');
    await finish(app, job, log, cancelled ? 'cancelled' : 'failed', { detail: messageOf(error) });
  } finally {
    await log.close();
  }
}

/** Marks the scan as running; null when it is over, or gone, already. */
async function load(app: App, { scanId, workspaceId }: ScanJob): Promise<Loaded | null> {
  return transact(app, workspaceId, async (work) => {
    const row = await work.trx
      .selectFrom('scans')
      .select(['status', 'target_id', 'config', 'profile', 'max_attempts', 'seed', 'started_at'])
      .where('id', '=', scanId)
      .forUpdate()
      .executeTakeFirst();
    if (!row || finalStatuses.includes(row.status)) return null;
    const opened = await openTarget(work, row.target_id);
    const snapshot = (row.config as { llm_config: LlmConfig }).llm_config;
    const spec = { profile: row.profile, maxAttempts: row.max_attempts, seed: Number(row.seed) };
    await work.trx
      .updateTable('scans')
      .set({ status: 'running', started_at: row.started_at ?? new Date() })
      .where('id', '=', scanId)
      .execute();
    return { opened, config: withHelperHeaders(snapshot, opened.llmConfig), spec };
  });
}

/** The configuration the scan was commissioned with; the headers it cannot hold come from the target as it is now. */
export function withHelperHeaders(snapshot: LlmConfig, current: LlmConfig | null): LlmConfig {
  if (!snapshot.redteam) return snapshot;
  const redteam = { ...snapshot.redteam };
  for (const helper of ['judge', 'attacker', 'embedder'] as const) {
    if (redteam[helper]?.headers) {
      redteam[helper] = { ...redteam[helper], headers: current?.redteam?.[helper]?.headers ?? {} };
    }
  }
  return { ...snapshot, redteam };
}

async function play(
  app: App,
  job: ScanJob,
  loaded: Loaded,
  log: ScanLog,
  signal: AbortSignal,
): Promise<{ end: ScanEnd; session: LlmSession }> {
  const { opened, config, spec } = loaded;
  const ledger = createLedger(config, databaseBudget(app.db, job));
  const memory = await openTurnMemory(app, job);
  const { cloud: access, chromePath } = app.config;
  const registries = allowedRegistries(app.config);
  const session = openLlmSession({
    opened,
    config,
    spec,
    ledger,
    memory,
    access,
    registries,
    chromePath,
    shares: databaseShares(app.db),
  });
  try {
    const journal = attemptJournal(app.db, { ...job, targetId: opened.target.id });
    const gathered = await gatherOnce(app, job, session, log, signal);
    await keepForecast(app, job, loaded, gathered);
    const stream = runScan(redteamPipeline({ ...session.setting, gathered }), journal, signal);
    for (;;) {
      const step = await stream.next();
      if (step.done) {
        for (const message of session.model.notes()) log.add({ type: 'note', level: 'info', message });
        return { end: step.value as ScanEnd, session };
      }
      log.add(step.value);
    }
  } finally {
    await session.close();
    await ledger.close();
  }
}

/** Kept from the first start: actuals stand beside what was expected, not beside what was known later. */
async function keepForecast(
  app: App,
  { scanId, workspaceId }: ScanJob,
  { opened, config, spec }: Loaded,
  gathered: Gathered,
): Promise<void> {
  await transact(app, workspaceId, async (work) => {
    const { stats } = await findScan(work, scanId);
    if (stats.forecast) return;
    const forecast = keptForecast(await forecastScan(work, opened.target, config, spec, gathered));
    await work.trx
      .updateTable('scans')
      .set({ stats: toJson({ forecast }) })
      .where('id', '=', scanId)
      .execute();
  });
}

const statusOf = (end: ScanEnd): ScanStatus =>
  end.reason === 'unreachable' ? 'failed' : end.reason === 'aborted' ? 'cancelled' : 'completed';

async function finish(
  app: App,
  { scanId, workspaceId }: ScanJob,
  log: ScanLog,
  status: ScanStatus,
  end: Pick<ScanEnd, 'detail'> & Partial<ScanEnd>,
  session?: LlmSession,
): Promise<void> {
  const error = status === 'failed' ? end.detail || 'the scan failed' : null;
  const gathering = (await storedGathering(app, { scanId, workspaceId }))?.used ?? {};
  const stats = await transact(app, workspaceId, async (work) => {
    const stats = await scanStats(work, scanId, end, { session, gathering });
    await work.trx.deleteFrom('turns').where('scan_id', '=', scanId).execute();
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
