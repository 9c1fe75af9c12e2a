import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openPool, TaskLost, type WorkerPool } from './worker-pool.ts';

let folder: string;
let pool: WorkerPool<string, string> | null = null;
const never = new AbortController().signal;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-pool-'));
  writeFileSync(
    join(folder, 'work.mjs'),
    `import { parentPort, workerData, threadId } from 'node:worker_threads';
     parentPort.on('message', (task) => {
       if (task === 'hang') for (;;);
       if (task === 'crash') process.exit(3);
       if (task === 'fill') { const all = []; for (;;) all.push(new Array(1e6).fill(task)); }
       if (task === 'who') return parentPort.postMessage({ result: String(threadId) });
       if (task === 'env') return parentPort.postMessage({ result: JSON.stringify(process.env) });
       if (task === 'fail') return parentPort.postMessage({ error: 'no ' + workerData.name });
       parentPort.postMessage({ result: task + ' ' + workerData.name });
     });`,
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => pool?.close());

const open = (options: { size?: number; taskMs?: number } = {}) => {
  const script = pathToFileURL(join(folder, 'work.mjs'));
  const { size = 2, taskMs = 60_000 } = options;
  pool = openPool({ script, size, data: { name: 'Orla' }, taskMs, heapMb: 64 });
  return pool;
};

test('tasks are done, each once, and errors are those of their task', async () => {
  const pool = open();
  const answers = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((task) => pool.run(task, never)));
  expect(answers).toEqual(['a Orla', 'b Orla', 'c Orla', 'd Orla', 'e Orla']);
  await expect(pool.run('fail', never)).rejects.toThrow('no Orla');
});

test.each([
  ['hang', 'it took longer than 0.3 s'],
  ['fill', 'it needed more than 64 MB of memory'],
  ['crash', 'its thread ended'],
])('a task that makes its thread %s is lost alone', async (task, reason) => {
  const pool = open({ size: 1, taskMs: task === 'hang' ? 300 : 60_000 });
  const lost = pool.run(task, never);
  const others = ['a', 'b'].map((other) => pool.run(other, never));
  await expect(lost).rejects.toThrow(reason);
  await expect(lost).rejects.toBeInstanceOf(TaskLost);
  expect(await Promise.all(others)).toEqual(['a Orla', 'b Orla']);
});

test('threads are kept between tasks, have no environment, and no more than asked for', async () => {
  const pool = open({ size: 2 });
  const threads = await Promise.all(Array.from({ length: 10 }, () => pool.run('who', never)));
  expect(new Set(threads).size).toBeLessThanOrEqual(2);
  expect(await pool.run('env', never)).toBe('{}');
});

test('what waits when the signal comes is not done', async () => {
  const pool = open({ size: 1 });
  const stop = new AbortController();
  const first = pool.run('a', stop.signal);
  const second = pool.run('b', stop.signal);
  stop.abort(new Error('stopped'));
  expect(await first).toBe('a Orla');
  await expect(second).rejects.toThrow('stopped');
});
