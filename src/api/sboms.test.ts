import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Loose, type TestApi, testApi } from '#test/api.ts';
import { makeRepository, scratch } from '#test/git.ts';
import { registerLocal } from '#test/repo-scan.ts';

let api: TestApi;
let place: Awaited<ReturnType<typeof scratch>>;
let repository: Loose;
let commit: string;

const lock = JSON.stringify({
  name: 'shop',
  lockfileVersion: 3,
  packages: { '': { name: 'shop' }, 'node_modules/ms': { version: '2.1.3' } },
});

beforeAll(async () => {
  place = await scratch();
  commit = await makeRepository(join(place.folder, 'shop'), { 'package-lock.json': lock });
  api = await testApi({ config: { dataDir: join(place.folder, 'data') } });
  repository = await registerLocal(api, join(place.folder, 'shop'));
});
afterAll(async () => {
  await api?.close();
  await place?.remove();
});

test('none yet: 404 that says how to make one; unknown format: 422; unknown repository: 404', async () => {
  const none = await api.call('GET', `/repos/${repository.id}/sbom`);
  expect([none.statusCode, none.json().detail]).toEqual([404, expect.stringContaining('POST /repos/')]);
  expect((await api.call('POST', `/repos/${repository.id}/sbom?format=swid`)).statusCode).toBe(422);
  expect((await api.call('POST', '/repos/00000000-0000-4000-8000-000000000000/sbom')).statusCode).toBe(404);
});

test.each([
  ['cyclonedx', 'application/vnd.cyclonedx+json; version=1.6', (bill: Loose) => bill.components[0].purl],
  ['spdx', 'application/spdx+json', (bill: Loose) => JSON.stringify(bill.packages)],
])('%s is made, kept, and given again as it is', async (format, type, purlOf) => {
  const made = await api.call('POST', `/repos/${repository.id}/sbom?format=${format}`);
  expect([made.statusCode, made.headers['content-type'], made.headers['x-assay-commit']]).toEqual([
    201,
    type,
    commit,
  ]);
  expect(purlOf(made.json())).toContain('pkg:npm/ms@2.1.3');
  const kept = await api.call('GET', `/repos/${repository.id}/sbom?format=${format}`);
  expect([kept.statusCode, kept.headers['content-type'], kept.body]).toEqual([200, type, made.body]);
});

test('another workspace has none of it', async () => {
  const { key } = await api.neighbour();
  for (const method of ['GET', 'POST'] as const)
    expect((await api.call(method, `/repos/${repository.id}/sbom`, { key })).statusCode).toBe(404);
});
