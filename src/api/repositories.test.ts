import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { transact } from '#src/app/context.ts';
import { openRepository, seeLocal, sourceOf } from '#src/app/repositories.ts';
import { checkOut } from '#src/io/checkout.ts';
import { dumpDatabase, type Loose, type TestApi, testApi } from '#test/api.ts';
import { commitFiles, git, makeRepository, scratch } from '#test/git.ts';
import { type GithubServer, githubServer } from '#test/github-server.ts';

const [good, better, bad] = ['A', 'B', 'C'].map((letter) => ['ghp', letter.repeat(36)].join('_')) as [
  string,
  string,
  string,
];

let place: Awaited<ReturnType<typeof scratch>>;
let github: GithubServer;
let api: TestApi;
let commit = '';
const at = (...parts: string[]) => join(place.folder, ...parts);

beforeAll(async () => {
  place = await scratch();
  commit = await makeRepository(at('work'), { 'app.py': 'print(1)\n' });
  for (const name of ['open', 'closed', 'new-name'])
    git(place.folder, 'clone', '--quiet', '--bare', 'work', `acme/${name}.git`);
  github = await githubServer(place.folder, {
    'acme/open': { tokens: null },
    'acme/closed': { tokens: [good, better] },
    'acme/old-name': { tokens: null, movedTo: 'acme/new-name' },
    'acme/new-name': { tokens: null },
  });
  api = await testApi({ config: { githubApi: github.api, githubUrl: github.origin, dataDir: at('data') } });
});
afterAll(async () => {
  await api.close();
  await github.close();
  await place.remove();
});

const post = (path: string, body: unknown, more = {}) => api.call('POST', path, { body, ...more });
const registered = async (body: unknown): Promise<Loose> => {
  const answer = await post('/repos/github', body);
  expect(answer.statusCode, answer.body).toBe(201);
  return answer.json();
};

/** A checkout as a worker makes it, with what is stored. */
async function checkedOut(id: string) {
  const { repository, token } = await transact(api.app, api.workspaceId, (work) => openRepository(work, id));
  const source = sourceOf(api.app, repository);
  return checkOut({ source, token, dataDir: at('data'), scanId: 's' }, new AbortController().signal);
}

