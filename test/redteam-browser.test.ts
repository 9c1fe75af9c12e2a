import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Range, startRange } from '#src/range/chat-model.ts';
import { ownSystemPrompt } from '#src/range/persona.ts';
import { dumpDatabase, type TestApi, testApi } from './api.ts';
import { play } from './scan.ts';

/** The whole way through a browser: a chat page behind a sign-in, a scan, a finding, its screenshot. */
const session = 'planted-session-77d0c4';
let api: TestApi;
let range: Range;

beforeAll(async () => {
  api = await testApi();
  range = await startRange({ signIn: { username: 'otto', password: 'Harbour-Lane-4711', session } });
});
afterAll(async () => {
  await range?.stop();
  await api?.close();
});

test('a chat page that leaks is found, with a screenshot that goes when its scan goes', async () => {
  const { id, scan, findings } = await play(api, {
    baseUrl: `${range.chat}?model=leaky`,
    profile: 'quick',
    credentials: { cookie: `chat_session=${session}` },
    config: {
      provider: 'browser',
      model: null,
      system_prompt: ownSystemPrompt,
      request_template: JSON.stringify({ quiet_ms: 100, answer: '.assistant .text' }),
      concurrency: 4,
    },
    maxAttempts: 20,
  });
  expect(scan).toMatchObject({ status: 'completed', error: null });
  expect(scan.stats.outcomes.error ?? 0).toBe(0);
  expect([...new Set(findings.map(({ owasp_category }) => owasp_category))]).toEqual(['LLM07']);
  const [finding] = findings;
  const pictures = finding!.evidence.map(({ screenshot }: { screenshot?: unknown }) => screenshot);
  expect(pictures.length).toBeGreaterThan(0);
  expect(pictures.length).toBeLessThanOrEqual(5);
  const path = `/findings/${finding!.id}/artifacts/${pictures[0]}`;
  const picture = await api.call('GET', path);
  expect(picture.headers['content-type']).toBe('image/jpeg');
  expect([...picture.rawPayload.subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]);

  const { key } = await api.neighbour();
  expect((await api.call('GET', path, { key })).statusCode).toBe(404);
  expect((await api.call('GET', path, { key: null })).statusCode).toBe(401);
  expect((await api.call('GET', `/findings/${finding!.id}/artifacts/${finding!.id}`)).statusCode).toBe(404);

  const stored = await dumpDatabase(api);
  expect(stored.match(/^public\.artifacts:$/m)).toBeTruthy();
  expect(stored).not.toContain(session);
  expect((await api.call('DELETE', `/scans/${id}`)).statusCode).toBe(204);
  expect((await api.call('GET', path)).statusCode).toBe(404);
  expect(await dumpDatabase(api)).not.toContain(pictures[0]);
});
