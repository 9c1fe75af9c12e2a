import { sql } from 'kysely';
import { group } from '#src/core/finding.ts';
import type { Journal, Recorded, Totals, Unit, UnitResult } from '#src/core/pipeline.ts';
import { type Db, inWorkspace } from './database.ts';
import { foundSoFar, upsertFindings } from './finding-writes.ts';
import { toJson } from './json.ts';
import { type JournalOf, pendingUnits, readPlan, writePlan } from './plan-rows.ts';

/**
 * The journal of a scan whose units are no conversations (files of a repository): plan rows, unit rows, and the
 * findings they make, the latter two in one transaction, so that a killed worker leaves neither without the other.
 */
export function unitJournal<U extends Unit>(db: Db, of: JournalOf): Journal<U> {
  return {
    planned: () => readPlan(db, of),
    savePlan: (plan) => writePlan(db, of, plan),
    pending: () => pendingUnits<U>(db, of, 'units'),
    totals: () => readTotals(db, of),
    record: (results) => record(db, of, results),
  };
}

const record = <U extends Unit>(
  db: Db,
  of: JournalOf,
  results: readonly UnitResult<U>[],
): Promise<Recorded<U>> =>
  inWorkspace(db, of.workspaceId, async (trx) => {
    const rows = toJson(results.map((result) => unitRow(of, result)));
    const inserted = await sql<{ index: number }>`
      insert into units select r.* from jsonb_populate_recordset(null::units, ${rows}::jsonb) r
      on conflict (scan_id, index) do nothing returning index`.execute(trx);
    const fresh = new Set(inserted.rows.map((row) => row.index));
    const written = results.filter((result) => fresh.has(result.unit.index));
    const drafts = group(written.flatMap((result) => result.findings));
    const prints = drafts.length > 0 ? await upsertFindings(trx, of, drafts) : new Set<string>();
    return { written, newFindings: drafts.filter((draft) => prints.has(draft.fingerprint)) };
  });

const unitRow = <U extends Unit>(of: JournalOf, { unit, ...result }: UnitResult<U>) => ({
  scan_id: of.scanId,
  workspace_id: of.workspaceId,
  index: unit.index,
  key: unit.key,
  outcome: result.outcome,
  reason: result.reason,
  record: result.record,
  created_at: new Date().toISOString(),
});

async function readTotals(db: Db, of: JournalOf): Promise<Totals> {
  return inWorkspace(db, of.workspaceId, async (trx) => {
    const outcomes = await trx
      .selectFrom('units')
      .select((eb) => ['outcome', eb.fn.countAll<number>().as('units')])
      .where('scan_id', '=', of.scanId)
      .groupBy('outcome')
      .execute();
    return {
      done: outcomes.reduce((sum, row) => sum + Number(row.units), 0),
      outcomes: Object.fromEntries(outcomes.map((row) => [row.outcome, Number(row.units)])),
      calls: 0,
      costUsd: 0,
      tokens: 0,
      findings: await foundSoFar(trx, of.scanId),
    };
  });
}
