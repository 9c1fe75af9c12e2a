import { createHmac, randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dumpDatabase, type Loose, type TestApi, testApi } from '#test/api.ts';
import { scratch } from '#test/git.ts';
import { type GithubServer, githubServer } from '#test/github-server.ts';

let place: Awaited<ReturnType<typeof scratch>>;
let github: GithubServer;
let api: TestApi;
let repository: Loose;
let secret = '';

beforeAll(async () => {
  place = await scratch();
  await mkdir(join(place.folder, 'acme'));
  github = await githubServer(place.folder, {
    'acme/shop': { tokens: null },
    'acme/other': { tokens: null },
  });
  api = await testApi({ config: { githubApi: github.api, githubUrl: github.origin } });
  repository = await register('acme/shop');
  secret = await secretOf(repository.id);
});
afterAll(async () => {
  await api.close();
  await github.close();
  await place.remove();
});

const register = async (name: string, key?: string): Promise<Loose> =>
  (
    await api.call('POST', '/repos/github', {
      body: { url: `https://github.com/${name}` },
      ...(key && { key }),
    })
  ).json();
const secretOf = async (id: string, key?: string): Promise<string> =>
  (await api.call('POST', `/repos/${id}/webhook`, key ? { key } : {})).json().secret;
const scans = async (): Promise<Loose[]> => (await api.call('GET', `/repos/${repository.id}/scans`)).json();

let count = 0;
const push = (more: Record<string, unknown> = {}) => ({
  ref: 'refs/heads/main',
  before: '0'.repeat(40),
  after: String(++count).padStart(40, 'a'),
  deleted: false,
  repository: { full_name: 'Acme/Shop', default_branch: 'main' },
  ...more,
});

interface Sent {
  readonly event?: string;
  readonly delivery?: string;
  readonly signedWith?: string;
  readonly headers?: Record<string, string>;
}

const deliver = (body: unknown, sent: Sent = {}) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body, null, 1);
  const digest = createHmac('sha256', sent.signedWith ?? secret)
    .update(text)
    .digest('hex');
  return api.call('POST', '/repos/webhooks/github', {
    key: null,
    body: text,
    headers: {
      'x-github-event': sent.event ?? 'push',
      'x-github-delivery': sent.delivery ?? randomUUID(),
      'x-hub-signature-256': `sha256=${digest}`,
      ...sent.headers,
    },
  });
};

describe('POST /repos/{id}/webhook', () => {
  it('gives a secret once, with the address to paste, and keeps it sealed', async () => {
    const made = (await api.call('POST', `/repos/${repository.id}/webhook`)).json();
    secret = made.secret;
    expect(made).toMatchObject({ content_type: 'application/json', events: ['push'] });
    expect(made.url).toMatch(/^http:\/\/[^/]+\/repos\/webhooks\/github$/);
    expect(made.secret.length).toBeGreaterThan(40);
    const shown = await api.call('GET', `/repos/${repository.id}`);
    expect(shown.json().has_webhook).toBe(true);
    for (const text of [shown.body, api.log.join(''), await dumpDatabase(api)])
      expect(text).not.toContain(secret);
  });

  it('is of no use for a repository on this machine', async () => {
    const local = (await api.call('POST', '/repos/local', { body: { local_path: place.folder } })).json();
    expect((await api.call('POST', `/repos/${local.id}/webhook`)).statusCode).toBe(400);
  });
});

