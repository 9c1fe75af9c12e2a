import { sql } from 'kysely';
import {
  type CategoryChange,
  type Change,
  compareCategories,
  isRegression,
  type PairCounts,
} from '#src/core/comparison.ts';
import { badRequest } from '#src/core/errors.ts';
import { finalStatuses } from '#src/core/scan.ts';
import type { Work } from './context.ts';
import { type Finding, findingsOf } from './finding-rows.ts';
import { findScan, type Scan } from './scan-rows.ts';

/** What two scans say about each other: `base` came first, `head` is judged. */
export interface Comparison {
  readonly base: string;
  readonly head: string;
  /** Significantly worse, as a whole or in a category: what a gate fails on. */
  readonly regression: boolean;
  readonly overall: Change;
  readonly by_category: readonly CategoryChange[];
  readonly unpaired: Unpaired;
  /** Pairs in which that scan's answer could not be decided: it counts as not vulnerable. */
  readonly unclear: { readonly base: number; readonly head: number };
  /** In the second scan only. */
  readonly new: readonly Finding[];
  /** In the first scan only, though the second asked at that technique and was answered. */
  readonly fixed: readonly Finding[];
  /** In the first scan only, and the second got no answer at that technique: nothing is known of them. */
  readonly not_checked: readonly Finding[];
  /** In both, as the second scan saw them. */
  readonly unchanged: readonly Finding[];
  /** What makes the two less comparable. */
  readonly notes: readonly string[];
}

/** Attempts that make no pair, and why. */
export interface Unpaired {
  /** The other scan made no attempt of that goal, strategy and sample. */
  readonly only_base: number;
  readonly only_head: number;
  /** Made by both; the answer failed to come in the first, the second, or in both. */
  readonly error_base: number;
  readonly error_head: number;
  readonly error_both: number;
}

/**
 * Compares two scans that are over: attempts paired by goal, strategy and sample, where both were answered, and
 * findings by fingerprint. Throws `not-found`; `bad-request` across kinds, and while one of them is not over.
 */
export async function compareScans(work: Work, base: string, head: string): Promise<Comparison> {
  const [a, b] = [await comparable(work, base), await comparable(work, head)];
  if (a.kind !== b.kind)
    throw badRequest(`only scans of one kind can be compared, not ${a.kind} with ${b.kind}`);
  const rows = await pairs(work, base, head);
  const compared = compareCategories(rows);
  const total = (key: keyof PairRow) => rows.reduce((sum, row) => sum + Number(row[key]), 0);
  return {
    base,
    head,
    regression: isRegression(compared),
    ...compared,
    unpaired: {
      only_base: total('unpaired_base'),
      only_head: total('unpaired_head'),
      error_base: total('error_base'),
      error_head: total('error_head'),
      error_both: total('error_both'),
    },
    unclear: { base: total('unclear_base'), head: total('unclear_head') },
    ...(await compareFindings(work, base, head)),
    notes: await notesOf(work, a, b),
  };
}

/** Throws `not-found`, and `bad-request` while the scan is not over: rates of half a scan are no baseline. */
async function comparable(work: Work, id: string): Promise<Scan> {
  const scan = await findScan(work, id);
  if (finalStatuses.includes(scan.status)) return scan;
  throw badRequest(`scan ${id} is ${scan.status}; scans can be compared when they are over`);
}

interface PairRow extends PairCounts {
  readonly category: string;
  readonly unclear_base: number;
  readonly unclear_head: number;
  readonly unpaired_base: number;
  readonly unpaired_head: number;
  readonly error_base: number;
  readonly error_head: number;
  readonly error_both: number;
}

