import { type Selectable, sql } from 'kysely';
import { notFound } from '#src/core/errors.ts';
import type { FindingStatus } from '#src/core/finding.ts';
import { type Severity, severities } from '#src/core/severity.ts';
import type { TargetKind } from '#src/core/target.ts';
import type { FindingsTable } from '#src/store/schema.ts';
import type { Trx, Work } from './context.ts';
import {
  containing,
  decodeCursor,
  encodeCursor,
  type Page,
  type PageRequest,
  pageOf,
  position,
} from './page.ts';

/** A finding with what other rows say about it. */
export type Finding = Selectable<FindingsTable> & {
  firstSeenAt: Date;
  lastSeenAt: Date;
  /** Attempts its scan made at its category and technique; of the whole scan where the technique is no goal's own. */
  attempts: number;
};

const rank = sql<number>`array_position(array[${sql.join(severities)}]::text[], f.severity)`;

/** The severity order lives in core alone; PostgreSQL is handed it as a list. */
const select = (trx: Trx) =>
  trx
    .selectFrom('findings as f')
    .selectAll('f')
    .select(({ ref }) => [
      rank.as('rank'),
      position(ref('f.created_at')).as('position'),
      sql<boolean>`(f.suppressed and (f.suppressed_until is null or f.suppressed_until > now()))`.as(
        'hidden',
      ),
      sql<Date>`(select min(created_at) from findings s
        where s.target_id = f.target_id and s.fingerprint = f.fingerprint)`.as('firstSeenAt'),
      sql<Date>`(select max(created_at) from findings s
        where s.target_id = f.target_id and s.fingerprint = f.fingerprint)`.as('lastSeenAt'),
    ]);
type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number];

/** Attempts per (scan, category, technique) of the scans in `rows`, counted in one query. */
async function withAttempts(trx: Trx, rows: readonly Row[]): Promise<Finding[]> {
  const scans = [...new Set(rows.filter((row) => row.kind === 'llm').map((row) => row.scan_id))];
  const counts = new Map<string, number>();
  if (scans.length > 0) {
    const groups = await trx
      .selectFrom('attempts')
      .select(['scan_id', 'category', 'technique'])
      .select(({ fn }) => fn.countAll<string | number>().as('count'))
      .where('scan_id', 'in', scans)
      .groupBy(['scan_id', 'category', 'technique'])
      .execute();
    for (const { scan_id, category, technique, count } of groups) {
      counts.set([scan_id, category, technique].join(' '), Number(count));
      counts.set(scan_id, (counts.get(scan_id) ?? 0) + Number(count));
    }
  }
  return rows.map(({ rank: _rank, position: _position, hidden, ...row }) => {
    const own = counts.get([row.scan_id, row.owasp_category, row.technique].join(' '));
    return { ...row, suppressed: hidden, attempts: own ?? counts.get(row.scan_id) ?? row.occurrences };
  });
}

export interface FindingAsk extends PageRequest {
  readonly limit: number;
  readonly scan_id?: string;
  readonly target_id?: string;
  readonly kind?: TargetKind;
  readonly severity?: Severity;
  readonly owasp_category?: string;
  readonly technique?: string;
  readonly status?: FindingStatus;
  readonly suppressed?: boolean;
  /** Of a repository's findings: the scanner that found it. */
  readonly scanner?: string;
  /** Id of a scan: what it has too, by fingerprint, is left out. */
  readonly not_in?: string;
  readonly q?: string;
}

function filtered(trx: Trx, ask: FindingAsk) {
  let query = select(trx);
  for (const column of [
    'scan_id',
    'target_id',
    'kind',
    'severity',
    'owasp_category',
    'technique',
    'status',
  ] as const) {
    const wanted = ask[column];
    if (wanted !== undefined) query = query.where(`f.${column}`, '=', wanted);
  }
  if (ask.not_in)
    query = query.where(
      sql<boolean>`not exists (select from findings b where b.scan_id = ${ask.not_in} and b.fingerprint = f.fingerprint)`,
    );
  if (ask.scanner) query = query.where(sql<boolean>`f.location->>'scanner' = ${ask.scanner}`);
  if (ask.q) query = query.where('f.title', 'ilike', containing(ask.q));
  if (ask.suppressed !== undefined) {
    const hidden = sql`(f.suppressed and (f.suppressed_until is null or f.suppressed_until > now()))`;
    query = query.where(sql<boolean>`${hidden} = ${ask.suppressed}`);
  }
  if (ask.scan_id === undefined) {
    // Across scans a flaw is listed once, as it was last seen.
    query = query.where(
      sql<boolean>`not exists (select from findings n where n.target_id = f.target_id
        and n.fingerprint = f.fingerprint and (n.created_at, n.id) > (f.created_at, f.id))`,
    );
  }
  return query;
}

/** Findings by risk: worst severity first, then the surest, then the newest. */
export async function listFindings({ trx }: Work, ask: FindingAsk): Promise<Page<Finding>> {
  let query = filtered(trx, ask)
    .orderBy(rank)
    .orderBy('f.confidence', 'desc')
    .orderBy('f.created_at', 'desc')
    .orderBy('f.id', 'desc')
    .limit(ask.limit + 1);
  if (ask.cursor) {
    const [worse, confidence, at, id] = decodeCursor(ask.cursor, ['number', 'number', 'time', 'id']);
    query = query.where(sql<boolean>`(-${rank}, f.confidence, f.created_at, f.id)
      < (-${worse}::int, ${confidence}::float8, ${at}::timestamptz, ${id}::uuid)`);
  }
  const cursorOf = (row: Row) => encodeCursor(row.rank, row.confidence, row.position, row.id);
  const page = pageOf(await query.execute(), ask.limit, cursorOf);
  return { items: await withAttempts(trx, page.items), next: page.next };
}

/** One finding. Throws `not-found`. */
export async function findFinding({ trx }: Work, id: string): Promise<Finding> {
  const row = await select(trx).where('f.id', '=', id).executeTakeFirst();
  if (!row) throw notFound('finding');
  return (await withAttempts(trx, [row]))[0] as Finding;
}

/** Every finding of a scan, by risk. */
export async function findingsOf(work: Work, scanId: string): Promise<Finding[]> {
  const query = select(work.trx)
    .where('f.scan_id', '=', scanId)
    .orderBy(rank)
    .orderBy('f.confidence', 'desc');
  return withAttempts(work.trx, await query.execute());
}
