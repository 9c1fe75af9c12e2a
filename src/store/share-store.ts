import { createHash } from 'node:crypto';
import type { Transaction } from 'kysely';
import { sql } from 'kysely';
import {
  countsForMs,
  divide,
  type EndpointLimits,
  type ShareHolder,
  type ShareReport,
  type ShareStore,
  type ShareTiming,
  type Units,
  unitKeys,
} from '#src/core/shares.ts';
import { asSystem, type Db } from './database.ts';
import { toJson } from './json.ts';
import type { Database } from './schema.ts';

type Trx = Transaction<Database>;

export const shareTiming: ShareTiming = { beatMs: 2000, leaseMs: 10_000 };

/**
 * The shares of endpoints' limits in the tables `endpoints` and `endpoint_shares`, for all processes on this database.
 * All moments are the database's: no process's clock is compared with another's.
 *
 * @param timing must be the same in all processes
 */
export function databaseShares(db: Db, timing = shareTiming): ShareStore {
  return {
    timing,
    beat: (endpoint, holder, report) => beat(db, hashOf(endpoint), holder, report, timing),
    leave: (endpoint, holder, held) => leave(db, hashOf(endpoint), holder, held, timing),
  };
}

async function beat(db: Db, hash: string, holder: string, report: ShareReport, timing: ShareTiming) {
  return atEndpoint(db, hash, report.pauseMs, timing, async (trx, { nowMs, pauseMs }) => {
    const holders = await readHolders(trx, hash);
    const known = holders.find(({ id }) => id === holder);
    const me: ShareHolder = {
      id: holder,
      limits: report.limits,
      demands: report.demands,
      granted: report.held,
      expiresInMs: known?.expiresInMs ?? 0,
    };
    const all = known ? holders.map((one) => (one.id === holder ? me : one)) : [...holders, me];
    const { granted, share } = divide(all, me, Math.floor(nowMs / timing.leaseMs));
    await forget(trx, hash, all, share.limits);
    const values = {
      demands: report.demands,
      limits: toJson(report.limits),
      granted: toJson(granted),
      expires_at: inMs(timing.leaseMs),
    };
    await trx
      .insertInto('endpoint_shares')
      .values({ key_hash: hash, holder, ...values })
      .onConflict((conflict) => conflict.columns(['key_hash', 'holder']).doUpdateSet(values))
      .execute();
    return { ...share, pauseMs };
  });
}

async function leave(db: Db, hash: string, holder: string, held: Units, timing: ShareTiming): Promise<void> {
  await atEndpoint(db, hash, 0, timing, async (trx) => {
    await trx
      .updateTable('endpoint_shares')
      .set({ expires_at: inMs(0), demands: false, granted: toJson(held) })
      .where('key_hash', '=', hash)
      .where('holder', '=', holder)
      .execute();
  });
}

/**
 * Holds the endpoint's row, so that beats follow one another. A process that stops in the middle of one (its machine
 * gone, or stopped) would keep the others waiting for longer than their leases: it is cut off before.
 */
async function atEndpoint<T>(
  db: Db,
  hash: string,
  pauseMs: number,
  { leaseMs }: ShareTiming,
  act: (trx: Trx, endpoint: { nowMs: number; pauseMs: number }) => Promise<T>,
): Promise<T> {
  const cutMs = String(Math.ceil(leaseMs / 4));
  return asSystem(db, async (trx) => {
    await sql`select set_config('idle_in_transaction_session_timeout', ${cutMs}, true),
      set_config('lock_timeout', ${String(leaseMs)}, true)`.execute(trx);
    const { rows } = await sql<{ now_ms: number; pause_ms: number }>`
      insert into endpoints as e (key_hash, paused_until) values (${hash}, ${inMs(pauseMs)})
      on conflict (key_hash) do update set paused_until = greatest(e.paused_until, excluded.paused_until)
      returning ${msOf(sql`clock_timestamp()`)} as now_ms,
        ${msOf(sql`e.paused_until - clock_timestamp()`)} as pause_ms`.execute(trx);
    const { now_ms: nowMs, pause_ms: left } = rows[0]!;
    return act(trx, { nowMs, pauseMs: Math.max(0, left) });
  });
}

/** In order of joining. */
async function readHolders(trx: Trx, hash: string): Promise<ShareHolder[]> {
  const rows = await trx
    .selectFrom('endpoint_shares')
    .select(['holder', 'limits', 'demands', 'granted'])
    .select(msOf(sql`expires_at - clock_timestamp()`).as('expires_in_ms'))
    .where('key_hash', '=', hash)
    .orderBy('joined_at')
    .orderBy('holder')
    .execute();
  return rows.map(({ holder, limits, demands, granted, expires_in_ms: expiresInMs }) => ({
    id: holder,
    limits,
    demands,
    granted,
    expiresInMs,
  }));
}

/** Removes the rows of the dead whose starts no longer count anywhere. */
async function forget(trx: Trx, hash: string, holders: readonly ShareHolder[], limits: EndpointLimits) {
  const countsMs = Math.max(...unitKeys.map((key) => countsForMs(key, limits)));
  const gone = holders.filter(({ expiresInMs }) => expiresInMs + countsMs <= 0).map(({ id }) => id);
  if (gone.length === 0) return;
  await trx.deleteFrom('endpoint_shares').where('key_hash', '=', hash).where('holder', 'in', gone).execute();
}

const hashOf = (endpoint: string): string => createHash('sha256').update(endpoint).digest('hex');

/** The database's clock as it runs, not as it stood when the transaction began: that may have waited for its turn. */
const inMs = (ms: number) =>
  sql<Date>`clock_timestamp() + ${ms}::double precision * interval '1 millisecond'`;

const msOf = (moment: ReturnType<typeof sql>) =>
  sql<number>`(extract(epoch from ${moment}) * 1000)::double precision`;
