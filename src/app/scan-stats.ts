import type { Coverage } from '#src/core/coverage.ts';
import type { KeptForecast, StageActual } from '#src/core/forecast.ts';
import type { HelperUse } from '#src/redteam/helpers.ts';
import type { ScanEnd } from '#src/scan/run-scan.ts';
import type { Work } from './context.ts';
import { countCoverage } from './coverage.ts';
import type { LlmSession } from './llm-session.ts';
import { stageUsage } from './stage-usage.ts';

/** What a scan did; stored with it when it ends, and shown as its `stats`. */
export interface ScanStats extends Coverage {
  readonly planned: number;
  readonly done: number;
  readonly outcomes: Readonly<Record<string, number>>;
  /** True when something planned was not asked or not answered: such a scan is not a clean one. */
  readonly partial: boolean;
  readonly not_asked: number;
  readonly not_asked_reason: string | null;
  readonly calls: number;
  readonly retries: number;
  readonly tokens: number;
  readonly cost_usd: number;
  /** As it was when the scan started; null for one that started without. */
  readonly forecast: KeptForecast | null;
  /** What came of it. */
  readonly actual: { readonly stages: readonly StageActual[]; readonly duration_s: number };
}

/** What a scan did, from its journal. */
export async function scanStats(
  work: Work,
  scanId: string,
  end: Partial<ScanEnd>,
  { session, gathering }: { session?: LlmSession; gathering: HelperUse },
): Promise<ScanStats> {
  const totals = end.totals;
  const done = totals?.done ?? 0;
  const planned = end.planned ?? 0;
  const notAsked = Math.max(0, planned - done);
  const account = session?.model.account();
  return {
    planned,
    done,
    outcomes: totals?.outcomes ?? {},
    partial: notAsked > 0 || (totals?.outcomes.error ?? 0) > 0,
    not_asked: notAsked,
    not_asked_reason: notAsked > 0 ? end.detail || 'the scan was stopped' : null,
    calls: totals?.calls ?? 0,
    retries: account?.retries ?? 0,
    tokens: totals?.tokens ?? 0,
    cost_usd: account ? Math.max(account.costUsd, totals?.costUsd ?? 0) : (totals?.costUsd ?? 0),
    ...(await forecastAndActual(work, scanId, gathering)),
    ...(await countCoverage(work, scanId)),
  };
}

async function forecastAndActual(
  work: Work,
  scanId: string,
  gathering: HelperUse,
): Promise<Pick<ScanStats, 'forecast' | 'actual'>> {
  const row = await work.trx
    .selectFrom('scans')
    .select(['stats', 'started_at'])
    .where('id', '=', scanId)
    .executeTakeFirst();
  const seconds = row?.started_at ? (Date.now() - row.started_at.getTime()) / 1000 : 0;
  return {
    forecast: (row?.stats as { forecast?: KeptForecast } | null)?.forecast ?? null,
    actual: { stages: await stageUsage(work, scanId, gathering), duration_s: Math.round(seconds * 10) / 10 },
  };
}
