import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cli, openCli } from '#test/cli.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { zipOf } from '#test/zip.ts';

let cli: Cli;
let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  cli = await openCli(database.url);
});
afterAll(async () => {
  await cli?.close();
  await database?.close();
});

test('advisories are imported with what was bad about them, and listed', async () => {
  const record = {
    id: 'GHSA-1',
    affected: [{ package: { ecosystem: 'npm', name: 'a' }, versions: ['1.0.0'] }],
  };
  const folder = join(cli.dataDir, 'export/npm');
  await mkdir(folder, { recursive: true });
  const entries = [
    { name: 'GHSA-1.json', data: JSON.stringify(record) },
    { name: 'bad\u001b[1m.json', data: '{' },
  ];
  await writeFile(join(folder, 'all.zip'), zipOf(entries));
  const imported = await cli.run(['advisories', 'import', 'export']);
  expect(imported).toMatchObject({ code: 0, stderr: expect.stringContaining('2 of 2 records') });
  expect(imported.stdout).toMatch(
    /^1 records for npm; 0 withdrawn ones are left out\n1 could not be used:\n {2}bad.*\.json: does not parse/,
  );
  expect(imported.stdout).not.toContain('\u001b');
  const [listed, shown, missing] = await Promise.all([
    cli.run(['advisories', 'list', '--json'], { ASSAY_OFFLINE: '1' }),
    cli.run(['advisories', 'status']),
    cli.run(['advisories', 'import', 'nowhere']),
  ]);
  expect(JSON.parse(listed.stdout)).toMatchObject({
    sources: [{ ecosystem: 'npm', records: 1 }],
    online: null,
  });
  expect(shown.stdout).toMatch(/npm[\s\S]*asked for at: https:\/\/api\.osv\.dev/);
  expect(missing).toMatchObject({ code: 2, stderr: expect.stringContaining('neither a folder nor') });
});
