import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cli, openCli } from '#test/cli.ts';

let cli: Cli;
// No database: these commands must not need one.
beforeAll(async () => {
  cli = await openCli('postgres://nobody@127.0.0.1:9/none');
});
afterAll(() => cli?.close());

test('a collection is brought by hand, listed and shown, and none of its questions printed', async () => {
  const file = join(cli.dataDir, 'rows.csv');
  await writeFile(
    file,
    'id,prompt,type,label\n1,Planted one?,homonyms,safe\n2,Planted two?,contrast_\u001b[1m,unsafe\n3,,a,safe\n',
  );
  const imported = await cli.run(['datasets', 'import', 'xstest', file]);
  expect(imported).toMatchObject({ code: 0, stderr: expect.stringContaining('licence CC-BY-4.0') });
  expect(imported.stdout).toMatch(
    /^xstest: 2 rows, sha256 [0-9a-f]{64}; not the known file of that collection; 1 bad rows/,
  );
  const [list, listed, show, shown] = await Promise.all([
    cli.run(['datasets', 'list']),
    cli.run(['datasets', 'list', '--json']),
    cli.run(['datasets', 'show', 'xstest']),
    cli.run(['datasets', 'show', 'xstest', '--json']),
  ]);
  expect(list.stdout).toMatch(/CC-BY-NC-SA-4\.0/);
  const infos: { id: string; cached: { rows: number } | null }[] = JSON.parse(listed.stdout);
  expect(infos.filter(({ cached }) => cached).map(({ id, cached }) => [id, cached?.rows])).toEqual([
    ['xstest', 2],
  ]);
  expect(show.stdout).toMatch(/Inverted: +1 rows[\s\S]*Bad: +row 3 has no question/);
  expect(JSON.parse(shown.stdout).content).toMatchObject({ rows: 2, inverted: 1, bad: [{ row: 3 }] });
  for (const { stdout } of [list, listed, show, shown]) expect(stdout).not.toContain('Planted');
  expect(show.stdout).not.toContain('\u001b[1m');
});

test.each([
  [['fetch', 'advbench', 'harmbenhc'], /unknown dataset "harmbenhc"; known: advbench, /],
  [['show', 'nope'], /unknown dataset "nope"/],
  [['import', 'xstest', '/no/such.csv'], /\/no\/such\.csv is not a file/],
])('%j ends with 2', async (args, reason) => {
  const { code, stdout, stderr } = await cli.run(['datasets', ...args]);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(reason);
});
