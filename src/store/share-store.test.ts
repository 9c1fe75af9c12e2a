import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ShareReport, Units } from '#src/core/shares.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { asSystem, inWorkspace, openDatabase } from './database.ts';
import { databaseShares } from './share-store.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const units = (concurrency: number, perSecond: number | null = null): Units => ({
  concurrency,
  perSecond,
  perMinute: null,
});
const report = (held: Units, more: Partial<ShareReport> = {}): ShareReport => ({
  limits: { concurrency: 6, perSecond: 20, perMinute: null },
  demands: true,
  held,
  pauseMs: 0,
  ...more,
});

/** Moves the end of a holder's lease, as time would. */
const age = (holder: string, seconds: number) =>
  asSystem(database.db, (trx) =>
    sql`update endpoint_shares set expires_at = expires_at - ${seconds} * interval '1 second' where holder = ${holder}`.execute(
      trx,
    ),
  );

describe('databaseShares', () => {
  test('the first has everything; a second gets what the first gave up, and everything once that has left', async () => {
    const endpoint = 'https://model.example/first';
    const store = databaseShares(database.db);
    const [a, b] = [randomUUID(), randomUUID()];
    const beatA = (held: Units) => store.beat(endpoint, a, report(held));
    const beatB = (held: Units) => store.beat(endpoint, b, report(held));
    expect(await beatA(units(0, 0))).toMatchObject({ units: units(6, 20), settled: true, pauseMs: 0 });
    expect(await beatB(units(0, 0))).toMatchObject({ units: units(0, 0), settled: false });
    expect(await beatA(units(6, 20))).toMatchObject({ units: units(3, 10), settled: false });
    expect(await beatB(units(0, 0))).toMatchObject({ units: units(0, 0) });
    expect(await beatA(units(4, 10))).toMatchObject({ units: units(3, 10), settled: false });
    expect(await beatB(units(0, 0))).toMatchObject({ units: units(2, 10), settled: false });
    await store.leave(endpoint, a, units(0, 7));
    // What it started within the last second still counts at the endpoint.
    expect(await beatB(units(2, 10))).toMatchObject({ units: units(6, 13), settled: false });
    await age(a, 1.6);
    expect(await beatB(units(6, 13))).toMatchObject({ units: units(6, 20), settled: true });
  });

  test('a dead holder’s share is another’s when its lease has ended; who comes back gets what is left', async () => {
    const endpoint = 'https://model.example/dead';
    const store = databaseShares(database.db);
    const [a, b] = [randomUUID(), randomUUID()];
    await store.beat(endpoint, a, report(units(0, 0)));
    await age(a, 9);
    expect(await store.beat(endpoint, b, report(units(0, 0)))).toMatchObject({ units: units(0, 0) });
    await age(a, 1.1);
    expect(await store.beat(endpoint, b, report(units(0, 0)))).toMatchObject({ units: units(6, 0) });
    await age(a, 2);
    expect(await store.beat(endpoint, b, report(units(6, 0)))).toMatchObject({ units: units(6, 20) });
    expect(await store.beat(endpoint, a, report(units(2, 0)))).toMatchObject({ units: units(0, 0) });
  });

  test('beats at once from many connections never grant more than there is', async () => {
    const endpoint = 'https://model.example/crowd';
    const dbs = Array.from({ length: 4 }, () => openDatabase(database.url, { max: 4 }));
    const holders = Array.from({ length: 12 }, (_, i) => ({
      id: randomUUID(),
      store: databaseShares(dbs[i % 4]!),
      held: units(0, 0),
    }));
    const granted = async () => {
      const rows = await asSystem(database.db, (trx) =>
        trx.selectFrom('endpoint_shares').select(['granted', 'key_hash']).execute(),
      );
      return rows.filter(({ key_hash: hash }) => hash === crowd).map(({ granted }) => granted);
    };
    let crowd = '';
    for (let round = 0; round < 6; round++) {
      await Promise.all(
        holders.map(async (holder) => {
          holder.held = (await holder.store.beat(endpoint, holder.id, report(holder.held))).units;
        }),
      );
      const { rows } = await sql<{ key_hash: string }>`
        select key_hash from endpoint_shares where holder = ${holders[0]!.id}`.execute(database.db);
      crowd = rows[0]!.key_hash;
      const all = await granted();
      expect(all).toHaveLength(12);
      for (const key of ['concurrency', 'perSecond'] as const) {
        const limit = key === 'concurrency' ? 6 : 20;
        expect(all.reduce((sum, one) => sum + (one[key] ?? 0), 0)).toBeLessThanOrEqual(limit);
        expect(holders.reduce((sum, { held }) => sum + (held[key] ?? 0), 0)).toBeLessThanOrEqual(limit);
      }
    }
    expect(holders.reduce((sum, { held }) => sum + (held.perSecond ?? 0), 0)).toBe(20);
    for (const db of dbs) await db.destroy();
  });

  test('a pause is told to whoever beats, and outlives who was asked for it', async () => {
    const endpoint = 'https://model.example/pause';
    const store = databaseShares(database.db);
    const [a, b] = [randomUUID(), randomUUID()];
    await store.beat(endpoint, a, report(units(0, 0), { pauseMs: 60_000 }));
    await store.beat(endpoint, a, report(units(6, 20), { pauseMs: 10 }));
    await store.leave(endpoint, a, units(0, 0));
    const { pauseMs } = await store.beat(endpoint, b, report(units(0, 0)));
    expect(pauseMs).toBeGreaterThan(30_000);
    expect(pauseMs).toBeLessThanOrEqual(60_000);
    const elsewhere = await store.beat('https://model.example/other', b, report(units(0, 0)));
    expect(elsewhere.pauseMs).toBe(0);
  });

  test('no request or job can read or change the shares, and no address is kept', async () => {
    const endpoint = 'https://secret-name.example/v1';
    await databaseShares(database.db).beat(endpoint, randomUUID(), report(units(0, 0)));
    for (const table of ['endpoints', 'endpoint_shares']) {
      const denied = inWorkspace(database.db, database.workspaceId, (trx) =>
        sql`select * from ${sql.table(table)}`.execute(trx),
      );
      await expect(denied).rejects.toThrow('permission denied');
      const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.table(table)} t`.execute(
        database.db,
      );
      expect(JSON.stringify(rows)).not.toContain('secret-name');
    }
  });

  test('a process that is stopped in the middle of a beat holds nobody up for a lease, and goes on afterwards', async () => {
    const endpoint = 'https://model.example/stopped';
    const store = databaseShares(database.db, { beatMs: 200, leaseMs: 1000 });
    const child = spawn(process.execPath, [join(import.meta.dirname, '../../test/beat-process.ts')], {
      env: { ...process.env, DATABASE_URL: database.url, ENDPOINT: endpoint },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
      const holder = randomUUID();
      for (let stop = 0; stop < 5; stop++) {
        do {} while ((await lines.next()).value !== 'beat');
        child.kill('SIGSTOP');
        // A beat waits for the endpoint's row for a lease at most: that it is answered is what is to be shown.
        await store.beat(endpoint, holder, report(units(0, 0)));
        child.kill('SIGCONT');
      }
      do {} while ((await lines.next()).value !== 'beat');
    } finally {
      child.kill('SIGKILL');
    }
  });
});
