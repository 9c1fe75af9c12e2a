import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatasetCache } from '#src/io/dataset-cache.ts';
import { formats } from '#src/report/formats/index.ts';
import { type Loose, type TestApi, testApi } from '#test/api.ts';

let api: TestApi;
let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'assay-catalogue-'));
  api = await testApi({ config: { dataDir } });
});
afterAll(async () => {
  await api.close();
  await rm(dataDir, { recursive: true, force: true });
});

const unknownId = '00000000-0000-4000-8000-000000000000';

describe('GET /catalogue', () => {
  it('lists what the contract names, drawn from the registries', async () => {
    const catalogue = (await api.call('GET', '/catalogue')).json();
    const ids = (list: { id: string }[]) => list.map((entry) => entry.id);
    expect(ids(catalogue.kinds)).toEqual(['url', 'repo', 'llm']);
    expect(ids(catalogue.providers)).toHaveLength(8);
    expect(catalogue.providers.find((p: Loose) => p.id === 'openai-chat')).toMatchObject({
      available: true,
      settings: { type: 'object' },
    });
    expect(ids(catalogue.strategies)).toEqual(expect.arrayContaining(['base64', 'jailbreak', 'crescendo']));
    expect(catalogue.modules).toHaveLength(10);
    for (const module of catalogue.modules) {
      expect(module.goals).toBeGreaterThanOrEqual(12);
      expect(module.techniques.length).toBeGreaterThanOrEqual(8);
    }
    expect(catalogue.profiles).toEqual([
      { id: 'quick', attempts: 25 },
      { id: 'standard', attempts: 75 },
      { id: 'deep', attempts: 250 },
    ]);
    expect(catalogue.report_formats).toEqual(formats.ids);
    expect(catalogue.scopes).toContain('targets:read');
  });

  it('says of each dataset what it is, under which licence, and what of it is at hand now', async () => {
    const find = async () =>
      (await api.call('GET', '/catalogue')).json().datasets.find(({ id }: Loose) => id === 'advbench');
    const before = await find();
    expect(before).toMatchObject({
      title: 'AdvBench',
      seeds: 7,
      collection: { licence: 'MIT', gated: false, url: expect.stringMatching(/^https:/) },
      cached: null,
    });
    const cache = openDatasetCache(api.app.config.dataDir);
    const { sha256 } = await cache.write({
      id: 'advbench',
      url: 'import',
      licence: 'MIT',
      ending: 'csv',
      rows: 1,
      bytes: Buffer.from('goal\nDo it\n'),
    });
    expect(await find()).toEqual({
      ...before,
      cached: { rows: 1, sha256, bytes: 11, fetched_at: expect.stringMatching(/^20/) },
    });
  });

  it('has a form for each kind, with secrets marked', async () => {
    const { forms } = (await api.call('GET', '/catalogue')).json();
    expect(forms.url.properties).not.toHaveProperty('llm_config');
    expect(forms.url.required).toEqual(expect.arrayContaining(['name', 'base_url']));
    expect(forms.llm.required).toContain('llm_config');
    const config = forms.llm.properties.llm_config;
    expect(config.properties.provider.enum).toContain('websocket');
    expect(config.properties.retries).toMatchObject({ minimum: 0, maximum: 10 });
    const marked = JSON.stringify(forms.llm).match(/"x-secret":true/g);
    expect(marked!.length).toBeGreaterThanOrEqual(8);
  });
});

interface Seen {
  method: string | undefined;
  url: string | undefined;
  authorization: string | undefined;
}

/** A server that answers each path in its own way and remembers who asked. */
async function listen(): Promise<{ origin: string; seen: Seen[]; server: Server }> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const { method, url, headers } = request;
    seen.push({ method, url, authorization: headers.authorization });
    request.resume().on('end', () => {
      if (url === '/denied')
        response.writeHead(401, { 'content-type': 'application/json' }).end('{"error":"no"}');
      else if (url === '/moved')
        response.writeHead(302, { location: 'https://elsewhere.example/in?token=x' }).end();
      else if (url === '/chat') {
        response.writeHead(200, { 'content-type': 'application/json' });
        const content = `ready ${headers.authorization}`;
        response.end(
          JSON.stringify({ choices: [{ message: { role: 'assistant', content }, finish_reason: 'stop' }] }),
        );
      } else response.writeHead(200).end('hello');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen, server };
}

