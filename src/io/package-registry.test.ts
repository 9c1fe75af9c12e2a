import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { packageRegistry } from './package-registry.ts';
import { createSend, type OwnedSend } from './send.ts';

/** A server that speaks the paths of the five registries and knows one package of each. */
const known = new Set([
  '/npm/tide-chart',
  '/npm/@harbour%2fbuoys',
  '/pypi/pypi/tide-chart/json',
  '/crates/ti/de/tide-chart',
  '/crates/3/t/tid',
  '/gems/api/v1/gems/tide_chart.json',
  '/go/github.com/!quay/tides/@v/list',
]);
let server: Server;
let send: OwnedSend;
let base: string;
let status = 404;
const requested: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    requested.push(request.url!);
    response.writeHead(known.has(request.url!) ? 200 : status).end('{}');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  send = createSend();
});
beforeEach(() => {
  requested.length = 0;
  status = 404;
});
afterAll(async () => {
  await send.close();
  server.close();
});

const lookUp = () =>
  packageRegistry(send, {
    npm: `${base}/npm`,
    pypi: `${base}/pypi`,
    crates: `${base}/crates`,
    rubygems: `${base}/gems`,
    go: `${base}/go`,
  });

test.each([
  ['npm', 'tide-chart', 'exists'],
  ['npm', '@harbour/buoys', 'exists'],
  ['npm', 'tide-quill', 'missing'],
  ['pypi', 'Tide_Chart', 'exists'],
  ['pypi', 'tide-quill', 'missing'],
  ['crates', 'tide-chart', 'exists'],
  ['crates', 'tid', 'exists'],
  ['crates', 'ab', 'missing'],
  ['rubygems', 'tide_chart', 'exists'],
  ['rubygems', 'tide_quill', 'missing'],
  ['go', 'github.com/Quay/tides/plot', 'exists'],
  ['go', 'github.com/quay/sluice', 'missing'],
] as const)('%s %s: %s', async (ecosystem, name, state) => {
  expect(await lookUp()(ecosystem, name)).toBe(state);
});

test('a name is asked for once; what is not known is asked again', async () => {
  const look = lookUp();
  await look('npm', 'tide-chart');
  await look('npm', 'tide-chart');
  expect(requested).toEqual(['/npm/tide-chart']);
  status = 503;
  expect(await look('npm', 'sluice')).toBe('unknown');
  status = 404;
  expect(await look('npm', 'sluice')).toBe('missing');
});

test('a registry that cannot be reached says nothing', async () => {
  const nowhere = { npm: 'http://127.0.0.1:1', pypi: base, crates: base, rubygems: base, go: base };
  expect(await packageRegistry(send, nowhere)('npm', 'tide-chart')).toBe('unknown');
});