describe('POST /repos/github', () => {
  it('registers a public repository for anybody, with its mirror', async () => {
    const repository = await registered({ url: `${github.origin}/acme/open.git` });
    expect(repository).toMatchObject({
      name: 'acme/open',
      provider: 'github',
      url: `${github.origin}/acme/open`,
      local_path: null,
      default_branch: 'main',
      has_token: false,
      has_webhook: false,
      last_scan: null,
    });
    const target = (await api.call('GET', `/targets/${repository.target_id}`)).json();
    expect(target).toMatchObject({
      kind: 'repo',
      repository_id: repository.id,
      name: 'acme/open',
      base_url: `${github.origin}/acme/open`,
      llm_config: null,
    });
    const asked = github.seen.filter(({ line }) => line === 'GET /api/repos/acme/open');
    expect(asked.map(({ authorization }) => authorization)).toEqual([undefined]);
  });

  it('a private one with a token that then fetches it; another token keeps the id', async () => {
    const url = `${github.origin}/acme/closed`;
    expect((await post('/repos/github', { url })).statusCode).toBe(404);
    const first = await registered({ url, token: good });
    expect(first).toMatchObject({ has_token: true, default_branch: 'main' });
    const checkout = await checkedOut(first.id);
    expect(checkout).toMatchObject({ commit, branch: 'main' });
    await checkout.close();
    const second = await registered({ url: `${url}.git`, token: better });
    expect(second).toEqual(first);
    // The one that was there before may read nothing any more.
    github.repositories.set('acme/closed', { tokens: [better] });
    await (await checkedOut(first.id)).close();
    const again = await registered({ url });
    expect(again).toEqual(first);
  });

  it('a token that is refused, and none in any answer, log line or row', async () => {
    const refused = await post('/repos/github', { url: `${github.origin}/acme/closed`, token: bad });
    expect(refused.statusCode).toBe(400);
    expect(refused.json().detail).toMatch(/token is refused .* acme\/closed/);
    const written = [refused.body, api.log.join(''), await dumpDatabase(api)].join('');
    for (const token of [good, better, bad]) expect(written).not.toContain(token);
  });

  it('a repository that has moved is registered by its new name', async () => {
    expect(await registered({ url: `${github.origin}/acme/old-name` })).toMatchObject({
      name: 'acme/new-name',
      url: `${github.origin}/acme/new-name`,
    });
  });

  it.each([
    [{ url: 'https://gitlab.com/acme/open' }, 400, /not one of a repository/],
    [{ url: 'https://github.com/acme/none' }, 404, /cannot be read/],
    [{ url: 'https://github.com/acme/open', default_branch: 'a..b' }, 400, /default_branch .*a\.\.b/],
    [{}, 422, /is required/],
    [{ url: 'https://github.com/a/b', tokn: 'x' }, 422, /unknown field/],
    [{ url: 'https://github.com/a/b', token: 'a b' }, 422, /printable ASCII/],
  ])('%j is answered %i', async (body, status, detail) => {
    const answer = await post('/repos/github', body);
    expect(answer.statusCode).toBe(status);
    expect(answer.body).toMatch(detail);
  });

  it('a rate limit is 503 with the time it ends', async () => {
    github.limit(true);
    const answer = await post('/repos/github', { url: 'https://github.com/acme/open' });
    github.limit(false);
    expect(answer.statusCode).toBe(503);
    expect(answer.json().detail).toContain('until 2030-03-17');
  });

  it('with an Idempotency-Key it answers a retry with the first answer', async () => {
    const headers = { 'idempotency-key': 'register-once' };
    const body = { url: `${github.origin}/acme/open` };
    const [first, second] = [
      await post('/repos/github', body, { headers }),
      await post('/repos/github', body, { headers }),
    ];
    expect(second.json()).toEqual(first.json());
    expect(second.headers['idempotency-replayed']).toBe('true');
  });
});

describe('POST /repos/local', () => {
  it.each(['work', 'acme/open.git'])('registers %s', async (path) => {
    const answer = await post('/repos/local', { local_path: at(path) });
    expect(answer.statusCode, answer.body).toBe(201);
    const repository = answer.json();
    expect(repository).toMatchObject({ provider: 'local', local_path: at(path), default_branch: 'main' });
    const checkout = await checkedOut(repository.id);
    expect(checkout.commit).toBe(commit);
    await checkout.close();
  });

  it('a plain folder, by a link to it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'assay-plain-'));
    await symlink(folder, at('link'));
    const repository = (await post('/repos/local', { local_path: at('link'), name: 'plain' })).json();
    expect(repository).toMatchObject({ name: 'plain', local_path: folder, default_branch: null });
    await rm(folder, { recursive: true });
  });

  it.each([
    ['relative/path', /not absolute/],
    ['/no/such/folder', /does not exist/],
  ])('%s is refused', async (local_path, detail) => {
    const answer = await post('/repos/local', { local_path });
    expect(answer.statusCode).toBe(400);
    expect(answer.json().detail).toMatch(detail);
  });

  it('a file is refused, and so is what Assay keeps to itself', async () => {
    await writeFile(at('file'), '');
    expect((await post('/repos/local', { local_path: at('file') })).json().detail).toMatch(/is a file/);
    const own = await post('/repos/local', { local_path: at('data') });
    expect(own.statusCode).toBe(400);
    expect(own.json().detail).toMatch(/data folder of this server itself/);
  });
});

it('local repositories stay in the folders that the operator names', async () => {
  const config = { ...api.app.config, repoRoots: [at('acme')] };
  const see = (path: string) => seeLocal({ ...api.app, config }, { local_path: at(path) });
  await expect(see('work')).rejects.toThrow(/none of the folders of ASSAY_REPO_ROOTS/);
  expect(await see('acme/open.git')).toMatchObject({ name: 'open.git' });
});