describe('POST /repos/webhooks/github', () => {
  it('answers a ping', async () => {
    const answer = await deliver({ zen: 'z', repository: { full_name: 'acme/shop' } }, { event: 'ping' });
    expect([answer.statusCode, answer.json()]).toEqual([200, { scan_id: null, detail: 'pong' }]);
  });

  it('commissions a scan of the commit that was pushed', async () => {
    const body = push();
    const answer = await deliver(body);
    expect(answer.statusCode, answer.body).toBe(202);
    expect((await scans())[0]).toMatchObject({
      id: answer.json().scan_id,
      status: 'queued',
      ref: 'main',
      commit_sha: body.after,
    });
  });

  it('takes a form too, which is what GitHub sends unless told', async () => {
    const form = new URLSearchParams({ payload: JSON.stringify(push()) }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await deliver(form, { headers })).json().scan_id).toBeTruthy();
  });

  it('creates nothing twice: neither the same delivery, nor the same body under another name', async () => {
    const body = push();
    const delivery = randomUUID();
    const first = (await deliver(body, { delivery })).json();
    const before = (await scans()).length;
    for (const again of [{ delivery }, {}]) {
      expect((await deliver(body, again)).json()).toEqual({
        scan_id: first.scan_id,
        detail: 'this delivery was acted on before',
      });
    }
    const racing = push();
    await Promise.all([1, 2, 3].map(() => deliver(racing)));
    expect(await scans()).toHaveLength(before + 1);
  });

  it.each([
    [{ ref: 'refs/heads/topic' }, /"topic" is not the default branch \(main\)/],
    [{ ref: 'refs/tags/v1' }, /a tag was pushed/],
    [{ after: '0'.repeat(40), deleted: true }, /was deleted/],
    [{ after: 'HEAD' }, /names no commit/],
  ])('%j is answered 202 with the reason why nothing is done', async (more, detail) => {
    const before = (await scans()).length;
    const answer = await deliver(push(more));
    expect(answer.statusCode).toBe(202);
    expect(answer.json()).toEqual({ scan_id: null, detail: expect.stringMatching(detail) });
    expect(await scans()).toHaveLength(before);
  });

  it('other events are not acted on', async () => {
    const answer = await deliver(push(), { event: 'issues' });
    expect([answer.statusCode, answer.json().detail]).toEqual([
      202,
      'events of the kind "issues" are not acted on',
    ]);
  });

  it('follows a default branch that was renamed, unless people chose one', async () => {
    const renamed = { full_name: 'acme/shop', default_branch: 'trunk' };
    expect(
      (await deliver(push({ ref: 'refs/heads/trunk', repository: renamed }))).json().scan_id,
    ).toBeTruthy();
    await api.call('PATCH', `/repos/${repository.id}`, { body: { default_branch: 'release' } });
    expect((await deliver(push({ ref: 'refs/heads/trunk', repository: renamed }))).json().scan_id).toBeNull();
    expect(
      (await deliver(push({ ref: 'refs/heads/release', repository: renamed }))).json().scan_id,
    ).toBeTruthy();
    await api.call('PATCH', `/repos/${repository.id}`, { body: { default_branch: null } });
  });

  it('an unknown repository, one without a secret and a wrong signature are answered alike', async () => {
    await register('acme/other');
    const answers = [
      await deliver(push({ repository: { full_name: 'acme/none' } })),
      await deliver(push({ repository: { full_name: 'acme/other' } })),
      await deliver(push(), { signedWith: 'wrong' }),
      await deliver(push(), { headers: { 'x-hub-signature-256': '' } }),
      await deliver(push(), { headers: { 'x-hub-signature-256': 'sha256=00' } }),
      await deliver('not json'),
      await deliver('[]'),
      await deliver({ repository: { full_name: { toString: 1 } } }),
    ];
    expect(new Set(answers.map(({ statusCode, body }) => `${statusCode} ${body}`)).size).toBe(1);
    expect(answers[0]?.statusCode).toBe(401);
  });

  it('a body that was changed by one byte is not what was signed', async () => {
    const text = JSON.stringify(push());
    const digest = createHmac('sha256', secret).update(text).digest('hex');
    const headers = { 'x-hub-signature-256': `sha256=${digest}` };
    expect((await deliver(`${text} `, { headers })).statusCode).toBe(401);
    expect((await deliver(text, { headers })).statusCode).toBe(202);
  });

  it('two workspaces with the same repository: each hears of its own secret', async () => {
    const other = await api.neighbour();
    const theirs = await register('acme/shop', other.key);
    const theirSecret = await secretOf(theirs.id, other.key);
    const before = (await scans()).length;
    const answer = await deliver(push({ repository: { full_name: 'acme/shop', default_branch: 'main' } }), {
      signedWith: theirSecret,
    });
    expect(answer.statusCode).toBe(202);
    expect(await scans()).toHaveLength(before);
    const list = (await api.call('GET', `/repos/${theirs.id}/scans`, { key: other.key })).json();
    expect(list.map((scan: Loose) => scan.id)).toEqual([answer.json().scan_id]);
  });

  it('an old secret and a removed one are refused', async () => {
    const old = secret;
    secret = await secretOf(repository.id);
    expect((await deliver(push(), { signedWith: old })).statusCode).toBe(401);
    expect((await deliver(push())).statusCode).toBe(202);
    expect((await api.call('DELETE', `/repos/${repository.id}/webhook`)).statusCode).toBe(204);
    expect((await deliver(push())).statusCode).toBe(401);
  });

  it('a body over the limit is 413', async () => {
    const answer = await deliver(`"${'x'.repeat(5 * 1024 * 1024)}"`);
    expect(answer.statusCode).toBe(413);
  });
});
