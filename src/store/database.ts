import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { jsonPlugin } from './json.ts';
import type { Database } from './schema.ts';

/** The database as the connecting user sees it: every workspace. Reach rows through `inWorkspace`. */
export type Db = Kysely<Database>;

/** The role of every request and job: row-level security applies to it, and it may neither log in nor own a table. */
export const appRole = 'assay_app';

const int8 = 20;

/** bigint as number: counts, 32-bit seeds and sequence numbers stay far below 2^53. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format: 'text' | 'binary') =>
    oid === int8 && format !== 'binary'
      ? Number
      : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

/**
 * Opens a pool; no connection is made before the first query. Close with `db.destroy()`.
 *
 * @param url `postgres://user:password@host:port/database`
 * @param options.max connections at most, 10 by default
 */
export function openDatabase(url: string, options: { max?: number } = {}): Db {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    types,
    application_name: 'assay',
    connectionTimeoutMillis: 10_000,
  });
  // A connection that dies while idle is replaced at the next query, which reports what is wrong if anything still is.
  pool.on('error', () => {});
  // One that dies within a transaction, between two statements, is reported by the next statement.
  pool.on('connect', (client) => client.on('error', () => {}));
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool }), plugins: [jsonPlugin] });
}

/**
 * Runs `work` in one transaction that sees and writes the rows of one workspace only, whoever the connecting user is.
 * Rolled back when `work` throws.
 *
 * @param options.waitForDisk false: what is committed survives the death of any process of ours, but the last half
 * second of it may be lost, as a whole, when the machine itself goes down. For what can simply be done again.
 */
export function inWorkspace<T>(
  db: Db,
  workspaceId: string,
  work: (trx: Transaction<Database>) => Promise<T>,
  options: { waitForDisk?: boolean } = {},
): Promise<T> {
  const commit = options.waitForDisk === false ? 'off' : 'on';
  return db.transaction().execute(async (trx) => {
    await sql`select set_config('role', ${appRole}, true), set_config('assay.workspace', ${workspaceId}, true),
      set_config('synchronous_commit', ${commit}, true)`.execute(trx);
    return work(trx);
  });
}

/**
 * Runs `work` in one transaction that sees every workspace. Only for the look-ups that come before the workspace is
 * known (whose key is this, which scans to resume) and for upkeep across all of them.
 */
export function asSystem<T>(db: Db, work: (trx: Transaction<Database>) => Promise<T>): Promise<T> {
  return db.transaction().execute(work);
}
