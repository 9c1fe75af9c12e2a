import { sql } from 'kysely';
import { type FindingDraft, group } from '#src/core/finding.ts';
import type { Journal, Plan, Recorded, Totals, Unit, UnitResult } from '#src/core/pipeline.ts';
import type { Severity } from '#src/core/severity.ts';
import { namePictures, storePictures } from './artifacts.ts';
import { type Db, inWorkspace } from './database.ts';
import { toJson } from './json.ts';

const chunkSize = 1000;

/** An attempt that a power cut takes back is asked again; waiting for the disk on each would cost a third of the speed. */
const unhurried = { waitForDisk: false };

export interface JournalOf {
  readonly scanId: string;
  readonly targetId: string;
  readonly workspaceId: string;
}

/**
 * The journal of one LLM scan in PostgreSQL: plan rows, attempt rows, and the findings they make, the latter two in
 * one transaction, so that a killed worker leaves neither an attempt without its finding nor the reverse.
 */
export function attemptJournal<U extends Unit>(db: Db, of: JournalOf): Journal<U> {
  return {
    planned: () => readPlan(db, of),
    savePlan: (plan) => writePlan(db, of, plan),
    pending: () => pendingUnits<U>(db, of),
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

async function readPlan(db: Db, of: JournalOf): Promise<{ size: number; notes: readonly string[] } | null> {
  return inWorkspace(db, of.workspaceId, async (trx) => {
    const scan = await trx
      .selectFrom('scans')
      .select('planned')
      .where('id', '=', of.scanId)
      .executeTakeFirstOrThrow();
    if (scan.planned === null) return null;
    const first = await trx
      .selectFrom('scan_plans')
      .select('notes')
      .where('scan_id', '=', of.scanId)
      .where('chunk', '=', 0)
      .executeTakeFirst();
    return { size: scan.planned, notes: (first?.notes as string[] | undefined) ?? [] };
  });
}

/** The whole plan and its size in one transaction: a plan is written or it is not. */
async function writePlan<U extends Unit>(db: Db, of: JournalOf, plan: Plan<U>): Promise<void> {
  await inWorkspace(db, of.workspaceId, async (trx) => {
    for (let chunk = 0; chunk === 0 || chunk * chunkSize < plan.size; chunk++) {
      const from = chunk * chunkSize;
      const length = Math.min(chunkSize, plan.size - from);
      const units = toJson(Array.from({ length }, (_, i) => plan.unit(from + i)));
      const notes = toJson(chunk === 0 ? plan.notes : []);
      await trx
        .insertInto('scan_plans')
        .values({ scan_id: of.scanId, workspace_id: of.workspaceId, chunk, units, notes })
        .execute();
    }
    await trx.updateTable('scans').set({ planned: plan.size }).where('id', '=', of.scanId).execute();
  });
}

async function* pendingUnits<U extends Unit>(db: Db, of: JournalOf): AsyncGenerator<readonly U[]> {
  for (let chunk = 0; ; chunk++) {
    const units = await inWorkspace(db, of.workspaceId, async (trx) => {
      const row = await trx
        .selectFrom('scan_plans')
        .select('units')
        .where('scan_id', '=', of.scanId)
        .where('chunk', '=', chunk)
        .executeTakeFirst();
      if (!row) return null;
      const done = await trx
        .selectFrom('attempts')
        .select('index')
        .where('scan_id', '=', of.scanId)
        .where('index', '>=', chunk * chunkSize)
        .where('index', '<', (chunk + 1) * chunkSize)
        .execute();
      const indices = new Set(done.map((attempt) => attempt.index));
      return (row.units as unknown as U[]).filter((unit) => !indices.has(unit.index));
    });
    if (units === null) return;
    yield units;
  }
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
    const findings = await trx
      .selectFrom('findings')
      .select(['fingerprint', 'severity'])
      .where('scan_id', '=', of.scanId)
      .execute();
    const sum = (of: (row: (typeof outcomes)[number]) => number) =>
      outcomes.reduce((n, row) => n + Number(of(row)), 0);
    return {
      done: sum((row) => row.attempts),
      outcomes: Object.fromEntries(outcomes.map((row) => [row.outcome, Number(row.attempts)])),
      calls: sum((row) => row.calls),
      costUsd: sum((row) => row.cost),
      tokens: sum((row) => row.tokens),
      findings: findings.map((row) => ({ fingerprint: row.fingerprint, severity: row.severity as Severity })),
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

/**
 * Adds sightings to the scan's findings: the worse severity, the surer proof, occurrences added, the first five
 * pieces of evidence. A new row takes over the triage its fingerprint had in the target's last scan that saw it.
 * Returns the fingerprints that are new in this scan.
 */
async function upsertFindings(
  trx: Parameters<Parameters<typeof inWorkspace>[2]>[0],
  of: JournalOf,
  drafts: readonly FindingDraft[],
): Promise<Set<string>> {
  const { drafts: named, pictures } = namePictures(drafts);
  const rows = named.map((draft) => findingRow(of, draft));
  const result = await sql<{ fingerprint: string; fresh: boolean; evidence: unknown[] }>`
    insert into findings as f (
      workspace_id, scan_id, target_id, kind, check_id, fingerprint, title, severity, confidence, owasp_category,
      technique, cwe, location, description, remediation, "references", evidence, proof, occurrences,
      status, suppressed, suppression_reason, suppressed_until)
    select r.workspace_id, r.scan_id, r.target_id, r.kind, r.check_id, r.fingerprint, r.title, r.severity,
      r.confidence, r.owasp_category, r.technique, r.cwe, r.location, r.description, r.remediation, r."references",
      r.evidence, r.proof, r.occurrences, coalesce(last.status, 'open'), coalesce(last.suppressed, false),
      last.suppression_reason, last.suppressed_until
    from jsonb_populate_recordset(null::findings, ${toJson(rows)}::jsonb) r
    left join lateral (
      select e.status, e.suppressed, e.suppression_reason, e.suppressed_until from findings e
      where e.target_id = r.target_id and e.fingerprint = r.fingerprint and e.scan_id <> r.scan_id
      order by e.created_at desc limit 1
    ) last on true
    on conflict (scan_id, fingerprint) do update set
      severity = case when array_position(array['critical','high','medium','low','info'], excluded.severity)
        < array_position(array['critical','high','medium','low','info'], f.severity) then excluded.severity else f.severity end,
      proof = case when excluded.confidence > f.confidence then excluded.proof else f.proof end,
      confidence = greatest(f.confidence, excluded.confidence),
      occurrences = f.occurrences + excluded.occurrences,
      evidence = case when jsonb_array_length(f.evidence) >= 5 then f.evidence
        else jsonb_path_query_array(f.evidence || excluded.evidence, '$[0 to 4]') end
    returning f.fingerprint, f.evidence, (xmax = 0) as fresh`.execute(trx);
  if (pictures.size > 0) {
    const evidence = result.rows.flatMap((row) => row.evidence);
    await storePictures(trx, of, pictures, evidence);
  }
  return new Set(result.rows.filter((row) => row.fresh).map((row) => row.fingerprint));
}

const findingRow = (of: JournalOf, draft: FindingDraft): Record<string, unknown> => ({
  workspace_id: of.workspaceId,
  scan_id: of.scanId,
  target_id: of.targetId,
  kind: draft.kind,
  check_id: draft.checkId,
  fingerprint: draft.fingerprint,
  title: draft.title,
  severity: draft.severity,
  confidence: draft.confidence,
  owasp_category: draft.owaspCategory,
  technique: draft.technique,
  cwe: draft.cwe,
  location: draft.location,
  description: draft.description,
  remediation: draft.remediation,
  references: draft.references,
  evidence: draft.evidence,
  proof: draft.proof,
  occurrences: draft.occurrences,
});
