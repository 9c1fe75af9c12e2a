import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { transact } from '#src/app/context.ts';
import { openTarget } from '#src/app/targets.ts';
import { type Answer, dumpDatabase, type TestApi, testApi } from '#test/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.close());

let planted = 0;
/** A secret that stands nowhere else. */
const plant = (): string => `planted-${++planted}-${randomUUID()}`;

const config = (headers: Record<string, string>, more: object = {}) => ({
  provider: 'openai-chat',
  redteam: {
    judge: { enabled: true, provider: 'openai-chat', endpoint: 'https://j.example/v1', headers },
    ...more,
  },
});
const stored = (id: string) => transact(api.app, api.workspaceId, (work) => openTarget(work, id));

async function expectNowhere(secrets: readonly string[], answers: readonly Answer[]): Promise<void> {
  const rows = await dumpDatabase(api);
  expect(rows).toContain('public.targets');
  for (const secret of secrets) {
    for (const answer of answers) {
      expect(answer.body).not.toContain(secret);
      expect(JSON.stringify(answer.headers)).not.toContain(secret);
    }
    expect(rows).not.toContain(secret);
    expect(api.log.join('')).not.toContain(secret);
  }
}

describe('secrets of a target', () => {
  it('stand in no response, table, job or log line, through the whole life of a target', async () => {
    const secrets = Array.from({ length: 9 }, plant);
    const [password, token, header, cookie, judge, attacker, embedder, rotated, typo] = secrets as [
      string,
      ...string[],
    ];
    const answers: Answer[] = [];
    const call = async (...args: Parameters<TestApi['call']>) => {
      const answer = await api.call(...args);
      answers.push(answer);
      return answer;
    };
    const body = {
      name: 'm',
      base_url: 'https://m.example/v1',
      kind: 'llm',
      credentials: { username: 'u', password, token, cookie, headers: { 'X-Key': header } },
      llm_config: config(
        { Authorization: judge! },
        {
          attacker: { endpoint: 'https://a.example', headers: { 'X-A': attacker } },
          embedder: { endpoint: 'https://e.example', headers: { 'X-E': embedder } },
        },
      ),
    };
    const made = await call('POST', '/targets', { body, headers: { 'idempotency-key': 'secret-life' } });
    expect(made.statusCode, made.body).toBe(201);
    const { id } = made.json();
    await call('POST', '/targets', { body, headers: { 'idempotency-key': 'secret-life' } });
    await call('GET', '/targets');
    await call('GET', `/targets/${id}`);
    await call('PATCH', `/targets/${id}`, { body: { llm_config: config({ Authorization: rotated! }) } });
    await call('POST', '/scans', { body: { target_id: id } });
    await call('POST', '/targets', {
      body: { ...body, credentials: { passwrd: typo, headers: { 'bad name': typo } } },
    });
    await call('POST', '/targets', {
      body: { ...body, credentials: { headers: { X: `${typo}\n` }, token: [typo] } },
    });
    await call('POST', '/targets', { body: { ...body, base_url: `https://u:${typo}@m.example` } });
    await call('POST', '/targets', { body: `{"credentials": {"password": "${typo}"}, ` });
    expect(answers.map((answer) => answer.statusCode)).toEqual([
      201, 201, 200, 200, 200, 201, 422, 422, 422, 422,
    ]);
    await expectNowhere(secrets, answers);
  });

  it('are there when they are used', async () => {
    const [password, judge] = [plant(), plant()];
    const body = {
      name: 'm',
      base_url: 'https://m.example/v1',
      kind: 'llm',
      credentials: { password },
      llm_config: config({ Authorization: judge }),
    };
    const { id } = (await api.call('POST', '/targets', { body })).json();
    const opened = await stored(id);
    expect(opened.credentials).toEqual({ password });
    expect(opened.llmConfig?.redteam?.judge?.headers).toEqual({ Authorization: judge });
  });

  it('"***" keeps a stored header value; another value replaces it; a header left out is gone', async () => {
    const [one, two, three] = [plant(), plant(), plant()];
    const body = {
      name: 'm',
      base_url: 'https://m.example',
      kind: 'llm',
      llm_config: config({ A: one, B: two }),
    };
    const made = (await api.call('POST', '/targets', { body })).json();
    expect(made.llm_config.redteam.judge.headers).toEqual({ A: '***', B: '***' });
    const back = await api.call('PATCH', `/targets/${made.id}`, { body: { llm_config: made.llm_config } });
    expect(back.statusCode).toBe(200);
    const headers = async () => (await stored(made.id)).llmConfig?.redteam?.judge?.headers;
    expect(await headers()).toEqual({ A: one, B: two });
    await api.call('PATCH', `/targets/${made.id}`, { body: { llm_config: config({ a: '***', B: three }) } });
    expect(await headers()).toEqual({ a: one, B: three });
    await api.call('PATCH', `/targets/${made.id}`, { body: { llm_config: config({ B: '***' }) } });
    expect(await headers()).toEqual({ B: three });
    await api.call('PATCH', `/targets/${made.id}`, { body: { name: 'other' } });
    expect(await headers()).toEqual({ B: three });
  });

  it('"***" that stands for nothing is refused by name', async () => {
    const body = { name: 'm', base_url: 'https://m.example', kind: 'llm', llm_config: config({ A: '***' }) };
    const answer = await api.call('POST', '/targets', { body });
    expect(answer.statusCode).toBe(422);
    expect(answer.json().detail[0].loc).toEqual(['body', 'llm_config', 'redteam', 'judge', 'headers', 'A']);
  });

  it('credentials that say nothing are none', async () => {
    for (const credentials of [{}, { headers: {} }, null]) {
      const body = { name: 'w', base_url: 'https://w.example', credentials };
      expect((await api.call('POST', '/targets', { body })).json().has_credentials).toBe(false);
    }
  });
});

