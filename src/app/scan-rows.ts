import { type Selectable, sql } from 'kysely';
import { notFound } from '#src/core/errors.ts';
import { grade } from '#src/core/grade.ts';
import type { ScanStatus } from '#src/core/scan.ts';
import { noCounts, type Severity, type SeverityCounts } from '#src/core/severity.ts';
import type { ScansTable } from '#src/store/schema.ts';
import type { Trx, Work } from './context.ts';
import { decodeCursor, encodeCursor, type Page, type PageRequest, pageOf, position } from './page.ts';

export type Summary = SeverityCounts & { suppressed: number };

/** A scan with the numbers of its findings, counted from their rows when it is read: triage shows at once. */
export type Scan = Omit<
  Selectable<ScansTable>,
  'workspace_id' | 'config' | 'consent' | 'summary' | 'stats'
> & {
  summary: Summary;
  stats: Record<string, unknown>;
};

const columns = [
  'id',
  'target_id',
  'kind',
  'status',
  'profile',
  'max_attempts',
  'seed',
  'planned',
  'done',
  'current_stage',
  'cancel_requested',
  'grade',
  'score',
  'stats',
  'error',
  'created_at',
  'started_at',
  'finished_at',
] as const;

/** True while a suppression has not lapsed. */
export const suppressedNow = sql<boolean>`(suppressed and (suppressed_until is null or suppressed_until > now()))`;

async function countFindings(trx: Trx, ids: readonly string[]): Promise<Map<string, Summary>> {
  const summaries = new Map(ids.map((id) => [id, { ...noCounts(), suppressed: 0 }]));
  if (ids.length === 0) return summaries;
  const rows = await trx
    .selectFrom('findings')
    .select(['scan_id', 'severity', suppressedNow.as('hidden')])
    .select(({ fn }) => fn.countAll<string | number>().as('count'))
    .where('scan_id', 'in', ids)
    .groupBy(['scan_id', 'severity', 'hidden'])
    .execute();
  for (const row of rows) {
    const summary = summaries.get(row.scan_id);
    if (summary) summary[row.hidden ? 'suppressed' : (row.severity as Severity)] += Number(row.count);
  }
  return summaries;
}

type Row = Pick<Selectable<ScansTable>, (typeof columns)[number]>;

async function withNumbers(trx: Trx, rows: readonly Row[]): Promise<Scan[]> {
  const summaries = await countFindings(
    trx,
    rows.map((row) => row.id),
  );
  return rows.map((row) => {
    const summary = summaries.get(row.id) ?? { ...noCounts(), suppressed: 0 };
    // Whether a scan deserves a grade is the engine's judgement; which one follows from the findings as they stand.
    const graded = row.grade === null ? { grade: null, score: null } : grade(summary);
    const stats = { ...(row.stats as Record<string, unknown> | null) };
    return {
      ...row,
      ...graded,
      summary,
      stats: { seed: row.seed, max_attempts: row.max_attempts, ...stats },
    };
  });
}

/** One scan. Throws `not-found`. */
export async function findScan({ trx }: Work, id: string): Promise<Scan> {
  const row = await trx.selectFrom('scans').select(columns).where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound('scan');
  return (await withNumbers(trx, [row]))[0] as Scan;
}

export interface ScanAsk extends PageRequest {
  readonly target_id?: string;
  readonly status?: ScanStatus;
}

/** Scans of all kinds, newest first. */
export async function listScans({ trx }: Work, ask: ScanAsk): Promise<Page<Scan>> {
  let query = trx
    .selectFrom('scans')
    .select(columns)
    .select(({ ref }) => position(ref('created_at')).as('position'))
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc');
  if (ask.target_id) query = query.where('target_id', '=', ask.target_id);
  if (ask.status) query = query.where('status', '=', ask.status);
  if (ask.cursor) {
    const [at, id] = decodeCursor(ask.cursor, ['time', 'id']);
    query = query.where(sql<boolean>`(created_at, id) < (${at}::timestamptz, ${id}::uuid)`);
  }
  if (ask.limit !== undefined) query = query.limit(ask.limit + 1);
  const page = pageOf(await query.execute(), ask.limit, (row) => encodeCursor(row.position, row.id));
  const items = await withNumbers(trx, page.items);
  return { items: items.map((scan) => ({ ...scan, stats: withoutMap(scan.stats) })), next: page.next };
}

/** A list of scans does without the map: it has hundreds of cells a scan. */
const withoutMap = ({ cells: _cells, ...stats }: Scan['stats']): Scan['stats'] => stats;
