import { connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { type TestEndpoint, testEndpoint } from '#test/endpoint.ts';
import { type Gate, openGate } from './gate.ts';
import { pageScope } from './scope.ts';

let endpoint: TestEndpoint;
let gate: Gate;
afterEach(async () => {
  await gate.close();
  await endpoint.close();
});

/** Speaks SOCKS5 to the gate: its reply code, and what the host says to a GET once it is connected. */
async function through(host: string, port: number): Promise<{ code: number; answer: string }> {
  const socket = connect(Number(new URL(gate.address).port), '127.0.0.1');
  const name = Buffer.from(host);
  // Both messages in one piece: nothing says that they come apart.
  socket.write(Buffer.from([5, 1, 0, 5, 1, 0, 3, name.length, ...name, port >> 8, port & 255]));
  const received: Buffer[] = [];
  return new Promise((resolve) => {
    socket.on('data', (chunk: Buffer) => {
      received.push(chunk);
      const all = Buffer.concat(received);
      if (all.length === 12 && all[3] === 0) socket.write('GET / HTTP/1.0\r\n\r\n');
    });
    socket.on('close', () => {
      const all = Buffer.concat(received);
      resolve({ code: all[3] ?? -1, answer: all.subarray(12).toString() });
    });
  });
}

test('connects to what is in scope and to nothing else', async () => {
  endpoint = await testEndpoint((_, response) => void response.end('here'));
  const port = Number(new URL(endpoint.url).port);
  const scope = pageScope(endpoint.url);
  gate = await openGate(scope);
  expect(await through('127.0.0.1', port)).toEqual({ code: 0, answer: expect.stringContaining('here') });
  expect((await through('127.0.0.1', port + 1)).code).toBe(2);
  expect((await through('169.254.169.254', 80)).code).toBe(2);
  expect((await through('elsewhere.test', port)).code).toBe(2);
  expect([...scope.refused.keys()].toSorted()).toEqual(['127.0.0.1', '169.254.169.254', 'elsewhere.test']);
  expect(endpoint.received).toHaveLength(1);
});

test('a host in scope that nobody answers at is unreachable, not refused', async () => {
  endpoint = await testEndpoint(() => {});
  gate = await openGate(pageScope('http://127.0.0.1:9/'));
  expect((await through('127.0.0.1', 9)).code).toBe(4);
});
