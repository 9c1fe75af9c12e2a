import { allowedRegistries } from '#src/config.ts';
import { keptForecast } from '#src/core/forecast.ts';
import type { LlmConfig } from '#src/core/llm-config.ts';
import type { ScanSpec } from '#src/core/scan.ts';
import { createLedger } from '#src/llm/budget.ts';
import type { Gathered } from '#src/redteam/gathered.ts';
import { redteamPipeline } from '#src/redteam/pipeline.ts';
import { runScan, type ScanEnd } from '#src/scan/run-scan.ts';
import { attemptJournal } from '#src/store/attempt-journal.ts';
import { databaseBudget } from '#src/store/budget-store.ts';
import { toJson } from '#src/store/json.ts';
import { databaseShares } from '#src/store/share-store.ts';
import { type App, transact } from './context.ts';
import { gatheringOf, gatherOnce } from './gather.ts';
import { type LlmSession, openLlmSession } from './llm-session.ts';
import { forecastScan } from './plan-scan.ts';
import type { LoadedScan, ScanJob, ScanPlayer } from './player.ts';
import type { ScanLog } from './scan-log.ts';
import { findScan } from './scan-rows.ts';
import { scanStats } from './scan-stats.ts';
import { type OpenedTarget, openTarget } from './target-rows.ts';
import { openTurnMemory } from './turn-memory.ts';

interface Asked {
  readonly opened: OpenedTarget;
  readonly config: LlmConfig;
  readonly spec: ScanSpec;
}

/** The red team of one model. */
export function llmPlayer(app: App, job: ScanJob, scan: LoadedScan): ScanPlayer {
  let session: LlmSession | undefined;
  return {
    async play(log, signal) {
      const opened = await transact(app, job.workspaceId, (work) => openTarget(work, scan.targetId));
      const { llm_config: snapshot } = scan.config as { llm_config: LlmConfig };
      const asked = { opened, config: withHelperHeaders(snapshot, opened.llmConfig), spec: scan.spec };
      return playLlm(app, job, asked, log, signal, (opened) => {
        session = opened;
      });
    },
    async conclude(work, end) {
      const gathering = (await gatheringOf(work, job.scanId))?.used ?? {};
      const stats = await scanStats(work, job.scanId, end, { session, gathering });
      await work.trx.deleteFrom('turns').where('scan_id', '=', job.scanId).execute();
      return stats;
    },
  };
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

async function playLlm(
  app: App,
  job: ScanJob,
  asked: Asked,
  log: ScanLog,
  signal: AbortSignal,
  opening: (session: LlmSession) => void,
): Promise<ScanEnd> {
  const { opened, config, spec } = asked;
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
  opening(session);
  try {
    const journal = attemptJournal(app.db, { ...job, targetId: opened.target.id });
    const gathered = await gatherOnce(app, job, session, log, signal);
    await keepForecast(app, job, asked, gathered);
    const end = await log.follow(runScan(redteamPipeline({ ...session.setting, gathered }), journal, signal));
    for (const message of session.model.notes()) log.add({ type: 'note', level: 'info', message });
    return end;
  } finally {
    await session.close();
    await ledger.close();
  }
}

/** Kept from the first start: actuals stand beside what was expected, not beside what was known later. */
async function keepForecast(
  app: App,
  { scanId, workspaceId }: ScanJob,
  { opened, config, spec }: Asked,
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
