import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Loose, type TestApi, testApi } from '#test/api.ts';
import { insertAttempts, insertFinding, setScan } from '#test/rows.ts';

const llm = {
  name: 'm',
  base_url: 'https://m.example',
  kind: 'llm',
  llm_config: { provider: 'openai-chat' },
};

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.close());

const newTarget = async (): Promise<string> => (await api.call('POST', '/targets', { body: llm })).json().id;
const newScan = async (target_id: string): Promise<string> =>
  (await api.call('POST', '/scans', { body: { target_id } })).json().id;
const titles = (answer: { json(): Loose }): string[] => answer.json().map((finding: Loose) => finding.title);

describe('findings', () => {
  it('come as the contract has them', async () => {
    const targetId = await newTarget();
    const scanId = await newScan(targetId);
    await insertAttempts(api, scanId, 9);
    const id = await insertFinding(api, { scanId, targetId, fingerprint: 'f1' });
    expect((await api.call('GET', `/findings/${id}`)).json()).toEqual({
      id,
      scan_id: scanId,
      target_id: targetId,
      kind: 'llm',
      check_id: 'llm01-prompt-injection',
      fingerprint: 'f1',
      title: 'Finding f1',
      severity: 'high',
      confidence: 0.9,
      owasp_category: 'LLM01',
      technique: 'join-halves',
      cwe: 1427,
      cvss: null,
      location: { goal: 'g' },
      description: 'd',
      remediation: 'r',
      references: { owasp: ['LLM01:2025'] },
      reference_titles: {
        'CWE-1427': 'Improper Neutralization of Input Used for LLM Prompting',
        'LLM01:2025': 'Prompt Injection',
      },
      evidence: [{ attempt: 'a', prompt: 'p', answer: '<img src=x onerror=alert(1)>' }],
      proof: { kind: 'nonce', token: 'K7QMX2VD4T' },
      occurrences: 2,
      attempts: 4,
      status: 'open',
      suppressed: false,
      suppression_reason: null,
      suppressed_until: null,
      first_seen_at: expect.any(String),
      last_seen_at: expect.any(String),
      created_at: expect.any(String),
    });
  });

  it('are sorted by risk, filtered and paged', async () => {
    const targetId = await newTarget();
    const scanId = await newScan(targetId);
    const rows = [
      ['low', 0.9, 'LLM02'],
      ['critical', 0.5, 'LLM01'],
      ['info', 1, 'LLM10'],
      ['high', 0.7, 'LLM01'],
      ['critical', 0.8, 'LLM07'],
      ['high', 0.7, 'LLM02'],
    ] as const;
    for (const [severity, confidence, category] of rows) {
      const title = `${severity} ${confidence} ${category}`;
      await insertFinding(api, {
        scanId,
        targetId,
        fingerprint: title,
        title,
        severity,
        confidence,
        category,
      });
    }
    const sorted = [
      'critical 0.8 LLM07',
      'critical 0.5 LLM01',
      'high 0.7 LLM02',
      'high 0.7 LLM01',
      'low 0.9 LLM02',
      'info 1 LLM10',
    ];
    const list = `/scans/${scanId}/findings`;
    expect(titles(await api.call('GET', list))).toEqual(sorted);
    expect(titles(await api.call('GET', `/findings?target_id=${targetId}`))).toEqual(sorted);
    expect(titles(await api.call('GET', `${list}?severity=high&owasp_category=LLM01`))).toEqual([
      'high 0.7 LLM01',
    ]);
    expect(titles(await api.call('GET', `${list}?q=CRIT`))).toEqual(sorted.slice(0, 2));
    expect((await api.call('GET', `${list}?severity=severe`)).statusCode).toBe(422);
    for (const start of [list, '/findings']) {
      const seen: string[] = [];
      let path: string | undefined = `${start}?limit=1${start === list ? '' : `&target_id=${targetId}`}`;
      while (path) {
        const page: Loose = await api.call('GET', path);
        seen.push(...titles(page));
        path = /<(.+)>; rel="next"/.exec(page.headers.link ?? '')?.[1];
      }
      expect(seen).toEqual(sorted);
    }
  });

  it('across scans are listed once, as last seen, with when they were first', async () => {
    const targetId = await newTarget();
    const [one, two] = [await newScan(targetId), await newScan(targetId)];
    const old = await insertFinding(api, { scanId: one, targetId, fingerprint: 'again' });
    const latest = await insertFinding(api, { scanId: two, targetId, fingerprint: 'again' });
    const list = (await api.call('GET', `/findings?target_id=${targetId}`)).json();
    expect(list.map((finding: Loose) => finding.id)).toEqual([latest]);
    const first = (await api.call('GET', `/findings/${old}`)).json();
    expect(list[0].first_seen_at).toBe(first.created_at);
    expect(first.last_seen_at).toBe(list[0].created_at);
    const ofOne = (await api.call('GET', `/findings?scan_id=${one}`)).json();
    expect(ofOne.map((finding: Loose) => finding.id)).toEqual([old]);
  });
});

