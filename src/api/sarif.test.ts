import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Loose, type TestApi, testApi } from '#test/api.ts';
import { makeRepository, scratch } from '#test/git.ts';
import { registerLocal } from '#test/repo-scan.ts';

let api: TestApi;
let place: Awaited<ReturnType<typeof scratch>>;
let repository: Loose;

beforeAll(async () => {
  place = await scratch();
  await makeRepository(join(place.folder, 'shop'), { 'a.py': 'x = 1\n' });
  api = await testApi({ config: { dataDir: join(place.folder, 'data') } });
  repository = await registerLocal(api, join(place.folder, 'shop'));
});
afterAll(async () => {
  await api?.close();
  await place?.remove();
});

const sarif = (results: number): string =>
  JSON.stringify({
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Tool X' } },
        results: Array.from({ length: results }, (_, n) => ({
          ruleId: 'rule-a',
          message: { text: `nul \u0000 and half a pair \ud800 ${n % 3}` },
          locations: [{ physicalLocation: { artifactLocation: { uri: 'a.py' }, region: { startLine: 1 } } }],
        })),
      },
    ],
  });
const send = (body: string, headers: Record<string, string> = {}) =>
  api.call('POST', `/repos/${repository.id}/sarif`, { body, headers });

test('as many findings as results, twins included, and the same fingerprints when it comes again', async () => {
  const first = await send(sarif(1200), { 'content-type': 'application/sarif+json' });
  expect([first.statusCode, first.json().status]).toEqual([201, 'completed']);
  const rows = (id: string) =>
    api.app.db
      .selectFrom('findings')
      .select('fingerprint')
      .where('scan_id', '=', id)
      .orderBy('fingerprint')
      .execute();
  const found = await rows(first.json().id);
  expect(found).toHaveLength(1200);
  const again = await send(sarif(1200));
  expect(await rows(again.json().id)).toEqual(found);
  const [one] = (await api.call('GET', `/repos/scans/${again.json().id}/findings?limit=1`)).json();
  expect(one).toMatchObject({ scanner: 'tool-x', rule_id: 'rule-a', file_path: 'a.py', line_start: 1 });
});

test.each([
  ['no JSON', 'hello', 400, 'it is not JSON'],
  ['no SARIF', '{"a": 1}', 400, 'an object without runs'],
])('%s is refused', async (_, body, status, said) => {
  const answer = await send(body);
  expect([answer.statusCode, answer.json().detail]).toEqual([status, expect.stringContaining(said)]);
});

test('with a byte order mark it is taken', async () => {
  expect((await send(`\ufeff${sarif(1)}`)).statusCode).toBe(201);
});

test('an imported finding cannot be looked at again, and says why', async () => {
  const scan = (await send(sarif(1))).json();
  const [finding] = (await api.call('GET', `/repos/scans/${scan.id}/findings`)).json();
  const answer = await api.call('POST', `/findings/${finding.id}/replay`);
  expect([answer.statusCode, answer.json().detail]).toEqual([
    409,
    expect.stringContaining('it was imported'),
  ]);
});
