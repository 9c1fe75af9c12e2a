import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Range, startRange } from '#src/range/chat-model.ts';
import { asSystem } from '#src/store/database.ts';
import { type TestApi, testApi } from './api.ts';
import { commission, readScan } from './scan.ts';

let api: TestApi;
let range: Range;
const secretKey = Buffer.alloc(32, 9).toString('base64url').padEnd(44, '=');

beforeAll(async () => {
  api = await testApi({ secretKey });
  range = await startRange({ latencyMs: 20 });
});
afterAll(async () => {
  await range?.stop();
  await api?.close();
});

/** A process of its own that runs one scan. */
function worker(scanId: string): ChildProcess {
  return spawn(process.execPath, [join(import.meta.dirname, 'scan-process.ts')], {
    env: {
      ...process.env,
      DATABASE_URL: api.url,
      ASSAY_SECRET_KEY: secretKey,
      LOG_LEVEL: 'error',
      SCAN_ID: scanId,
      WORKSPACE_ID: api.workspaceId,
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

const ended = async (child: ChildProcess) =>
  child.exitCode ?? child.signalCode ?? (await once(child, 'exit'))[0];

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(50);
}

/** The most arrivals in any window of a second. */
function mostPerSecond(arrivals: readonly number[]): number {
  let most = 0;
  for (let from = 0, to = 0; to < arrivals.length; to++) {
    while (arrivals[to]! - arrivals[from]! >= 1000) from++;
    most = Math.max(most, to - from + 1);
  }
  return most;
}

/** Who is on record with what, of those whose lease has not ended. */
const shares = () =>
  asSystem(api.app.db, async (trx) => {
    const rows = await trx
      .selectFrom('endpoint_shares')
      .select(['holder', 'granted'])
      .where('expires_at', '>', new Date())
      .execute();
    return rows.map(({ granted }) => granted);
  });

test('three workers on one endpoint keep its limits together, and share those of one that is killed', async () => {
  const limits = { model: 'gullible', concurrency: 6, max_rps: 20, rate_burst: 4 };
  const ask = (maxAttempts: number) => commission(api, { baseUrl: range.url, maxAttempts, config: limits });
  const scans = [await ask(150), await ask(150), await ask(50)];
  const workers = scans.map(worker);
  try {
    await until(async () => (await shares()).filter(({ perSecond }) => Number(perSecond) >= 6).length === 3);
    const from = range.calls().total;
    await until(() => range.calls().total >= from + 20);
    workers[2]!.kill('SIGKILL');
    await ended(workers[2]!);
    await until(async () => {
      const held = (await shares()).map(({ concurrency, perSecond }) => [concurrency, perSecond]);
      return JSON.stringify(held) === '[[3,10],[3,10]]';
    });
    workers[2] = worker(scans[2]!);
    expect(await Promise.all(workers.map(ended))).toEqual([0, 0, 0]);
  } finally {
    for (const one of workers) one.kill('SIGKILL');
  }
  const played = await Promise.all(scans.map((id) => readScan(api, id)));
  expect(played.map(({ scan }) => scan.status)).toEqual(['completed', 'completed', 'completed']);
  expect(played.map(({ attempts }) => attempts.length)).toEqual([150, 150, 50]);
  expect(played.flatMap(({ attempts }) => attempts.filter(({ outcome }) => outcome === 'error'))).toEqual([]);
  // Alone each would send 20. A machine that stands still between sending and receiving bunches a few up.
  expect(mostPerSecond(range.calls().arrivals)).toBeLessThanOrEqual(24);
  expect(range.calls().maxInFlight).toBeLessThanOrEqual(6);
  expect(await shares()).toEqual([]);
}, 180_000);
