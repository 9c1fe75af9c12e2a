import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sweepCheckouts } from '#src/app/repo-checkout.ts';
import { makePracticeRepository } from '#src/range/practice-repository.ts';
import { type Loose, type TestApi, testApi } from './api.ts';
import { commitFiles, git, scratch } from './git.ts';
import { commissionRepo, type PlayedRepoScan, readRepoScan, registerLocal, scanRepo } from './repo-scan.ts';

const secretKey = Buffer.alloc(32, 9).toString('base64url').padEnd(44, '=');
/** Those that need nothing from outside. */
const embedded = ['iac', 'malware', 'sast', 'secrets'];

let api: TestApi;
let place: Awaited<ReturnType<typeof scratch>>;
let shop: string;
let repository: Loose;
let first: PlayedRepoScan;

beforeAll(async () => {
  place = await scratch();
  shop = join(place.folder, 'shop');
  makePracticeRepository(shop);
  api = await testApi({ secretKey, config: { dataDir: join(place.folder, 'data') } });
  repository = await registerLocal(api, shop);
  first = await scanRepo(api, repository.id, { scanners: embedded });
}, 120_000);
afterAll(async () => {
  await api?.close();
  await place?.remove();
});

const prints = ({ findings }: PlayedRepoScan): string[] =>
  findings.map(({ fingerprint }) => fingerprint).sort();
const at = ({ findings }: PlayedRepoScan): string[] =>
  findings.map(({ file_path, line_start, rule_id }) => `${file_path}:${line_start} ${rule_id}`).sort();

describe('the practice repository', () => {
  test('gives what it was made for, and nothing on the safe twins', () => {
    expect(first.scan.status).toBe('completed');
    expect(at(first)).toMatchSnapshot();
  });

  test('flows lead from source to sink, also across files', () => {
    const sql = first.findings.find(({ rule_id }) => rule_id === 'javascript-sql-injection');
    expect(sql.file_path).toBe('shop/store.js');
    expect(sql.flow[0].path).toBe('shop/server.js');
    expect(sql.flow.at(-1).path).toBe('shop/store.js');
    for (const { scanner, flow, proof } of first.findings) {
      if (scanner === 'sast' && proof.kind === 'taint-flow') expect(flow.length).toBeGreaterThan(1);
    }
  });

  test('its planted token is in no finding, event, log line, or row', async () => {
    const token = /ghp_\w+/.exec(readFileSync(join(shop, 'reports/settings.py'), 'utf8'))?.[0] as string;
    expect(first.findings.some(({ scanner }) => scanner === 'secrets')).toBe(true);
    const events = await api.app.db.selectFrom('scan_events').selectAll().execute();
    const rows = await Promise.all([
      api.app.db.selectFrom('findings').selectAll().execute(),
      api.app.db.selectFrom('units').selectAll().execute(),
      api.app.db.selectFrom('file_results').selectAll().execute(),
    ]);
    expect(JSON.stringify([first, events, rows, api.log])).not.toContain(token);
  });
});

