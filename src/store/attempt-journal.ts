import { sql } from 'kysely';
import { group } from '#src/core/finding.ts';
import type { Journal, Recorded, Totals, Unit, UnitResult } from '#src/core/pipeline.ts';
import { type Db, inWorkspace } from './database.ts';
import { foundSoFar, upsertFindings } from './finding-writes.ts';
import { toJson } from './json.ts';
import { type JournalOf, pendingUnits, readPlan, writePlan } from './plan-rows.ts';

/** An attempt that a power cut takes back is asked again; waiting for the disk on each would cost a third of the speed. */
const unhurried = { waitForDisk: false };

/**
 * The journal of one LLM scan in PostgreSQL: plan rows, attempt rows, and the findings they make, the latter two in
 * one transaction, so that a killed worker leaves neither an attempt without its finding nor the reverse.
 */
export function attemptJournal<U extends Unit>(db: Db, of: JournalOf): Journal<U> {
  return {
    planned: () => readPlan(db, of),
    savePlan: (plan) => writePlan(db, of, plan),
    pending: () => pendingUnits<U>(db, of, 'attempts'),
    totals: () => readTotals(db, of),
    record: (results) => record(db, of, results),
  };
}

/** Most batches hold attempts of one question and no finding: one statement, one round trip. */
async function record<U extends Unit>(
  db: Db,
  of: JournalOf,
  results: readonly UnitResult<U>[],
): Promise<Recorded<U>> {
  const simple = results.every((result) => result.findings.length === 0 && result.calls <= 1);
  if (simple) return { written: await insertAttempts(db, of, results), newFindings: [] };
  return inWorkspace(
    db,
    of.workspaceId,
    async (trx) => {
      const written = await insertAttempts(trx, of, results);
      const several = written.filter((result) => result.calls > 1).map((result) => result.unit.index);
      if (several.length > 0) {
        await sql`delete from turns where scan_id = ${of.scanId} and attempt = any(${several}::int[])`.execute(
          trx,
        );
      }
      const drafts = group(written.flatMap((result) => result.findings));
      const prints = drafts.length > 0 ? await upsertFindings(trx, of, drafts) : new Set<string>();
      return { written, newFindings: drafts.filter((draft) => prints.has(draft.fingerprint)) };
    },
    unhurried,
  );
}

/** Inserts attempt rows, in the caller's transaction or one of their own; returns those that were not there yet. */
async function insertAttempts<U extends Unit>(
  db: Db,
  of: JournalOf,
  results: readonly UnitResult<U>[],
): Promise<UnitResult<U>[]> {
  const rows = toJson(results.map((result) => attemptRow(of, result)));
  const inserted = await sql<{ index: number }>`
    select record_attempts as index from record_attempts(${of.workspaceId}::uuid, ${rows}::jsonb)`.execute(
    db,
  );
  const fresh = new Set(inserted.rows.map((row) => row.index));
  return results.filter((result) => fresh.has(result.unit.index));
}

async function readTotals(db: Db, of: JournalOf): Promise<Totals> {
  return inWorkspace(db, of.workspaceId, async (trx) => {
    const outcomes = await trx
      .selectFrom('attempts')
      .select((eb) => [
        'outcome',
        eb.fn.countAll<number>().as('attempts'),
        eb.fn.sum<number>('calls').as('calls'),
        eb.fn.sum<number>('cost_usd').as('cost'),
        sql<number>`sum(input_tokens + output_tokens)`.as('tokens'),
      ])
      .where('scan_id', '=', of.scanId)
      .groupBy('outcome')
      .execute();
    const findings = await foundSoFar(trx, of.scanId);
    const sum = (of: (row: (typeof outcomes)[number]) => number) =>
      outcomes.reduce((n, row) => n + Number(of(row)), 0);
    return {
      done: sum((row) => row.attempts),
      outcomes: Object.fromEntries(outcomes.map((row) => [row.outcome, Number(row.attempts)])),
      calls: sum((row) => row.calls),
      costUsd: sum((row) => row.cost),
      tokens: sum((row) => row.tokens),
      findings,
    };
  });
}

const attemptRow = <U extends Unit>(of: JournalOf, result: UnitResult<U>): Record<string, unknown> => ({
  ...result.record,
  scan_id: of.scanId,
  workspace_id: of.workspaceId,
  index: result.unit.index,
  key: result.unit.key,
  outcome: result.outcome,
  calls: result.calls,
  cost_usd: result.costUsd,
  created_at: new Date().toISOString(),
});
