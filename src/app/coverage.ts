import { sql } from 'kysely';
import { type Coverage, type Rate, rateOf } from '#src/core/coverage.ts';
import type { Work } from './context.ts';
import { findScan } from './scan-rows.ts';

type Column = 'category' | 'technique' | 'strategy';
type Row = Readonly<Partial<Record<Column, string>>> &
  Record<'attempts' | 'errors' | 'unclear' | Sum, number>;
type Sum = 'clusters' | 'n' | 'x' | 'nn' | 'xn' | 'xx';

/** Attack success rates of a scan so far, counted from its journal. Throws `not-found`. */
export async function coverageOf(work: Work, scanId: string): Promise<Coverage> {
  await findScan(work, scanId);
  return countCoverage(work, scanId);
}

/** As `coverageOf`, of a scan that is known to be there. */
export async function countCoverage(work: Work, scanId: string): Promise<Coverage> {
  const by = (...columns: Column[]) => sums(work, scanId, columns);
  const ratesBy = async (column: Column): Promise<Rate[]> =>
    (await by(column)).map((row) => ({ id: String(row[column]), ...rateOfRow(row) }));
  const [all] = await by();
  return {
    overall: { id: 'all', ...rateOfRow(all as Row) },
    by_module: await ratesBy('category'),
    by_technique: await ratesBy('technique'),
    by_strategy: await ratesBy('strategy'),
    cells: (await by('category', 'strategy')).map((row) => ({
      module: String(row.category),
      strategy: String(row.strategy),
      ...rateOfRow(row),
    })),
  };
}

const rateOfRow = (row: Row): Omit<Rate, 'id'> =>
  rateOf({ attempts: row.attempts, errors: row.errors, vulnerable: row.x, unclear: row.unclear }, row);

/**
 * Sums over prompts, per value of the columns: all that rates and clustered intervals need, so that neither answers nor
 * prompts leave the database, however many there are.
 */
async function sums({ trx }: Work, scanId: string, columns: readonly Column[]): Promise<Row[]> {
  const refs = columns.map((column) => sql.ref(column));
  const leading = sql.join(
    refs.map((ref) => sql`${ref}, `),
    sql``,
  );
  const ordered = refs.length > 0 ? sql`group by ${sql.join(refs)} order by ${sql.join(refs)}` : sql``;
  const { rows } = await sql<Row>`
    with prompts as (
      select ${leading} goal_id, count(*) as attempts,
        count(*) filter (where outcome = 'error') as errors,
        count(*) filter (where outcome = 'unclear') as unclear,
        count(*) filter (where outcome = 'vulnerable') as x,
        count(*) filter (where outcome <> 'error') as n
      from attempts where scan_id = ${scanId} group by ${leading} goal_id
    )
    select ${leading} coalesce(sum(attempts), 0)::float8 as attempts, coalesce(sum(errors), 0)::float8 as errors,
      coalesce(sum(unclear), 0)::float8 as unclear, coalesce(sum(x), 0)::float8 as x, coalesce(sum(n), 0)::float8 as n,
      (count(*) filter (where n > 0))::float8 as clusters, coalesce(sum(n * n), 0)::float8 as nn,
      coalesce(sum(x * n), 0)::float8 as xn, coalesce(sum(x * x), 0)::float8 as xx
    from prompts ${ordered}`.execute(trx);
  return rows;
}
