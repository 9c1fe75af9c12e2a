import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cli, openCli } from '#test/cli.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { commitFiles, git, makeRepository, scratch } from '#test/git.ts';
import { type GithubServer, githubServer } from '#test/github-server.ts';

const token = ['ghp', 'C'.repeat(36)].join('_');

let data: TestDatabase;
let cli: Cli;
let place: Awaited<ReturnType<typeof scratch>>;
let github: GithubServer;
const at = (...parts: string[]) => join(place.folder, ...parts);
const run = (args: readonly string[], env: Record<string, string> = {}) =>
  cli.run(args, { ASSAY_GITHUB_API: github.api, ASSAY_GITHUB_URL: github.origin, ...env });

beforeAll(async () => {
  data = await testDatabase();
  cli = await openCli(data.url);
  place = await scratch();
  await makeRepository(at('work'), { a: '1' });
  github = await githubServer(place.folder, { 'acme/shop': { tokens: [token] } });
});
afterAll(async () => {
  await cli?.close();
  await github?.close();
  await place?.remove();
  await data?.close();
});

test('assay repos: add, list, refresh, scan, remove', async () => {
  expect(await run(['repos', 'list'])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('No repositories'),
  });

  const shop = await run(['repos', 'add', `${github.origin}/acme/shop`, '--token-env', 'SHOP'], {
    SHOP: token,
  });
  expect(shop).toMatchObject({ code: 0, stdout: expect.stringMatching(/^[0-9a-f-]{36}\n$/) });
  const local = await run(['repos', 'add', at('work'), '--json']);
  expect(JSON.parse(local.stdout)).toMatchObject({ provider: 'local', name: 'work', default_branch: 'main' });
  const { id } = JSON.parse(local.stdout);

  const listed = JSON.parse((await run(['repos', 'list', '--json'])).stdout);
  expect(listed).toMatchObject([{ name: 'work' }, { name: 'acme/shop', has_token: true }]);
  const table = (await run(['repos', 'list'])).stdout;
  expect(table).toContain('acme/shop');
  expect(table + JSON.stringify(listed)).not.toContain(token);

  git(at('work'), 'checkout', '--quiet', '-b', 'trunk');
  await commitFiles(at('work'), { a: '2' });
  expect((await run(['repos', 'refresh', id])).stdout).toBe('default branch: trunk\n');

  const wanted = ['--history', '--check-liveness'];
  const offline = await run(['repos', 'scan', id, ...wanted], { ASSAY_OFFLINE: '1' });
  expect(offline).toMatchObject({ code: 2, stderr: expect.stringContaining('ASSAY_OFFLINE is on') });
  const scan = await run(['repos', 'scan', id, '--ref', 'main', '--json', ...wanted]);
  expect(JSON.parse(scan.stdout)).toMatchObject({ repository_id: id, status: 'queued', ref: 'main' });
  const { config } = await data.db.selectFrom('scans').select('config').executeTakeFirstOrThrow();
  expect(config).toMatchObject({ history: true, check_liveness: true });

  expect((await run(['repos', 'remove', id])).code).toBe(0);
  expect((await run(['repos', 'refresh', id])).stderr).toContain('repository not found');
});

test.each([
  [['add', 'https://gitlab.com/a/b'], /not one of a repository on github\.com/],
  [['add', './no-such-folder'], /does not exist/],
  [['add', 'https://github.com/acme/shop', '--token-env', 'NO_SUCH'], /NO_SUCH is not set/],
  [
    ['scan', '7c5f1f0e-52a4-4c1e-9a3e-1d2b8f6f0a11', '--commit', 'abc'],
    /commit_sha: must be a full commit id/,
  ],
])('assay repos %j says what is wrong', async (args, message) => {
  const ended = await run(['repos', ...args]);
  expect(ended.code).not.toBe(0);
  expect(ended.stderr).toMatch(message);
});

test('a token from a file; a refused one is not shown', async () => {
  const wrong = ['ghp', 'W'.repeat(36)].join('_');
  await writeFile(at('token'), `${wrong}\n`);
  const ended = await run(['repos', 'add', `${github.origin}/acme/shop`, '--token-file', at('token')]);
  expect(ended.stderr).toMatch(/token is refused/);
  expect(ended.stdout + ended.stderr).not.toContain(wrong);
});
