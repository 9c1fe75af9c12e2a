import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Loose } from '#test/api.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { openAdvisories } from './advisories.ts';
import { importAdvisories } from './import-advisories.ts';

let database: TestDatabase;
let folder: string;
let server: Server;
let base: string;
const asked: Loose[] = [];

beforeAll(async () => {
  database = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'assay-advisories-'));
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    if (request.method === 'GET') return void response.end('{"id": "PYSEC-1", "affected": []}');
    const { queries } = JSON.parse(Buffer.concat(chunks).toString());
    asked.push(...queries);
    response.end(JSON.stringify({ results: queries.map(() => ({ vulns: [{ id: 'PYSEC-1' }] })) }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true, force: true });
  await database.close();
});

const npm = { ecosystem: 'npm', name: 'lodash', version: '4.17.20' };
const pypi = { ecosystem: 'PyPI', name: 'flask', version: '0.12' };

test('nothing imported and nobody to ask: there are no advisories', async () => {
  const source = openAdvisories({ db: database.db, config: { osvApi: null } });
  expect(await source.describe()).toBeNull();
  expect(await source.origins?.(['npm'])).toEqual(new Map());
  expect(await source.candidates([npm], new AbortController().signal)).toEqual([[]]);
  await source.close();
});

test('what was imported is never asked for elsewhere, and the rest only where that is allowed', async () => {
  const affected = [{ package: { ecosystem: 'npm', name: 'lodash' }, versions: ['4.17.20'] }];
  await writeFile(join(folder, 'GHSA-1.json'), JSON.stringify({ id: 'GHSA-1', affected }));
  await importAdvisories(database.db, [folder]);
  const source = openAdvisories({ db: database.db, config: { osvApi: base } });
  const answers = await source.candidates([pypi, npm], new AbortController().signal);
  expect(answers.map((records) => records.map((record) => (record as Loose).id))).toEqual([
    ['PYSEC-1'],
    ['GHSA-1'],
  ]);
  expect(asked).toEqual([{ package: { ecosystem: 'PyPI', name: 'flask' }, version: '0.12' }]);
  expect(await source.describe()).toMatch(/^imported \d{4}-\d\d-\d\d: npm; 127\.0\.0\.1:\d+ for the others$/);
  const origins = await source.origins?.(['npm', 'PyPI']);
  expect(origins?.get('npm')).toEqual({ name: 'imported', date: expect.stringMatching(/^\d{4}-/) });
  expect(origins?.get('PyPI')).toEqual({ name: expect.stringMatching(/^127/), date: null });
  await source.close();
  const offline = openAdvisories({ db: database.db, config: { osvApi: null } });
  expect([...((await offline.origins?.(['npm', 'PyPI'])) ?? [])].map(([name]) => name)).toEqual(['npm']);
  expect(await offline.candidates([pypi], new AbortController().signal)).toEqual([[]]);
  await offline.close();
});
