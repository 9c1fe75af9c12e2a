import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Loose, type TestApi, testApi } from '#test/api.ts';
import { insertAttempts, insertFinding, setScan } from '#test/rows.ts';

const llm = {
  name: 'm',
  base_url: 'https://m.example',
  kind: 'llm',
  llm_config: { provider: 'openai-chat' },
};
const unknownId = '00000000-0000-4000-8000-000000000000';

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.close());

const newTarget = async (body: object = llm): Promise<string> =>
  (await api.call('POST', '/targets', { body })).json().id;
const newScan = async (target_id: string, more: object = {}): Promise<Record<string, Loose>> => {
  const answer = await api.call('POST', '/scans', { body: { target_id, ...more } });
  expect(answer.statusCode, answer.body).toBe(201);
  return answer.json();
};
const ids = (answer: { json(): Loose }): string[] => answer.json().map((row: Loose) => row.id);

describe('GET /scans', () => {
  it('lists newest first, filters, and pages', async () => {
    const own = await testApi();
    try {
      const targets = await Promise.all([1, 2].map(() => own.call('POST', '/targets', { body: llm })));
      const [a, b] = targets.map((answer) => answer.json().id);
      const made: string[] = [];
      for (const target_id of [a, b, a, b, a]) {
        made.unshift((await own.call('POST', '/scans', { body: { target_id } })).json().id);
      }
      expect(ids(await own.call('GET', '/scans'))).toEqual(made);
      expect(ids(await own.call('GET', `/scans?target_id=${b}`))).toEqual([made[1], made[3]]);
      await setScan(own, made[2]!, { status: 'running' });
      expect(ids(await own.call('GET', '/scans?status=running'))).toEqual([made[2]]);
      expect((await own.call('GET', '/scans?status=done')).statusCode).toBe(422);
      const first = await own.call('GET', '/scans?limit=2');
      const next = /<(.+)>; rel="next"/.exec(String(first.headers.link))![1]!;
      expect([...ids(first), ...ids(await own.call('GET', next))]).toEqual(made.slice(0, 4));
    } finally {
      await own.close();
    }
  });

  it('shows progress, and numbers counted from the findings as they stand', async () => {
    const target = await newTarget();
    const { id } = await newScan(target);
    await setScan(api, id, {
      status: 'running',
      planned: 3,
      done: 1,
      current_stage: 'llm01',
      started_at: new Date(),
    });
    const running = (await api.call('GET', `/scans/${id}`)).json();
    expect(running).toMatchObject({
      status: 'running',
      progress_pct: 33.3,
      current_stage: 'llm01',
      grade: null,
    });
    await setScan(api, id, { done: 3 });
    expect((await api.call('GET', `/scans/${id}`)).json().progress_pct).toBe(99.9);
    for (const [fingerprint, severity] of [
      ['a', 'critical'],
      ['b', 'high'],
      ['c', 'low'],
    ] as const) {
      await insertFinding(api, { scanId: id, targetId: target, fingerprint, severity });
    }
    await setScan(api, id, {
      status: 'completed',
      grade: 'C',
      score: 70.7,
      stats: { calls: 3 },
      finished_at: new Date(),
    });
    expect((await api.call('GET', `/scans/${id}`)).json()).toMatchObject({
      progress_pct: 100,
      grade: 'C',
      score: 70.7,
      summary: { critical: 1, high: 1, medium: 0, low: 1, info: 0, suppressed: 0 },
      stats: { calls: 3, max_attempts: 75 },
    });
  });
});

describe('POST /scans/{id}/cancel and DELETE', () => {
  it('cancels a queued scan at once, and says 409 afterwards', async () => {
    const { id } = await newScan(await newTarget());
    const answer = await api.call('POST', `/scans/${id}/cancel`, {
      headers: { 'content-type': 'application/json' },
    });
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({ status: 'cancelled', finished_at: expect.any(String) });
    const again = await api.call('POST', `/scans/${id}/cancel`);
    expect(again.statusCode).toBe(409);
    expect(again.json().detail).toContain('cancelled');
    expect((await api.call('DELETE', `/scans/${id}`)).statusCode).toBe(204);
    expect((await api.call('GET', `/scans/${id}`)).statusCode).toBe(404);
  });

  it('asks the worker of a running scan to stop, and does not delete under it', async () => {
    const { id } = await newScan(await newTarget());
    await setScan(api, id, { status: 'running' });
    expect((await api.call('DELETE', `/scans/${id}`)).statusCode).toBe(409);
    expect((await api.call('POST', `/scans/${id}/cancel`)).json().status).toBe('running');
    const row = await api.app.db
      .selectFrom('scans')
      .select('cancel_requested')
      .where('id', '=', id)
      .executeTakeFirst();
    expect(row?.cancel_requested).toBe(true);
  });

  it.each(['POST', 'DELETE'] as const)('%s answers 404 to an unknown scan', async (method) => {
    const path = method === 'POST' ? `/scans/${unknownId}/cancel` : `/scans/${unknownId}`;
    expect((await api.call(method, path)).statusCode).toBe(404);
  });
});

describe('GET /scans/{id}/attempts', () => {
  it('pages by default at 100, in plan order, and filters', async () => {
    const { id } = await newScan(await newTarget());
    await insertAttempts(api, id, 130);
    const first = await api.call('GET', `/scans/${id}/attempts`);
    expect(first.json().map((row: Loose) => row.index)).toEqual(Array.from({ length: 100 }, (_, i) => i));
    expect(first.json()[0]).toMatchObject({
      key: 'g/0',
      outcome: 'vulnerable',
      transcript: [{ content: 'hello' }],
    });
    const next = /<(.+)>; rel="next"/.exec(String(first.headers.link))![1]!;
    const second = await api.call('GET', next);
    expect(second.json().map((row: Loose) => row.index)).toEqual(
      Array.from({ length: 30 }, (_, i) => 100 + i),
    );
    expect(second.headers.link).toBeUndefined();
    const some = await api.call(
      'GET',
      `/scans/${id}/attempts?outcome=vulnerable&strategy=base64&technique=reverse&limit=2`,
    );
    expect(some.json().map((row: Loose) => row.index)).toEqual([0, 30]);
    expect(some.headers.link).toContain('strategy=base64');
    expect((await api.call('GET', `/scans/${unknownId}/attempts`)).statusCode).toBe(404);
  });
});
