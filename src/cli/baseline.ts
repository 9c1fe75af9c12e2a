import type { Comparison } from '#src/app/compare-scans.ts';
import { finalStatuses } from '#src/core/scan.ts';
import { exitCodes, usage } from './failure.ts';
import type { Session } from './open.ts';

export interface BaselineOptions {
  /** Id of an earlier scan. */
  readonly baseline?: string;
  readonly failOnRegression?: boolean;
}

/** Throws before anything is sent what would otherwise come out after an hour: a baseline that cannot be one. */
export async function checkBaseline(
  { app, workspaceId }: Session,
  { baseline, failOnRegression }: BaselineOptions,
): Promise<void> {
  if (baseline === undefined) {
    if (failOnRegression) throw usage('--fail-on-regression needs --baseline <scan-id> to compare with');
    return;
  }
  const { transact } = await import('#src/app/context.ts');
  const { findScan } = await import('#src/app/scans.ts');
  const { kind, status } = await transact(app, workspaceId, (work) => findScan(work, baseline));
  if (kind !== 'llm') throw usage(`--baseline ${baseline}: is a ${kind} scan, not one of a model`);
  if (!finalStatuses.includes(status)) throw usage(`--baseline ${baseline}: is ${status}, not over`);
}

export async function compare({ app, workspaceId }: Session, a: string, b: string): Promise<Comparison> {
  const { transact } = await import('#src/app/context.ts');
  const { compareScans } = await import('#src/app/compare-scans.ts');
  return transact(app, workspaceId, (work) => compareScans(work, a, b));
}

/** What a gate makes of a comparison. Where nothing could be compared, nothing is known: that is no pass. */
export function comparisonCode(
  { regression, overall }: Comparison,
  { failOnRegression }: BaselineOptions,
): number {
  if (!failOnRegression) return exitCodes.ok;
  if (regression) return exitCodes.findings;
  return overall.pairs === 0 ? exitCodes.failed : exitCodes.ok;
}