describe('/repos', () => {
  it('lists newest first, finds, pages', async () => {
    const all = (await api.call('GET', '/repos')).json();
    expect(all.length).toBeGreaterThan(3);
    expect(all.map((r: Loose) => r.created_at)).toEqual(
      all
        .map((r: Loose) => r.created_at)
        .toSorted()
        .reverse(),
    );
    expect((await api.call('GET', '/repos?q=CLOSED')).json()).toHaveLength(1);
    const page = await api.call('GET', '/repos?limit=2');
    const next = /<([^>]+)>/.exec(String(page.headers.link))?.[1] ?? '';
    expect([...page.json(), ...(await api.call('GET', next)).json()]).toEqual(all.slice(0, 4));
  });

  it('PATCH: name, branch, token; the mirror follows', async () => {
    const { id, target_id } = (await api.call('GET', '/repos?q=closed')).json()[0];
    const patch = (body: unknown) => api.call('PATCH', `/repos/${id}`, { body });
    expect((await patch({ name: 'Shop', default_branch: 'develop' })).json()).toMatchObject({
      name: 'Shop',
      default_branch: 'develop',
    });
    expect((await api.call('GET', `/targets/${target_id}`)).json().name).toBe('Shop');
    expect((await patch({ token: bad })).statusCode).toBe(400);
    expect((await patch({ token: better })).json().has_token).toBe(true);
    expect((await patch({ clear_token: true })).json().has_token).toBe(false);
    await patch({ token: better });
    // A branch that people chose stays; one that they let go follows the server.
    expect((await api.call('POST', `/repos/${id}/refresh`)).json().default_branch).toBe('develop');
    await patch({ default_branch: null });
    expect((await api.call('POST', `/repos/${id}/refresh`)).json().default_branch).toBe('main');
    expect((await patch({ url: 'x' })).statusCode).toBe(422);
  });

  it('refresh follows a local repository', async () => {
    await makeRepository(at('moving'), { a: '1' });
    const { id } = (await post('/repos/local', { local_path: at('moving') })).json();
    git(at('moving'), 'checkout', '--quiet', '-b', 'trunk');
    await commitFiles(at('moving'), { a: '2' });
    expect((await api.call('POST', `/repos/${id}/refresh`)).json().default_branch).toBe('trunk');
  });

  it('DELETE takes the mirror along, which cannot be changed on its own', async () => {
    const { id, target_id } = await registered({ url: 'https://github.com/acme/open' });
    expect((await api.call('DELETE', `/targets/${target_id}`)).statusCode).toBe(400);
    expect((await api.call('PATCH', `/targets/${target_id}`, { body: { name: 'x' } })).statusCode).toBe(400);
    expect((await api.call('DELETE', `/repos/${id}`)).statusCode).toBe(204);
    for (const path of [`/repos/${id}`, `/targets/${target_id}`]) {
      expect((await api.call('GET', path)).statusCode).toBe(404);
    }
  });

  it('of another workspace are not there, and a key needs the scope', async () => {
    const other = await api.neighbour();
    const { id } = (await api.call('GET', '/repos')).json()[0];
    expect((await api.call('GET', '/repos', { key: other.key })).json()).toEqual([]);
    for (const [method, path, body] of [
      ['GET', `/repos/${id}`],
      ['PATCH', `/repos/${id}`, { name: 'x' }],
      ['DELETE', `/repos/${id}`],
      ['POST', `/repos/${id}/refresh`],
      ['POST', `/repos/${id}/scan`, {}],
      ['GET', `/repos/${id}/scans`],
      ['POST', `/repos/${id}/webhook`],
      ['DELETE', `/repos/${id}/webhook`],
    ] as const) {
      expect((await api.call(method, path, { key: other.key, body })).statusCode, path).toBe(404);
    }
    const { key } = (await post('/keys', { name: 'k', scopes: ['repos:read'] })).json();
    expect((await api.call('GET', `/repos/${id}`, { key })).statusCode).toBe(200);
    expect((await api.call('DELETE', `/repos/${id}`, { key })).statusCode).toBe(403);
    expect((await api.call('POST', `/repos/${id}/scan`, { key, body: {} })).statusCode).toBe(403);
  });
});
