import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { executeScan } from '#src/app/execute-scan.ts';
import { type TestApi, testApi } from '#test/api.ts';

let api: TestApi;
let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'assay-scans-'));
  await mkdir(join(dataDir, 'datasets'));
  await writeFile(join(dataDir, 'datasets', 'own.csv'), 'prompt\nOne?\nTwo?\n');
  api = await testApi({ config: { dataDir } });
});
afterAll(async () => {
  await api.close();
  await rm(dataDir, { recursive: true, force: true });
});

/** The id of a target with these datasets. */
async function targetWith(datasets: readonly string[]): Promise<string> {
  const created = await api.call('POST', '/targets', {
    body: {
      name: 'Model',
      base_url: 'http://127.0.0.1:9/v1',
      kind: 'llm',
      llm_config: { provider: 'openai-chat', redteam: { datasets } },
    },
  });
  expect(created.statusCode, created.body).toBe(201);
  return created.json().id;
}

/** The answer to a dry run of a target with these datasets. */
async function plan(...datasets: string[]) {
  const body = { target_id: await targetWith(datasets) };
  const answer = await api.call('POST', '/scans?dry_run=true', { body });
  return { status: answer.statusCode, ...answer.json() };
}

it('a plan holds what is at hand, and says what is not', async () => {
  const { status, notes } = await plan('file://own.csv', 'http://127.0.0.1:9/rows.csv?key=hush', 'harmbench');
  expect(status).toBe(200);
  expect(notes).toEqual(
    expect.arrayContaining([
      'dataset own-own: 2 rows of file://own.csv (csv)',
      'dataset http://127.0.0.1:9/rows.csv: read when the scan starts, and so not counted in this plan',
      expect.stringContaining('assay datasets fetch harmbench brings it'),
    ]),
  );
});

it('a file that is not there, or may not be read, is refused with its field', async () => {
  expect(await plan('xstest', 'file://gone.csv')).toEqual({
    status: 400,
    detail: expect.stringMatching(/^redteam\.datasets\.1: file:\/\/gone\.csv is not there/),
  });
  const { status, detail } = await plan('file://../secret.key');
  expect([status, detail]).toEqual([400, expect.not.stringContaining(dataDir)]);
});

it('a scan whose address cannot be read fails with its field and asks the target nothing', async () => {
  const body = { target_id: await targetWith(['http://127.0.0.1:9/rows.csv?key=hush']) };
  const { id } = (await api.call('POST', '/scans', { body })).json();
  await executeScan(api.app, { scanId: id, workspaceId: api.workspaceId }, new AbortController().signal);
  const scan = (await api.call('GET', `/scans/${id}`)).json();
  expect(scan.status).toBe('failed');
  expect(scan.error).toMatch(/^redteam\.datasets\.0: http:\/\/127\.0\.0\.1:9\/rows\.csv cannot be read/);
  expect(scan.error).not.toContain('hush');
});
