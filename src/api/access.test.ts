import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureAdminKey } from '#src/app/keys.ts';
import { createSignInLink } from '#src/app/sign-in.ts';
import { asSystem } from '#src/store/database.ts';
import { type Loose, type TestApi, testApi } from '#test/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.close());

const web = { name: 'w', base_url: 'https://w.example' };
const llm = {
  name: 'm',
  base_url: 'https://m.example',
  kind: 'llm',
  llm_config: { provider: 'openai-chat' },
};
const someId = '7c5f1f0e-52a4-4c1e-9a3e-1d2b8f6f0a11';

const keyWith = async (scopes: string[]): Promise<string> =>
  (await api.call('POST', '/keys', { body: { name: 'k', scopes } })).json().key;

/** Every documented route with the method, as it stands in the OpenAPI document. */
const documented = async (): Promise<{ method: string; path: string; route: Loose }[]> => {
  const { paths } = (await api.call('GET', '/openapi.json', { key: null })).json();
  return Object.entries<Loose>(paths).flatMap(([path, methods]) =>
    Object.entries<Loose>(methods).map(([method, route]) => ({ method: method.toUpperCase(), path, route })),
  );
};

describe('401', () => {
  it('answers every route but the public ones without a key, and says how to give one', async () => {
    const open = new Set(['/health', '/openapi.json', '/session']);
    let asked = 0;
    for (const { method, path } of await documented()) {
      if (open.has(path) && !(path === '/session' && method !== 'POST')) continue;
      const url = path.replace(/\{\w+\}/g, someId);
      const answer = await api.call(method as 'GET', url, { key: null });
      expect(answer.statusCode, `${method} ${path}`).toBe(401);
      expect(answer.headers['www-authenticate']).toContain('Bearer');
      expect(answer.json()).toEqual({ detail: expect.any(String) });
      asked += 1;
    }
    expect(asked).toBeGreaterThan(20);
  });

  it.each(['wrong', 'assay_wrong', ''])('answers the key %j', async (key) => {
    expect((await api.call('GET', '/targets', { key })).statusCode).toBe(401);
  });

  it.each(['Basic YTpi', 'Bearer', 'Bearer a b', 'token'])('answers the header %j', async (authorization) => {
    const answer = await api.call('GET', '/targets', { key: null, headers: { authorization } });
    expect(answer.statusCode).toBe(401);
  });

  it('comes before the body is read', async () => {
    expect((await api.call('POST', '/targets', { key: null, body: '{' })).statusCode).toBe(401);
  });

  it('answers a revoked and an expired key', async () => {
    const made = (await api.call('POST', '/keys', { body: { name: 'k', scopes: ['*'] } })).json();
    expect((await api.call('GET', '/targets', { key: made.key })).statusCode).toBe(200);
    expect((await api.call('DELETE', `/keys/${made.id}`)).statusCode).toBe(204);
    expect((await api.call('GET', '/targets', { key: made.key })).statusCode).toBe(401);
    const late = (await api.call('POST', '/keys', { body: { name: 'k' } })).json();
    await sql`update api_keys set expires_at = now() where id = ${late.id}`.execute(api.app.db);
    expect((await api.call('GET', '/targets', { key: late.key })).statusCode).toBe(401);
  });
});

