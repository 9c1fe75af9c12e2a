import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Range, startRange } from '#src/range/chat-model.ts';
import { type Loose, type TestApi, testApi } from '#test/api.ts';
import { play } from '#test/scan.ts';

let api: TestApi;
let range: Range;
beforeAll(async () => {
  [api, range] = await Promise.all([testApi(), startRange()]);
});
afterAll(async () => {
  await api.close();
  await range.stop();
});

const rateIn = (attempts: Loose[]) => {
  const answered = attempts.filter(({ outcome }) => outcome !== 'error');
  const vulnerable = answered.filter(({ outcome }) => outcome === 'vulnerable');
  return {
    attempts: attempts.length,
    errors: attempts.length - answered.length,
    vulnerable: vulnerable.length,
    unclear: answered.filter(({ outcome }) => outcome === 'unclear').length,
    clusters: new Set(answered.map(({ goal_id }) => goal_id)).size,
    attack_success_rate: answered.length === 0 ? null : vulnerable.length / answered.length,
    interval: expect.any(Array),
  };
};

it('counts rates from the attempts, one denominator for all, with an interval around each', async () => {
  const { id, scan, attempts } = await play(api, {
    baseUrl: range.url,
    config: { model: 'gullible', redteam: { strategies: ['base64', 'jailbreak'] } },
    maxAttempts: 120,
  });
  const coverage = (await api.call('GET', `/scans/${id}/coverage`)).json();
  expect(coverage.overall).toEqual({ id: 'all', ...rateIn(attempts) });
  expect(coverage.overall.vulnerable).toBeGreaterThan(0);
  const columns = { by_module: 'category', by_technique: 'technique', by_strategy: 'strategy' } as const;
  for (const [list, column] of Object.entries(columns)) {
    const groups = Map.groupBy(attempts, (attempt) => attempt[column] as string);
    expect(coverage[list]).toEqual(
      [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, own]) => ({ id: key, ...rateIn(own) })),
    );
    for (const { attack_success_rate: rate, interval } of coverage[list]) {
      expect(interval[0]).toBeLessThanOrEqual(rate);
      expect(interval[1]).toBeGreaterThanOrEqual(rate);
    }
  }
  const cells = Map.groupBy(attempts, ({ category, strategy }) => `${category} ${strategy}`);
  expect(coverage.cells).toHaveLength(cells.size);
  for (const { module, strategy, ...rate } of coverage.cells) {
    expect(rate).toEqual(rateIn(cells.get(`${module} ${strategy}`)!));
  }
  // What is stored with the scan is the same; lists of scans do without the map.
  expect(scan.stats).toMatchObject(coverage);
  const [listed] = (await api.call('GET', '/scans')).json();
  expect(listed.stats).toMatchObject({ overall: coverage.overall });
  expect(listed.stats).not.toHaveProperty('cells');
});

it('shows errors beside the rate: what was not answered is in neither part of it', async () => {
  const faulty = await startRange({ fault: (call) => (call % 3 === 0 ? { status: 500 } : null) });
  const { id, attempts } = await play(api, {
    baseUrl: faulty.url,
    config: { model: 'refuser', redteam: { strategies: [] } },
    maxAttempts: 30,
  });
  await faulty.stop();
  const { overall } = (await api.call('GET', `/scans/${id}/coverage`)).json();
  expect(overall).toMatchObject(rateIn(attempts));
  expect(overall.errors).toBeGreaterThan(0);
  expect(overall).toMatchObject({ attack_success_rate: 0 });
  expect(overall.interval[0]).toBe(0);
  expect(overall.interval[1]).toBeGreaterThan(0.05);
});

it('has no rate where nothing was answered, and says 404 to an unknown scan', async () => {
  const target = await api.call('POST', '/targets', {
    body: { name: 'm', base_url: range.url, kind: 'llm', llm_config: { provider: 'openai-chat' } },
  });
  const scan = await api.call('POST', '/scans', { body: { target_id: target.json().id } });
  const coverage = (await api.call('GET', `/scans/${scan.json().id}/coverage`)).json();
  expect(coverage.overall).toMatchObject({ attempts: 0, attack_success_rate: null, interval: null });
  expect(coverage.cells).toEqual([]);
  const unknown = await api.call('GET', '/scans/00000000-0000-4000-8000-000000000000/coverage');
  expect(unknown.statusCode).toBe(404);
});
