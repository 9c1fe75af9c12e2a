import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSend, type OwnedSend } from '#src/io/send.ts';
import { type TestEndpoint, testEndpoint } from '#test/endpoint.ts';
import { sampleOf, seeded } from '#test/secret-samples.ts';
import { askable, checkLiveness } from './liveness.ts';
import { secretRules } from './rules/index.ts';
import { alnum } from './shape.ts';

/** Speaks as the vendors do: who the bearer of a good token is, and 401 (Slack: 200 and an error) for others. */
let endpoint: TestEndpoint;
let send: OwnedSend;
const good = sampleOf(alnum(40), seeded(41));
const bad = sampleOf(alnum(40), seeded(42));
const seen: { path: string; headers: string }[] = [];

beforeAll(async () => {
  send = createSend();
  endpoint = await testEndpoint(({ path, headers }, response) => {
    seen.push({ path, headers: JSON.stringify(headers) });
    const known = headers.authorization === `Bearer ${good}` || headers['private-token'] === good;
    if (path === '/v1/models') return void response.writeHead(known ? 403 : 401).end('{}');
    if (path === '/-/whoami') return void response.writeHead(500).end();
    if (path === '/api/auth.test')
      return void response.end(
        JSON.stringify(known ? { ok: true, team: 'T' } : { ok: false, error: 'invalid_auth' }),
      );
    response.writeHead(known ? 200 : 401).end('{"login":"someone"}');
  });
});
afterAll(async () => {
  await send.close();
  await endpoint.close();
});

const ask = (rule: string, secret: string) =>
  checkLiveness(send, rule, secret, {
    bases: Object.fromEntries(
      ['GitHub', 'GitLab', 'Slack', 'Stripe', 'npm', 'OpenAI', 'Hugging Face', 'SendGrid'].map((name) => [
        name,
        endpoint.url,
      ]),
    ),
  });

test.each([
  ['github-pat', 'live', 'revoked'],
  ['gitlab-pat', 'live', 'unknown'],
  ['slack-bot-token', 'live', 'revoked'],
  ['stripe-secret-key', 'live', 'revoked'],
  ['openai-api-key', 'live', 'revoked'],
  ['npm-access-token', 'unknown', 'unknown'],
  ['huggingface-access-token', 'live', 'revoked'],
  ['sendgrid-api-token', 'live', 'revoked'],
])('%s: a good one is %s, another %s', async (rule, first, second) => {
  expect((await ask(rule, good)).state).toBe(first);
  expect((await ask(rule, bad)).state).toBe(second);
});

test('the secret is in a header and in nothing else', async () => {
  const answer = await ask('github-pat', good);
  expect(JSON.stringify(answer)).not.toContain(good);
  expect(seen.some(({ path }) => path.includes(good))).toBe(false);
  expect(seen.at(-1)?.headers).toContain(good);
});

test('a vendor that cannot be reached leaves it unknown, and the note names no secret', async () => {
  const closed = await testEndpoint(() => {});
  await closed.close();
  const answer = await checkLiveness(send, 'github-pat', good, { bases: { GitHub: closed.url } });
  expect(answer).toEqual({ state: 'unknown', note: 'GitHub could not be asked: network', unreached: true });
});

test('a kind without a harmless question is not asked about', async () => {
  const before = seen.length;
  expect((await ask('aws-secret-access-key', good)).state).toBe('unknown');
  expect((await ask('github-pat', `${good}\r\nhost: elsewhere`)).state).toBe('unknown');
  expect(seen.length).toBe(before);
});

test('only kinds that exist can be asked about', () => {
  const ids = secretRules.map(({ id }) => id);
  expect(askable.filter((id) => !ids.includes(id))).toEqual([]);
});
