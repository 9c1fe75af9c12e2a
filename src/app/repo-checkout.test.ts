import { readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApi, testApi } from '#test/api.ts';
import { commitFiles, git, makeRepository, scratch } from '#test/git.ts';
import { type GithubServer, githubServer } from '#test/github-server.ts';
import { transact } from './context.ts';
import { checkOutRepository } from './repo-checkout.ts';
import { findRepository, patchRepository, register, seeGithub, seeLocal } from './repositories.ts';

const token = ['ghp', 'K'.repeat(36)].join('_');
const { signal } = new AbortController();

let place: Awaited<ReturnType<typeof scratch>>;
let github: GithubServer;
let api: TestApi;
let [first, newest] = ['', ''];
const at = (...parts: string[]) => join(place.folder, ...parts);

beforeAll(async () => {
  place = await scratch();
  first = await makeRepository(at('work'), { 'a.js': '1' });
  newest = await commitFiles(at('work'), { 'a.js': '2' });
  git(place.folder, 'clone', '--quiet', '--bare', 'work', 'acme/shop.git');
  github = await githubServer(place.folder, { 'acme/shop': { tokens: [token] } });
  api = await testApi({
    config: {
      githubApi: github.api,
      githubUrl: github.origin,
      dataDir: at('data'),
      checkout: { maxBytes: 1e7, maxFiles: 100, maxFileBytes: 1e6, timeoutMs: 60_000 },
    },
  });
});
afterAll(async () => {
  await api.close();
  await github.close();
  await place.remove();
});

const job = (repositoryId: string) =>
  ({ workspaceId: api.workspaceId, repositoryId, scanId: 's', ref: null, commit: null }) as const;
const stored = (id: string) => transact(api.app, api.workspaceId, (work) => findRepository(work, id));
const registered = async () => {
  const seen = await seeGithub(api.app, api.workspaceId, { url: `${github.origin}/acme/shop`, token });
  return transact(api.app, api.workspaceId, (work) => register(work, seen));
};

test('a private repository with its stored token, by ref and by commit', async () => {
  const { id } = await registered();
  for (const [wanted, expected] of [
    [{}, newest],
    [{ ref: 'main' }, newest],
    [{ commit: first }, first],
  ] as const) {
    const checkout = await checkOutRepository(api.app, { ...job(id), ...wanted }, signal);
    expect(checkout).toMatchObject({ commit: expected, branch: 'main' });
    await checkout.close();
  }
  expect(await readdir(at('data', 'checkouts'))).toEqual([]);
});

test('the default branch is noted as the server has it, unless people chose one', async () => {
  const { id } = await registered();
  git(at('acme', 'shop.git'), 'branch', '--move', 'main', 'trunk');
  await (await checkOutRepository(api.app, job(id), signal)).close();
  expect((await stored(id)).defaultBranch).toBe('trunk');
  await transact(api.app, api.workspaceId, (work) => patchRepository(work, id, { default_branch: 'chosen' }));
  await (await checkOutRepository(api.app, job(id), signal)).close();
  expect((await stored(id)).defaultBranch).toBe('chosen');
  await transact(api.app, api.workspaceId, (work) => patchRepository(work, id, { default_branch: null }));
  git(at('acme', 'shop.git'), 'branch', '--move', 'trunk', 'main');
});

test('a repository that was renamed on GitHub is followed', async () => {
  const { id } = await registered();
  await rename(at('acme', 'shop.git'), at('acme', 'store.git'));
  github.repositories.set('acme/store', { tokens: [token] });
  github.repositories.set('acme/shop', { tokens: [token], movedTo: 'acme/store' });
  const checkout = await checkOutRepository(api.app, job(id), signal);
  expect(checkout.commit).toBe(newest);
  await checkout.close();
  expect(await stored(id)).toMatchObject({ url: `${github.origin}/acme/store`, name: 'acme/store' });
});

test("the operator's limits hold", async () => {
  const files = Object.fromEntries(Array.from({ length: 101 }, (_, nth) => [`f${nth}`, 'x']));
  await makeRepository(at('many'), files);
  const seen = await seeLocal(api.app, { local_path: at('many') });
  const { id } = await transact(api.app, api.workspaceId, (work) => register(work, seen));
  await expect(checkOutRepository(api.app, job(id), signal)).rejects.toMatchObject({ code: 'too-large' });
  // What was registered as one folder may lead to another one by now.
  const confined = { ...api.app, config: { ...api.app.config, repoRoots: [at('acme')] } };
  await expect(checkOutRepository(confined, job(id), signal)).rejects.toThrow(/ASSAY_REPO_ROOTS/);
});