describe('keys', () => {
  it('are shown once and stored as a hash', async () => {
    const body = { name: 'ci', scopes: ['targets:read'] };
    const headers = { 'idempotency-key': 'make-ci' };
    const made = await api.call('POST', '/keys', { body, headers });
    expect(made.statusCode).toBe(201);
    const { key, id } = made.json();
    expect(key).toMatch(/^assay_[\w-]{43}$/);
    const listed = await api.call('GET', '/keys');
    expect(listed.json().find((k: { id: string }) => k.id === id)).toMatchObject({
      name: 'ci',
      prefix: key.slice(0, 10),
    });
    // The retry of a client that lost the answer still gets it, though nothing readable was kept.
    expect((await api.call('POST', '/keys', { body, headers })).json().key).toBe(key);
    await expectNowhere([key, api.key], [listed]);
  });
});

describe('the log', () => {
  it('has one line per request, without query, body or headers', async () => {
    const from = api.log.length;
    const secret = plant();
    await api.call('GET', `/targets?q=${secret}`, { headers: { cookie: `x=${secret}`, 'x-y': secret } });
    const lines = api.log.slice(from).map((line) => JSON.parse(line));
    expect(lines).toMatchObject([{ msg: 'request', method: 'GET', path: '/targets', status: 200 }]);
    expect(api.log.slice(from).join('')).not.toContain(secret);
  });

  it('of an unexpected error names its place and not its values', async () => {
    const from = api.log.length;
    const { id } = (
      await api.call('POST', '/targets', { body: { name: 'w', base_url: 'https://w.example' } })
    ).json();
    const secret = plant();
    await sql`update targets set llm_config = null, scope = ${JSON.stringify([{ secret }])}::jsonb where id = ${id}`.execute(
      api.app.db,
    );
    const answer = await api.call('GET', `/targets/${id}`);
    expect(answer.statusCode).toBe(500);
    expect(answer.json().detail).toContain(answer.headers['x-request-id']);
    expect(answer.body).not.toContain(secret);
    const text = api.log.slice(from).join('');
    expect(text).toContain('unexpected error');
    expect(text).not.toContain(secret);
    await sql`delete from targets where id = ${id}`.execute(api.app.db);
  });
});