describe('over time', () => {
  test('the same commit again: 0 new, 0 closed, and no file is judged twice', async () => {
    const again = await scanRepo(api, repository.id, { scanners: embedded });
    expect(prints(again)).toEqual(prints(first));
    expect(again.scan.stats.changes).toMatchObject({ since: first.id, new: 0, closed: 0 });
    expect(again.scan.stats.files_unchanged).toBe(again.scan.stats.files);
  });

  test('20 lines on top of every file: 0 new, 0 closed', async () => {
    const comment: Record<string, string> = {
      '.js': '// ',
      '.py': '# ',
      '.yaml': '# ',
      '.yml': '# ',
      '.tf': '# ',
    };
    for (const path of git(shop, 'ls-files').trim().split('\n')) {
      const mark = path === 'Dockerfile' ? '# ' : comment[path.slice(path.lastIndexOf('.'))];
      if (!mark) continue;
      const lines = Array.from({ length: 20 }, (_, line) => `${mark}line ${line}`).join('\n');
      const file = join(shop, path);
      writeFileSync(file, `${lines}\n${readFileSync(file, 'utf8')}`);
    }
    await commitFiles(shop, {});
    const moved = await scanRepo(api, repository.id, { scanners: embedded });
    expect(prints(moved)).toEqual(prints(first));
    expect(moved.scan.stats.changes).toMatchObject({ new: 0, closed: 0, unchanged: first.findings.length });
    const before = new Map(first.findings.map((finding) => [finding.fingerprint, finding.line_start]));
    // What is missing from a Dockerfile or a workflow is told at its first statement, or at its top.
    const still = moved.findings.filter(
      (finding) => finding.line_start !== before.get(finding.fingerprint) + 20,
    );
    expect(still.map(({ rule_id }) => rule_id)).toEqual([]);
  });

  test('a changed module brings the files back that import it: the flow through it is gone', async () => {
    const store = readFileSync(join(shop, 'shop/store.js'), 'utf8');
    await commitFiles(shop, { 'shop/store.js': store.replace(`'" + name + "'")`, `$1", [name])`) });
    const mended = await scanRepo(api, repository.id, { scanners: embedded });
    expect(mended.scan.stats.changes).toMatchObject({ new: 0, closed: 1 });
    expect(at(mended).join()).not.toContain('javascript-sql-injection');

    const newIn = async (scan: PlayedRepoScan, against: string) => {
      const answer = await api.call(
        'GET',
        `/repos/scans/${scan.id}/findings?limit=500&only_new_against=${against}`,
      );
      return answer.statusCode === 200
        ? answer.json().map(({ rule_id }: Loose) => rule_id)
        : answer.json().detail;
    };
    expect(await newIn(first, mended.id)).toEqual(['javascript-sql-injection']);
    expect(await newIn(mended, first.id)).toEqual([]);
    expect(await newIn(first, 'main')).toEqual(['javascript-sql-injection']);
    expect(await newIn(first, 'nowhere')).toContain('no completed scan of the branch "nowhere"');
  });
});

test('killed in the middle: it goes on, with no finding twice', async () => {
  const many = join(place.folder, 'many');
  const page = (n: number): string =>
    `from flask import request\n\ndef page_${n}(cursor):\n    cursor.execute("select ${n} where a = '" + request.args["a"] + "'")\n`;
  const files = Object.fromEntries(Array.from({ length: 1500 }, (_, n) => [`pages/page_${n}.py`, page(n)]));
  const { makeRepository } = await import('./git.ts');
  await makeRepository(many, files);
  const { id } = await registerLocal(api, many);
  const scanId = await commissionRepo(api, id, { scanners: ['sast'] });
  const done = async (): Promise<number> => {
    const rows = await api.app.db.selectFrom('units').select('index').where('scan_id', '=', scanId).execute();
    return rows.length;
  };
  let seen = 0;
  for (let kill = 0; kill < 3; kill++) {
    const child = worker(scanId);
    const over = once(child, 'exit');
    while ((await done()) <= seen && child.exitCode === null)
      await new Promise((next) => setTimeout(next, 5));
    child.kill('SIGKILL');
    await over;
    seen = await done();
  }
  expect(seen).toBeLessThan(30);
  await once(worker(scanId), 'exit');
  const { scan } = await readRepoScan(api, scanId);
  expect(scan.status).toBe('completed');
  expect(scan.stats).toMatchObject({ planned: 30, done: 30, files: 1500 });
  expect(scan.summary.high + scan.summary.critical).toBe(1500);
  const rows = await api.app.db
    .selectFrom('findings')
    .select('occurrences')
    .where('scan_id', '=', scanId)
    .execute();
  expect(rows).toHaveLength(1500);
  expect(rows.every(({ occurrences }) => occurrences === 1)).toBe(true);
}, 120_000);

function worker(scanId: string) {
  return spawn(process.execPath, [join(import.meta.dirname, 'scan-process.ts')], {
    env: {
      ...process.env,
      DATABASE_URL: api.url,
      ASSAY_SECRET_KEY: secretKey,
      ASSAY_DATA_DIR: join(place.folder, 'data'),
      LOG_LEVEL: 'error',
      SCAN_ID: scanId,
      WORKSPACE_ID: api.workspaceId,
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

test('the disk is given back, that of killed workers when the next one starts', async () => {
  await sweepCheckouts(api.app);
  const left = entries(join(place.folder, 'data'));
  expect(left.filter((path) => statSync(path).size > 0)).toEqual([]);
});

const entries = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
