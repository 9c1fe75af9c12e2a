import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Cli, openCli } from '#test/cli.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { git, makeRepository, scratch, writeFiles } from '#test/git.ts';

let data: TestDatabase;
let cli: Cli;
let place: Awaited<ReturnType<typeof scratch>>;
let shop: string;

const flaw = (name: string): string =>
  `from flask import request\nimport os\n\ndef ${name}():\n    os.system("ls " + request.args["a"])\n`;
const scan = (...args: string[]) => cli.run(['scan', 'repo', shop, '--scanners', 'sast,secrets', ...args]);
const paths = (json: string): string[] =>
  JSON.parse(json)
    .findings.map(
      ({ location }: { location: { path: string; line_start: number } }) =>
        `${location.path}:${location.line_start}`,
    )
    .sort();

beforeAll(async () => {
  data = await testDatabase();
  cli = await openCli(data.url);
  place = await scratch();
  shop = join(place.folder, 'shop');
  await makeRepository(shop, { 'known.py': flaw('known') });
  git(shop, 'switch', '--quiet', '--create', 'feature');
  // Not committed: a folder is scanned as it stands.
  await writeFiles(shop, { 'fresh.py': flaw('fresh') });
});
afterAll(async () => {
  await cli?.close();
  await place?.remove();
  await data?.close();
});

test('a folder as it stands, as a table, with the exit code that was asked for', async () => {
  const table = await scan();
  expect(table).toMatchObject({ code: 0, stdout: expect.stringContaining('python-command-injection') });
  expect(table.stdout).toContain('known.py:5');
  expect(table.stdout).toContain('fresh.py:5');
  expect((await scan('--fail-on', 'high', '-q')).code).toBe(1);
});

test('a commit is what was committed', async () => {
  const { stdout, code } = await scan('--ref', 'main', '--json', '-q');
  expect([code, paths(stdout)]).toEqual([0, ['known.py:5']]);
});

describe('--only-new-against', () => {
  test.each(['main', 'HEAD'])('%s: only what it does not have, and that is said', async (ref) => {
    const { stdout, code } = await scan('--only-new-against', ref, '--json', '-q', '--fail-on', 'high');
    expect([code, paths(stdout)]).toEqual([1, ['fresh.py:5']]);
    expect(JSON.parse(stdout).notes).toContain(`1 findings are not listed: ${ref} has them too`);
    expect(JSON.parse(stdout).summary.critical + JSON.parse(stdout).summary.high).toBe(1);
  });

  test('a branch that there is not is a failure, not a clean result', async () => {
    const { code, stderr } = await scan('--only-new-against', 'nowhere', '-q');
    expect([code, stderr]).toEqual([3, expect.stringContaining('no branch or tag "nowhere"')]);
  });
});

test('a scanner that there is not is refused with those that there are', async () => {
  const { code, stderr } = await scan('--scanners', 'nothing');
  expect([code, stderr]).toEqual([2, expect.stringMatching(/unknown scanner "nothing"; known: .*sast/)]);
});

test('SARIF is printed and taken in again, count in = count out', async () => {
  const output = join(place.folder, 'out.sarif');
  const { stdout } = await scan('--format', 'sarif', '-q', '--output', output);
  expect(await readFile(output, 'utf8')).toContain('"version": "2.1.0"');
  const { runs } = JSON.parse(stdout);
  expect(runs[0].results).toHaveLength(2);
  expect(runs[0].results[0].codeFlows[0].threadFlows[0].locations.length).toBeGreaterThan(1);
  const taken = await cli.run(['import', 'sarif', output, '--repo', shop, '--json']);
  expect([taken.code, JSON.parse(taken.stdout).stats.imported]).toEqual([0, 2]);
});

test('a bill of materials of a folder', async () => {
  const lock = { lockfileVersion: 3, packages: { 'node_modules/ms': { version: '2.1.3' } } };
  await writeFiles(shop, { 'package-lock.json': JSON.stringify(lock) });
  const { code, stdout } = await cli.run(['sbom', shop, '--format', 'spdx']);
  expect([code, stdout]).toEqual([0, expect.stringContaining('pkg:npm/ms@2.1.3')]);
});

test.each([
  [['scan', 'repo', 'https://example.com/acme/shop'], 2, /a repository on github\.com/],
  [['scan', 'repo', '/does/not/exist'], 2, /does not exist|GitHub/],
  [['scan', 'repo', '.', '--token-env', 'NO_SUCH'], 2, /NO_SUCH is not set/],
  [['scan', 'repo', '.', '--output', 'a.txt'], 2, /\.json, \.md or \.sarif/],
  [['import', 'sarif', '/does/not/exist', '--repo', '.'], 2, /cannot be read/],
])('%j is refused with %i and a reason', async (args, code, said) => {
  const ended = await cli.run(args as string[]);
  expect([ended.code, ended.stderr]).toEqual([code, expect.stringMatching(said as RegExp)]);
});
