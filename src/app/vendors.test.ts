import { afterAll, beforeAll, expect, test } from 'vitest';
import { vendorOrigins } from '#src/repo/secrets/liveness.ts';
import { type TestEndpoint, testEndpoint } from '#test/endpoint.ts';
import { openVendors, requireVendors, type Vendors } from './vendors.ts';

const { signal } = new AbortController();
const secret = (digit: number): string => `ghp_${String(digit).repeat(36)}`;

let endpoint: TestEndpoint;
let vendors: Vendors;
let status = 200;
beforeAll(async () => {
  endpoint = await testEndpoint((_, response) => {
    if (status === 0) response.destroy();
    else response.writeHead(status, { location: 'http://127.0.0.1:1/' }).end();
  });
  vendors = openVendors({ vendors: { bases: { GitHub: endpoint.url, npm: endpoint.url }, timeoutMs: 2000 } });
});
afterAll(async () => {
  await vendors.close();
  await endpoint.close();
});

test('a secret is asked about once, also when it is found twice at the same time', async () => {
  const ask = () => vendors.ask('github-pat', secret(1), signal);
  const answers = await Promise.all([ask(), ask()]);
  expect(await ask()).toEqual(answers[0]);
  expect(answers).toEqual(Array(2).fill({ state: 'live', note: 'GitHub answered 200' }));
  expect(endpoint.received).toHaveLength(1);
});

test('a redirect is not followed with the secret', async () => {
  status = 302;
  expect((await vendors.ask('github-pat', secret(2), signal)).state).toBe('unknown');
});

test('a vendor that fails again and again is left alone, others are not', async () => {
  status = 0;
  for (const digit of [3, 4, 5])
    expect((await vendors.ask('github-pat', secret(digit), signal)).note).toMatch(
      /could not be asked: network/,
    );
  const before = endpoint.received.length;
  expect((await vendors.ask('github-pat', secret(6), signal)).note).toBe(
    'GitHub was not asked: it failed 3 times before',
  );
  expect(endpoint.received).toHaveLength(before);
  status = 401;
  expect((await vendors.ask('npm-access-token', secret(7), signal)).state).toBe('revoked');
});

test('nothing but the vendors can be reached', () => {
  expect([...vendorOrigins()].sort()).toEqual([
    'https://api.github.com',
    'https://api.openai.com',
    'https://api.sendgrid.com',
    'https://api.stripe.com',
    'https://gitlab.com',
    'https://huggingface.co',
    'https://registry.npmjs.org',
    'https://slack.com',
  ]);
  expect(vendorOrigins({ GitHub: endpoint.url }).has('https://api.github.com')).toBe(false);
});

test('where nobody may be asked it is an error that says why', () => {
  expect(() => openVendors({ vendors: null })).toThrow(/check_liveness: must be false: ASSAY_OFFLINE is on/);
  expect(() => requireVendors({ vendors: null }, ['body', 'check_liveness'])).toThrow(/ASSAY_OFFLINE/);
});
