import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSend, type OwnedSend } from '#src/io/send.ts';
import type { Loose } from '#test/api.ts';
import { osvApi } from './osv-api.ts';

/** A server that speaks the protocol of osv.dev: two ids a page, tokens that say where the next one begins. */
let server: Server;
let send: OwnedSend;
let base: string;
let known: Map<string, readonly string[]>;
let seen: { path: string; body: Loose }[];
let failures: number[];

const readBody = async (request: IncomingMessage): Promise<Loose> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return chunks.length === 0 ? null : JSON.parse(Buffer.concat(chunks).toString());
};

function answerQuery({ package: { ecosystem, name }, version, page_token: token }: Loose): Loose {
  const ids = known.get(`${ecosystem}/${name}@${version}`) ?? [];
  const from = Number(token ?? 0);
  const vulns = ids.slice(from, from + 2).map((id) => ({ id, modified: '2026-01-01T00:00:00Z' }));
  return from + 2 < ids.length
    ? { vulns, next_page_token: `${from + 2}` }
    : vulns.length > 0
      ? { vulns }
      : {};
}

beforeEach(async () => {
  [known, seen, failures] = [new Map(), [], []];
  server = createServer(async (request, response) => {
    const body = await readBody(request);
    seen.push({ path: request.url ?? '', body });
    const status = failures.shift();
    if (status) return void response.writeHead(status).end('no');
    const id = /^\/v1\/vulns\/(.+)$/.exec(request.url ?? '')?.[1];
    if (id?.startsWith('missing')) return void response.writeHead(404).end('{}');
    response.end(JSON.stringify(id ? { id, affected: [] } : { results: body.queries.map(answerQuery) }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  send = createSend();
});
afterEach(async () => {
  await send.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const query = (name: string, version = '1.0.0') => ({ ecosystem: 'npm', name, version });
const ask = (names: readonly string[], signal = new AbortController().signal) =>
  osvApi(send, base, 1).candidates(
    names.map((name) => query(name)),
    signal,
  );
const idsOf = (records: readonly unknown[]) => records.map((record) => (record as Loose).id);

test('records come for each query in order, each asked for once, over all pages', async () => {
  known.set('npm/a@1.0.0', ['X-1', 'X-2', 'X-3', 'X-4', 'X-5']);
  known.set('npm/c@1.0.0', ['X-5']);
  const answers = await ask(['a', 'b', 'c']);
  expect(answers.map(idsOf)).toEqual([['X-1', 'X-2', 'X-3', 'X-4', 'X-5'], [], ['X-5']]);
  const batches = seen.filter(({ path }) => path === '/v1/querybatch');
  expect(batches.map(({ body }) => body.queries.length)).toEqual([3, 1, 1]);
  expect(
    seen
      .filter(({ path }) => path.startsWith('/v1/vulns/'))
      .map(({ path }) => path)
      .toSorted(),
  ).toEqual([1, 2, 3, 4, 5].map((n) => `/v1/vulns/X-${n}`));
});

test('no more than a thousand queries go in one request, and nothing but names and versions', async () => {
  await ask(Array.from({ length: 2300 }, (_, at) => `p${at}`));
  expect(seen.map(({ body }) => body.queries.length)).toEqual([1000, 1000, 300]);
  expect(seen[2]?.body.queries[299]).toEqual({
    package: { ecosystem: 'npm', name: 'p2299' },
    version: '1.0.0',
  });
});

test('what passes is tried again', async () => {
  known.set('npm/a@1.0.0', ['X-1']);
  failures = [503, 429, 500];
  expect((await ask(['a'])).map(idsOf)).toEqual([['X-1']]);
});

test('a server that keeps failing is an error, not an empty answer', async () => {
  failures = [500, 500, 500, 500];
  await expect(ask(['a'])).rejects.toThrow('HTTP 500');
  failures = [400];
  await expect(ask(['a'])).rejects.toThrow('HTTP 400');
  known.set('npm/a@1.0.0', ['missing-1']);
  await expect(ask(['a'])).rejects.toThrow('HTTP 404');
});

test('an answer of another shape is an error', async () => {
  server.removeAllListeners('request');
  server.on('request', (_request, response) => response.end('{"results": []}'));
  await expect(ask(['a'])).rejects.toThrow('answered 0 of 1 queries');
  server.removeAllListeners('request');
  server.on('request', (_request, response) => response.end('<html>'));
  await expect(ask(['a'])).rejects.toThrow('not JSON');
});

test('an abort ends it', async () => {
  const controller = new AbortController();
  controller.abort();
  await expect(ask(['a'], controller.signal)).rejects.toThrow(/abort/i);
});