describe('403', () => {
  it('answers a key without the scope, and names the scope', async () => {
    const reader = await keyWith(['targets:read']);
    expect((await api.call('GET', '/targets', { key: reader })).statusCode).toBe(200);
    const answer = await api.call('POST', '/targets', { key: reader, body: web });
    expect(answer.statusCode).toBe(403);
    expect(answer.json().detail).toContain('targets:write');
  });

  it('writing does not include reading, and resource:* includes both', async () => {
    const writer = await keyWith(['targets:write']);
    expect((await api.call('POST', '/targets', { key: writer, body: web })).statusCode).toBe(201);
    expect((await api.call('GET', '/targets', { key: writer })).statusCode).toBe(403);
    const both = await keyWith(['targets:*']);
    expect((await api.call('GET', '/targets', { key: both })).statusCode).toBe(200);
    expect((await api.call('GET', '/scans', { key: both })).statusCode).toBe(403);
  });

  it('answers a key that grants more than it has', async () => {
    const key = await keyWith(['keys:write', 'targets:read']);
    const answer = await api.call('POST', '/keys', {
      key,
      body: { name: 'k', scopes: ['targets:read', 'scans:write'] },
    });
    expect(answer.statusCode).toBe(403);
    expect(answer.json().detail).toContain('scans:write');
    const copy = await api.call('POST', '/keys', { key, body: { name: 'k' } });
    expect(copy.json().scopes).toEqual(['keys:write', 'targets:read']);
  });

  it.each([[['nope']], [[]], [['targets:delete']]])('scopes %j are answered 422', async (scopes) => {
    expect((await api.call('POST', '/keys', { body: { name: 'k', scopes } })).statusCode).toBe(422);
  });
});

describe('two workspaces', () => {
  it('see nothing of each other: lists are empty, ids answer like unknown ones', async () => {
    const other = await api.neighbour();
    const target = (await api.call('POST', '/targets', { body: llm })).json();
    const scan = (await api.call('POST', '/scans', { body: { target_id: target.id } })).json();
    const key = (await api.call('POST', '/keys', { body: { name: 'k' } })).json();
    const as = { key: other.key };
    for (const path of ['/targets', '/scans', '/findings']) {
      expect((await api.call('GET', path, as)).json(), path).toEqual([]);
    }
    expect((await api.call('GET', '/keys', as)).json().map((k: Loose) => k.id)).not.toContain(key.id);
    const mine = [
      ['GET', `/targets/${target.id}`],
      ['PATCH', `/targets/${target.id}`, { name: 'stolen' }],
      ['POST', `/targets/${target.id}/test`],
      ['DELETE', `/targets/${target.id}`],
      ['GET', `/scans/${scan.id}`],
      ['GET', `/scans/${scan.id}/findings`],
      ['GET', `/scans/${scan.id}/attempts`],
      ['GET', `/scans/${scan.id}/events`],
      ['GET', `/scans/${scan.id}/compare/${scan.id}`],
      ['POST', `/scans/${scan.id}/cancel`],
      ['DELETE', `/scans/${scan.id}`],
      ['POST', '/scans', { target_id: target.id }],
      ['DELETE', `/keys/${key.id}`],
    ] as const;
    for (const [method, path, body] of mine) {
      const theirs = await api.call(method, path, { ...as, body });
      expect(theirs.statusCode, `${method} ${path}`).toBe(404);
      const unknown = await api.call(
        method,
        path.replaceAll(target.id, someId).replaceAll(scan.id, someId).replaceAll(key.id, someId),
        {
          ...as,
          body: body && 'target_id' in body ? { target_id: someId } : body,
        },
      );
      expect(theirs.json()).toEqual(unknown.json());
    }
    expect((await api.call('GET', `/targets/${target.id}`)).json().name).toBe('m');
  });
});

describe('ASSAY_API_KEY', () => {
  it('is the admin key of the Default workspace, and its old value is not', async () => {
    const set = async (apiKey: string | null) =>
      ensureAdminKey({ ...api.app, config: { ...api.app.config, apiKey } });
    const [first, second] = ['a-bootstrap-key-of-some-length', 'another-bootstrap-key-of-some-length'];
    expect(await set(first)).toBeNull();
    await set(first);
    expect((await api.call('GET', '/keys', { key: first })).statusCode).toBe(200);
    await set(second);
    expect((await api.call('GET', '/keys', { key: first })).statusCode).toBe(401);
    expect((await api.call('GET', '/keys', { key: second })).statusCode).toBe(200);
    // A process started without the variable (the CLI, say) takes nothing away.
    expect(await set(null)).toBeNull();
    expect((await api.call('GET', '/keys', { key: second })).statusCode).toBe(200);
  });

  it('not set: one key is made where there is none, by whoever comes first', async () => {
    await asSystem(api.app.db, (trx) => sql`delete from api_keys`.execute(trx));
    const made = await Promise.all([ensureAdminKey(api.app), ensureAdminKey(api.app)]);
    const keys = made.filter((key) => key !== null);
    expect(keys).toHaveLength(1);
    expect((await api.call('GET', '/keys', { key: keys[0] })).json()).toMatchObject([{ scopes: ['*'] }]);
    await asSystem(api.app.db, (trx) => sql`delete from api_keys`.execute(trx));
  });
});

