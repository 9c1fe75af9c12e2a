import type { Coverage } from '#src/core/coverage.ts';
import type { ScanEnd } from '#src/scan/run-scan.ts';
import type { Work } from './context.ts';
import { countCoverage } from './coverage.ts';
import type { LlmSession } from './llm-session.ts';

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
}

/** What a scan did, from its journal. */
export async function scanStats(
  work: Work,
  scanId: string,
  end: Partial<ScanEnd>,
  session?: LlmSession,
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
    ...(await countCoverage(work, scanId)),
  };
}
