import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Range, startRange } from '#src/range/chat-model.ts';
import { type Loose, type TestApi, testApi } from '#test/api.ts';
import { insertAttempts, insertFinding, setScan } from '#test/rows.ts';
import { type PlayedScan, play } from '#test/scan.ts';

const unknownId = '00000000-0000-4000-8000-000000000000';

let api: TestApi;
let range: Range;
beforeAll(async () => {
  [api, range] = await Promise.all([testApi(), startRange()]);
});
afterAll(async () => {
  await api.close();
  await range.stop();
});

const scanOf = (model: string, seed = 7): Promise<PlayedScan> =>
  play(api, {
    baseUrl: range.url,
    config: { model, redteam: { strategies: ['base64', 'jailbreak'] } },
    maxAttempts: 150,
    seed,
  });
const compare = async (a: string, b: string) => {
  const answer = await api.call('GET', `/scans/${a}/compare/${b}`);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json();
};
const finished = { status: 'completed', stats: { partial: false }, finished_at: new Date() };
const newTarget = async (): Promise<string> => {
  const body = { name: 'm', base_url: range.url, kind: 'llm', llm_config: { provider: 'openai-chat' } };
  return (await api.call('POST', '/targets', { body })).json().id;
};
const newScan = async (target_id: string): Promise<string> =>
  (await api.call('POST', '/scans', { body: { target_id, seed: 1 } })).json().id;