describe('connection tests', () => {
  let web: Awaited<ReturnType<typeof listen>>;
  beforeAll(async () => {
    web = await listen();
  });
  afterAll(() => {
    web.server.close();
    web.server.closeAllConnections();
  });

  const secret = 'Bearer planted-connection-secret';
  const model = (path: string) => ({
    name: 'm',
    base_url: `${web.origin}${path}`,
    kind: 'llm',
    credentials: { headers: { Authorization: secret } },
    llm_config: { provider: 'openai-chat', model: 'm' },
  });

  it('ask a model one short question, create nothing, and show no secret the model echoes', async () => {
    const before = web.seen.length;
    const answer = await api.call('POST', '/targets/test', { body: model('/chat') });
    expect(answer.statusCode, answer.body).toBe(200);
    expect(answer.json()).toMatchObject({ ok: true, latency_ms: expect.any(Number) });
    expect(answer.json().detail).toContain('ready');
    expect(answer.body).not.toContain('planted-connection-secret');
    expect(web.seen.slice(before)).toEqual([{ method: 'POST', url: '/chat', authorization: secret }]);
    expect((await api.call('GET', '/targets')).json()).toEqual([]);
  });

  it('say what is wrong with a model that does not answer', async () => {
    const before = web.seen.length;
    const denied = await api.call('POST', '/targets/test', { body: model('/denied') });
    expect(denied.json()).toMatchObject({ ok: false, detail: expect.stringContaining('401') });
    expect(web.seen.length - before).toBe(1);
    const away = await api.call('POST', '/targets/test', {
      body: { ...model('/'), base_url: 'http://127.0.0.1:9/v1' },
    });
    expect(away.json()).toMatchObject({ ok: false, latency_ms: null });
    expect(JSON.stringify([denied.body, away.body])).not.toContain('planted');
  });

  it('get one page of a web target, without following a redirect', async () => {
    const at = async (path: string, credentials?: object) =>
      (
        await api.call('POST', '/targets/test', {
          body: { name: 'w', base_url: `${web.origin}${path}`, ...(credentials ? { credentials } : {}) },
        })
      ).json();
    expect(await at('/')).toMatchObject({ ok: true, detail: 'answered with status 200' });
    const moved = await at('/moved');
    expect(moved).toMatchObject({ ok: true, detail: expect.stringContaining('https://elsewhere.example') });
    expect(JSON.stringify(moved)).not.toContain('token=x');
    expect(await at('/denied')).toMatchObject({
      ok: false,
      detail: expect.stringContaining('access is denied'),
    });
    await at('/', { username: 'u', password: 'p' });
    expect(web.seen.at(-1)?.authorization).toBe(`Basic ${Buffer.from('u:p').toString('base64')}`);
  });

  it('never reach cloud metadata', async () => {
    const body = { name: 'w', base_url: 'http://169.254.169.254/latest/meta-data/' };
    const answer = (await api.call('POST', '/targets/test', { body })).json();
    expect(answer).toMatchObject({ ok: false, latency_ms: null });
  });

  it('of a stored target use its sealed credentials', async () => {
    const { id } = (await api.call('POST', '/targets', { body: model('/chat') })).json();
    const answer = await api.call('POST', `/targets/${id}/test`);
    expect(answer.json().ok).toBe(true);
    expect(web.seen.at(-1)?.authorization).toBe(secret);
    expect((await api.call('POST', `/targets/${unknownId}/test`)).statusCode).toBe(404);
    await api.call('DELETE', `/targets/${id}`);
  });

  it('validate like POST /targets', async () => {
    const answer = await api.call('POST', '/targets/test', { body: { ...model('/chat'), llm_config: null } });
    expect(answer.statusCode).toBe(422);
    const marked = { provider: 'openai-chat', redteam: { judge: { headers: { A: '***' } } } };
    const mark = await api.call('POST', '/targets/test', { body: { ...model('/chat'), llm_config: marked } });
    expect(mark.statusCode).toBe(422);
  });
});