/** Counts per category; the attempts stay in the database. */
async function pairs({ trx }: Work, base: string, head: string): Promise<PairRow[]> {
  const answered = sql`a.outcome <> 'error' and b.outcome <> 'error'`;
  const { rows } = await sql<PairRow>`
    select coalesce(a.category, b.category) as category,
      (count(*) filter (where ${answered} and a.outcome = 'vulnerable' and b.outcome = 'vulnerable'))::int
        as both_vulnerable,
      (count(*) filter (where ${answered} and a.outcome = 'vulnerable' and b.outcome <> 'vulnerable'))::int
        as only_base,
      (count(*) filter (where ${answered} and a.outcome <> 'vulnerable' and b.outcome = 'vulnerable'))::int
        as only_head,
      (count(*) filter (where ${answered} and a.outcome <> 'vulnerable' and b.outcome <> 'vulnerable'))::int
        as neither,
      (count(*) filter (where ${answered} and a.outcome = 'unclear'))::int as unclear_base,
      (count(*) filter (where ${answered} and b.outcome = 'unclear'))::int as unclear_head,
      (count(*) filter (where b.key is null))::int as unpaired_base,
      (count(*) filter (where a.key is null))::int as unpaired_head,
      (count(*) filter (where a.outcome = 'error' and b.outcome <> 'error'))::int as error_base,
      (count(*) filter (where a.outcome <> 'error' and b.outcome = 'error'))::int as error_head,
      (count(*) filter (where a.outcome = 'error' and b.outcome = 'error'))::int as error_both
    from (select key, category, outcome from attempts where scan_id = ${base}) a
    full join (select key, category, outcome from attempts where scan_id = ${head}) b on a.key = b.key
    group by 1 order by 1`.execute(trx);
  return rows;
}

type FindingChanges = Pick<Comparison, 'new' | 'fixed' | 'not_checked' | 'unchanged'>;

async function compareFindings(work: Work, base: string, head: string): Promise<FindingChanges> {
  const [before, after] = [await findingsOf(work, base), await findingsOf(work, head)];
  const prints = (findings: readonly Finding[]) => new Set(findings.map((finding) => finding.fingerprint));
  const [known, present] = [prints(before), prints(after)];
  const gone = before.filter((finding) => !present.has(finding.fingerprint));
  const isChecked = await checkedIn(work, base, head);
  return {
    new: after.filter((finding) => !known.has(finding.fingerprint)),
    fixed: gone.filter(isChecked),
    not_checked: gone.filter((finding) => !isChecked(finding)),
    unchanged: after.filter((finding) => known.has(finding.fingerprint)),
  };
}

/**
 * Whether the second scan could have seen a finding of the first again: it was answered at the finding's technique.
 * What the first saw in passing, at a technique that it made no attempt of, any answer could have shown.
 */
async function checkedIn(work: Work, base: string, head: string): Promise<(finding: Finding) => boolean> {
  const [asked, answered] = [await techniques(work, base, false), await techniques(work, head, true)];
  return (finding) => {
    if (finding.kind !== 'llm') return true;
    const at = `${finding.owasp_category} ${finding.technique}`;
    return asked.has(at) ? answered.has(at) : answered.size > 0;
  };
}

/** Every category and technique of a scan's attempts; with `answered`, of those that were. */
async function techniques({ trx }: Work, scanId: string, answered: boolean): Promise<Set<string>> {
  let query = trx
    .selectFrom('attempts')
    .select(['category', 'technique'])
    .distinct()
    .where('scan_id', '=', scanId);
  if (answered) query = query.where('outcome', '<>', 'error');
  return new Set((await query.execute()).map(({ category, technique }) => `${category} ${technique}`));
}

async function notesOf({ trx }: Work, a: Scan, b: Scan): Promise<string[]> {
  const notes: string[] = [];
  if (a.target_id !== b.target_id) notes.push('The scans are of two targets.');
  if (a.seed !== b.seed) {
    notes.push(
      `The seeds differ (${a.seed} and ${b.seed}): attempts are paired by goal, strategy and sample, and their tokens and random choices differ.`,
    );
  }
  for (const { id, status, stats } of [a, b]) {
    if (status !== 'completed') notes.push(`Scan ${id} is ${status}: what it did not ask is not compared.`);
    else if (stats.partial === true)
      notes.push(`Scan ${id} is incomplete: what it did not ask is not compared.`);
  }
  const { rows } = await sql<{ field: string }>`
    select key as field from (select (jsonb_each(config->'llm_config')).* from scans where id = ${a.id}) a
    full join (select (jsonb_each(config->'llm_config')).* from scans where id = ${b.id}) b using (key)
    where a.value is distinct from b.value order by 1`.execute(trx);
  if (rows.length > 0)
    notes.push(`The configurations differ in ${rows.map(({ field }) => field).join(', ')}.`);
  return notes;
}