describe('GET /scans/{a}/compare/{b}', () => {
  it('calls a model that gives in where another held out a regression, and the reverse an improvement', async () => {
    const [hardened, gullible] = [await scanOf('hardened'), await scanOf('gullible')];
    const worse = await compare(hardened.id, gullible.id);
    const isVulnerable = ({ attempts }: PlayedScan) =>
      new Set(attempts.filter(({ outcome }) => outcome === 'vulnerable').map(({ key }) => key as string));
    const [before, after] = [isVulnerable(hardened), isVulnerable(gullible)];
    const both = [...before].filter((key) => after.has(key));
    expect(worse).toMatchObject({
      base: hardened.id,
      head: gullible.id,
      regression: true,
      overall: {
        pairs: 150,
        both_vulnerable: both.length,
        only_base: before.size - both.length,
        only_head: after.size - both.length,
        neither: 150 - before.size - after.size + both.length,
        difference: expect.closeTo((after.size - before.size) / 150, 10),
        verdict: 'regression',
      },
      unpaired: { only_base: 0, only_head: 0, error_base: 0, error_head: 0, error_both: 0 },
    });
    expect(worse.overall.p).toBeLessThan(0.001);
    expect(worse.overall.smallest_detectable).toBeLessThan(worse.overall.difference);
    expect(worse.by_category.map((row: Loose) => row.category)).toEqual(
      [...new Set(hardened.attempts.map(({ category }) => category))].sort(),
    );
    const total = (key: string) => worse.by_category.reduce((sum: number, row: Loose) => sum + row[key], 0);
    expect([total('pairs'), total('only_head')]).toEqual([150, worse.overall.only_head]);
    expect(worse.new.length).toBeGreaterThan(0);
    expect(worse.notes).toEqual(['The scans are of two targets.', 'The configurations differ in model.']);

    const better = await compare(gullible.id, hardened.id);
    expect(better).toMatchObject({ regression: false, overall: { verdict: 'improvement' } });
    expect(better.overall.p).toBe(worse.overall.p);
    const prints = (list: Loose[]) => list.map((finding) => finding.fingerprint).sort();
    expect(prints(better.fixed)).toEqual(prints(worse.new));
  });

  it('the same model twice has not changed, with another seed either', async () => {
    const [one, again, other] = [
      await scanOf('gullible'),
      await scanOf('gullible'),
      await scanOf('gullible', 8),
    ];
    expect(await compare(one.id, again.id)).toMatchObject({
      regression: false,
      overall: { pairs: 150, only_base: 0, only_head: 0, p: 1, verdict: 'no significant change' },
      new: [],
      fixed: [],
    });
    const reseeded = await compare(one.id, other.id);
    expect(reseeded.regression).toBe(false);
    expect(reseeded.notes.join()).toContain('The seeds differ (7 and 8)');
    const { overall, unpaired } = reseeded;
    expect(overall.pairs + unpaired.only_base).toBe(150);
  });

  it('says what could not be paired, and why', async () => {
    const target = await newTarget();
    const [a, b] = [await newScan(target), await newScan(target)];
    await insertAttempts(api, a, 6, { outcome: 'vulnerable' });
    await insertAttempts(api, b, 8, { outcome: 'unclear' });
    const set = (scan: string, index: number, columns: Record<string, unknown>) =>
      api.app.db
        .updateTable('attempts')
        .set(columns)
        .where('scan_id', '=', scan)
        .where('index', '=', index)
        .execute();
    await set(a, 0, { outcome: 'error' });
    await set(b, 0, { outcome: 'error' });
    await set(a, 1, { outcome: 'error' });
    await set(b, 2, { outcome: 'error' });
    await set(b, 3, { outcome: 'vulnerable' });
    await setScan(api, a, { ...finished, stats: { partial: true } });
    await setScan(api, b, finished);
    const compared = await compare(a, b);
    expect(compared).toMatchObject({
      overall: { pairs: 3, both_vulnerable: 1, only_base: 2, only_head: 0, neither: 0 },
      unpaired: { only_base: 0, only_head: 2, error_base: 1, error_head: 1, error_both: 1 },
      unclear: { base: 0, head: 2 },
    });
    // Three pairs: no split of them would be significant.
    expect(compared.overall).toMatchObject({ verdict: 'no significant change', smallest_detectable: null });
    expect(compared.notes).toEqual([`Scan ${a} is incomplete: what it did not ask is not compared.`]);
  });

  it('sorts findings by fingerprint; one at a technique that was not asked again is not fixed', async () => {
    const target = await newTarget();
    const [a, b] = [await newScan(target), await newScan(target)];
    await insertAttempts(api, a, 2, { technique: 'join-halves' });
    await insertAttempts(api, b, 2, { technique: 'join-halves' });
    await setScan(api, a, finished);
    await setScan(api, b, finished);
    for (const fingerprint of ['same', 'gone'])
      await insertFinding(api, { scanId: a, targetId: target, fingerprint });
    await insertFinding(api, {
      scanId: a,
      targetId: target,
      fingerprint: 'in passing',
      technique: 'latency',
    });
    for (const fingerprint of ['same', 'fresh'])
      await insertFinding(api, { scanId: b, targetId: target, fingerprint });
    const prints = (list: Loose[]) =>
      list.map((finding) => `${finding.fingerprint} ${finding.scan_id}`).sort();
    const compared = await compare(a, b);
    expect(prints(compared.new)).toEqual([`fresh ${b}`]);
    expect(prints(compared.fixed)).toEqual([`gone ${a}`, `in passing ${a}`]);
    expect(prints(compared.unchanged)).toEqual([`same ${b}`]);
    await api.app.db.updateTable('attempts').set({ outcome: 'error' }).where('scan_id', '=', b).execute();
    const unanswered = await compare(a, b);
    expect(prints(unanswered.fixed)).toEqual([]);
    expect(prints(unanswered.not_checked)).toEqual([`gone ${a}`, `in passing ${a}`]);
  });

  it('refuses scans that are not over, of two kinds, or unknown', async () => {
    const target = await newTarget();
    const [a, b] = [await newScan(target), await newScan(target)];
    const answers = async (status: number, detail: RegExp) => {
      const answer = await api.call('GET', `/scans/${a}/compare/${b}`);
      expect([answer.statusCode, answer.json().detail]).toEqual([status, expect.stringMatching(detail)]);
    };
    await setScan(api, a, finished);
    await answers(400, /is queued; scans can be compared when they are over/);
    await setScan(api, b, { ...finished, kind: 'url' });
    await answers(400, /of one kind can be compared, not llm with url/);
    for (const path of [`${a}/compare/${unknownId}`, `${unknownId}/compare/${a}`])
      expect((await api.call('GET', `/scans/${path}`)).statusCode).toBe(404);
    const { key } = await api.neighbour();
    expect((await api.call('GET', `/scans/${a}/compare/${a}`, { key })).statusCode).toBe(404);
  });
});