describe('PATCH /findings/{id}', () => {
  const setup = async () => {
    const targetId = await newTarget();
    const scanId = await newScan(targetId);
    const id = await insertFinding(api, { scanId, targetId, fingerprint: 'x', severity: 'critical' });
    await setScan(api, scanId, { status: 'completed', grade: 'C', score: 75 });
    return { targetId, scanId, id };
  };
  const patch = (id: string, body: unknown) => api.call('PATCH', `/findings/${id}`, { body });

  it('sets the status', async () => {
    const { id } = await setup();
    const answer = await patch(id, { status: 'in_progress' });
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({ status: 'in_progress', suppressed: false });
  });

  it('suppresses with a reason; summary and grade of the scan follow, and come back', async () => {
    const { id, scanId } = await setup();
    const scan = async () => (await api.call('GET', `/scans/${scanId}`)).json();
    expect(await scan()).toMatchObject({ grade: 'C', score: 75, summary: { critical: 1, suppressed: 0 } });
    const done = (await patch(id, { suppress: true, reason: 'test system' })).json();
    expect(done).toMatchObject({
      suppressed: true,
      suppression_reason: 'test system',
      suppressed_until: null,
    });
    expect(await scan()).toMatchObject({ grade: 'A', score: 100, summary: { critical: 0, suppressed: 1 } });
    expect((await api.call('GET', `/scans/${scanId}/findings?suppressed=false`)).json()).toEqual([]);
    expect((await patch(id, { suppress: false })).json()).toMatchObject({
      suppressed: false,
      suppression_reason: null,
    });
    expect(await scan()).toMatchObject({ grade: 'C', summary: { critical: 1, suppressed: 0 } });
  });

  it('lets a suppression lapse', async () => {
    const { id, scanId } = await setup();
    await patch(id, { suppress: true, reason: 'until the fix', until: '2020-01-01T00:00:00+02:00' });
    const finding = (await api.call('GET', `/findings/${id}`)).json();
    expect(finding).toMatchObject({ suppressed: false, suppressed_until: '2019-12-31T22:00:00.000Z' });
    expect((await api.call('GET', `/scans/${scanId}`)).json().summary).toMatchObject({
      critical: 1,
      suppressed: 0,
    });
    const later = (
      await patch(id, { suppress: true, reason: 'until the fix', until: '2999-01-01T00:00:00Z' })
    ).json();
    expect(later.suppressed).toBe(true);
  });

  it('follows the flaw into later scans of the same target, and not into others', async () => {
    const { id, targetId } = await setup();
    const laterScan = await newScan(targetId);
    const later = await insertFinding(api, { scanId: laterScan, targetId, fingerprint: 'x' });
    const elsewhere = await setup();
    await patch(id, { status: 'accepted' });
    const statusOf = async (finding: string) => (await api.call('GET', `/findings/${finding}`)).json().status;
    expect([await statusOf(id), await statusOf(later), await statusOf(elsewhere.id)]).toEqual([
      'accepted',
      'accepted',
      'open',
    ]);
  });

  it.each([
    [{ status: 'done' }, 422],
    [{ suppress: true }, 422],
    [{ reason: 'x' }, 422],
    [{ suppress: false, until: '2999-01-01T00:00:00Z' }, 422],
    [{ suppress: true, reason: 'x', until: 'tomorrow' }, 422],
    [{ severity: 'low' }, 422],
    [{}, 400],
  ])('%j is answered %i', async (body, status) => {
    const { id } = await setup();
    expect((await patch(id, body)).statusCode).toBe(status);
  });

  it('answers 404 to an unknown finding', async () => {
    expect((await patch('00000000-0000-4000-8000-000000000000', { status: 'open' })).statusCode).toBe(404);
  });
});
