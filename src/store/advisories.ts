import { sql } from 'kysely';
import { asSystem, type Db } from './database.ts';
import { toJson } from './json.ts';

/** A record as it is kept: for one package of one ecosystem. */
export interface AdvisoryRow {
  readonly ecosystem: string;
  readonly name: string;
  readonly id: string;
  readonly record: unknown;
}

/** Where an ecosystem's advisories are from. */
export interface AdvisoryState {
  readonly ecosystem: string;
  readonly imported_at: Date;
  readonly file: string;
  readonly records: number;
  readonly newest: Date | null;
}

/** A package as advisories are kept for it. */
export interface PackageKey {
  readonly ecosystem: string;
  readonly name: string;
}

/** Imports that were interrupted are taken for dead after this long. */
const abandonedAfter = '1 day';

export async function startAdvisoryImport(db: Db): Promise<number> {
  return asSystem(db, async (trx) => {
    const dead = sql<{ id: number }>`
      select id from advisory_imports
      where started_at < now() - ${abandonedAfter}::interval
        and id not in (select import_id from advisory_sources)`;
    await sql`delete from advisories where import_id in (${dead})`.execute(trx);
    await sql`delete from advisory_imports where id in (${dead})`.execute(trx);
    const { id } = await trx
      .insertInto('advisory_imports')
      .defaultValues()
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  });
}

/**
 * Adds rows to an import that nobody sees yet. A record that is there already stays as it is. The disk is not waited
 * for: what makes the import seen is, and everything before it with it.
 */
export async function addAdvisories(
  db: Db,
  importId: number,
  part: number,
  rows: readonly AdvisoryRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const column = (key: 'ecosystem' | 'name' | 'id'): string[] => rows.map((row) => row[key]);
  await asSystem(db, async (trx) => {
    await sql`select set_config('synchronous_commit', 'off', true)`.execute(trx);
    await sql`
      insert into advisories (import_id, part, ecosystem, name, id, record)
      select ${importId}::bigint, ${part}::smallint, * from unnest(
        ${column('ecosystem')}::text[], ${column('name')}::text[], ${column('id')}::text[],
        ${rows.map(({ record }) => toJson(record))}::json[]
      )
      on conflict do nothing`.execute(trx);
  });
}

/** Keeps of a part the rows of these ecosystems only (without releases). */
export async function keepEcosystems(
  db: Db,
  importId: number,
  part: number,
  ecosystems: readonly string[],
): Promise<void> {
  await sql`
    delete from advisories where import_id = ${importId} and part = ${part}
      and split_part(ecosystem, ':', 1) <> all (${[...ecosystems]}::text[])`.execute(db);
}

/** An ecosystem of an import that is to be seen from now on. */
export interface NewSource {
  readonly ecosystem: string;
  readonly file: string;
  readonly newest: Date | null;
}

/** Makes an import the one that is seen for its ecosystems, and drops what it replaces. */
export async function finishAdvisoryImport(
  db: Db,
  importId: number,
  sources: readonly NewSource[],
): Promise<void> {
  const ecosystems = sources.map(({ ecosystem }) => ecosystem);
  await sql`analyze advisories`.execute(db);
  await asSystem(db, async (trx) => {
    const { rows: counts } = await sql<{ ecosystem: string; records: number }>`
      select split_part(ecosystem, ':', 1) as ecosystem, count(distinct id) as records
      from advisories where import_id = ${importId} group by 1`.execute(trx);
    const countOf = new Map(counts.map(({ ecosystem, records }) => [ecosystem, Number(records)]));
    const { rows: old } = await sql<{ import_id: number }>`
      select import_id from advisory_sources where ecosystem = any (${ecosystems}::text[]) for update`.execute(
      trx,
    );
    for (const source of sources) {
      const values = {
        ...source,
        import_id: importId,
        imported_at: new Date(),
        records: countOf.get(source.ecosystem) ?? 0,
      };
      await trx
        .insertInto('advisory_sources')
        .values(values)
        .onConflict((conflict) => conflict.column('ecosystem').doUpdateSet(values))
        .execute();
    }
    await sql`
      delete from advisories where import_id = any (${old.map(({ import_id }) => import_id)}::bigint[])
        and split_part(ecosystem, ':', 1) = any (${ecosystems}::text[])`.execute(trx);
  });
}

/** Takes the rows of an import that failed away again. */
export async function dropAdvisoryImport(db: Db, importId: number): Promise<void> {
  await sql`delete from advisories where import_id = ${importId}`.execute(db);
  await sql`delete from advisory_imports where id = ${importId}`.execute(db);
}

export const listAdvisorySources = (db: Db): Promise<AdvisoryState[]> =>
  db
    .selectFrom('advisory_sources')
    .select(['ecosystem', 'imported_at', 'file', 'records', 'newest'])
    .orderBy('ecosystem')
    .execute();

/** Keys asked for at once: bounds what one answer holds in memory. */
const mostKeys = 500;

/** The records of each package, by its place in `keys`. */
export async function findAdvisories(db: Db, keys: readonly PackageKey[]): Promise<unknown[][]> {
  const found: unknown[][] = keys.map(() => []);
  for (let from = 0; from < keys.length; from += mostKeys) {
    const slice = keys.slice(from, from + mostKeys);
    const { rows } = await sql<{ at: number; record: unknown }>`
      select q.at, a.record
      from unnest(
        ${slice.map((_, at) => from + at)}::int[], ${slice.map(({ ecosystem }) => ecosystem)}::text[],
        ${slice.map(({ name }) => name)}::text[]
      ) as q(at, ecosystem, name)
      join advisory_sources s on s.ecosystem = split_part(q.ecosystem, ':', 1)
      join advisories a on a.import_id = s.import_id and a.ecosystem = q.ecosystem and a.name = q.name
      order by q.at, a.id`.execute(db);
    for (const { at, record } of rows) found[at]?.push(record);
  }
  return found;
}