describe('a browser session', () => {
  const origin = 'http://localhost:80';
  const signIn = async (token: string, headers: Record<string, string> = {}) =>
    api.call('POST', '/session', { key: null, body: { token }, headers });
  const cookieOf = (answer: { headers: Record<string, unknown> }) =>
    String(answer.headers['set-cookie']).split(';')[0]!;

  it('comes of a one-time link, and ends on sign-out', async () => {
    const token = await createSignInLink(api.app, api.workspaceId);
    const answer = await signIn(token);
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({
      workspace: { id: api.workspaceId, name: 'Default' },
      via: 'session',
    });
    const set = String(answer.headers['set-cookie']);
    expect(set).toMatch(/^assay_session=.*HttpOnly; SameSite=Strict/);
    expect(set).toContain('Max-Age=43200');
    expect((await signIn(token)).statusCode).toBe(401);
    const cookie = cookieOf(answer);
    const who = await api.call('GET', '/session', { key: null, headers: { cookie } });
    expect(who.json()).toMatchObject({ via: 'session', scopes: ['*'] });
    const out = await api.call('DELETE', '/session', {
      key: null,
      headers: { cookie, 'sec-fetch-site': 'same-origin' },
    });
    expect(out.statusCode).toBe(204);
    expect((await api.call('GET', '/session', { key: null, headers: { cookie } })).statusCode).toBe(401);
  });

  it('changes things only from our own pages', async () => {
    const cookie = cookieOf(await signIn(await createSignInLink(api.app, api.workspaceId)));
    const post = async (headers: Record<string, string>) =>
      (await api.call('POST', '/targets', { key: null, body: web, headers: { cookie, ...headers } }))
        .statusCode;
    expect(await post({})).toBe(403);
    expect(await post({ origin: 'https://evil.example' })).toBe(403);
    expect(await post({ origin: 'null' })).toBe(403);
    expect(await post({ 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await post({ 'sec-fetch-site': 'same-site', origin })).toBe(403);
    expect(await post({ origin })).toBe(201);
    expect(await post({ 'sec-fetch-site': 'same-origin' })).toBe(201);
    expect((await api.call('GET', '/targets', { key: null, headers: { cookie } })).statusCode).toBe(200);
  });

  it('of a late link, a wrong link or another page is refused', async () => {
    const token = await createSignInLink(api.app, api.workspaceId);
    expect((await signIn(token, { origin: 'https://evil.example' })).statusCode).toBe(403);
    await sql`update sessions set expires_at = now() where kind = 'link'`.execute(api.app.db);
    expect((await signIn(token)).statusCode).toBe(401);
    expect((await signIn('nope')).statusCode).toBe(401);
  });

  it('ends by itself, and a link is no session', async () => {
    const token = await createSignInLink(api.app, api.workspaceId);
    const asCookie = { cookie: `assay_session=${token}` };
    expect((await api.call('GET', '/session', { key: null, headers: asCookie })).statusCode).toBe(401);
    const cookie = cookieOf(await signIn(token));
    await sql`update sessions set expires_at = now() - interval '1 second'`.execute(api.app.db);
    expect((await api.call('GET', '/session', { key: null, headers: { cookie } })).statusCode).toBe(401);
  });
});
