import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { transact } from '#src/app/context.ts';
import { commissionRepoScan } from '#src/app/repo-scans.ts';
import { asSystem } from '#src/store/database.ts';
import { type Loose, type TestApi, testApi } from '#test/api.ts';
import { makeRepository, scratch } from '#test/git.ts';

let place: Awaited<ReturnType<typeof scratch>>;
let api: TestApi;
let repository: Loose;
let commit = '';

beforeAll(async () => {
  place = await scratch();
  commit = await makeRepository(join(place.folder, 'work'), { a: '1' });
  api = await testApi({ config: { dataDir: join(place.folder, 'data') } });
  const body = { local_path: join(place.folder, 'work') };
  repository = (await api.call('POST', '/repos/local', { body })).json();
});
afterAll(async () => {
  await api.close();
  await place.remove();
});

const scan = async (body?: unknown): Promise<Loose> => {
  const answer = await api.call('POST', `/repos/${repository.id}/scan`, { body });
  expect(answer.statusCode, answer.body).toBe(202);
  return answer.json();
};

describe('POST /repos/{id}/scan', () => {
  it.each([
    [undefined, { ref: null, commit_sha: null, scanners: null }],
    [{}, { ref: null, commit_sha: null, scanners: null }],
    [
      { ref: 'main', commit_sha: 'A'.repeat(40) },
      { ref: 'main', commit_sha: 'a'.repeat(40) },
    ],
  ])('%j commissions a scan with its job', async (body, expected) => {
    const made = await scan(body);
    expect(made).toMatchObject({
      repository_id: repository.id,
      target_id: repository.target_id,
      kind: 'repo',
      status: 'queued',
      ...expected,
    });
    const jobs = await asSystem(api.app.db, async (trx) => {
      const { sql } = await import('kysely');
      return sql<{ data: Loose }>`select data from pgboss.job where data->>'scanId' = ${made.id}`.execute(
        trx,
      );
    });
    expect(jobs.rows.map(({ data }) => data)).toEqual([{ scanId: made.id, workspaceId: api.workspaceId }]);
    expect((await api.call('GET', `/repos/scans/${made.id}`)).json()).toEqual(made);
    expect((await api.call('GET', `/scans/${made.id}`)).json()).toMatchObject({
      kind: 'repo',
      status: 'queued',
    });
    expect((await api.call('GET', `/repos/${repository.id}/scans`)).json()[0]).toEqual(made);
    expect((await api.call('GET', `/repos/${repository.id}`)).json().last_scan).toMatchObject({
      id: made.id,
    });
  });

  it('takes the branch that people chose', async () => {
    const body = { default_branch: 'develop' };
    await api.call('PATCH', `/repos/${repository.id}`, { body });
    expect(await scan()).toMatchObject({ ref: 'develop' });
    await api.call('PATCH', `/repos/${repository.id}`, { body: { default_branch: null } });
    expect(await scan()).toMatchObject({ ref: null });
  });

  it('refuses unknown scanners, all of them, with the known ones', async () => {
    const answer = await api.call('POST', `/repos/${repository.id}/scan`, {
      body: { scanners: ['nope', 'neither'] },
    });
    expect(answer.statusCode).toBe(422);
    expect(answer.json().detail).toMatchObject([
      { loc: ['body', 'scanners', 0], msg: expect.stringMatching(/unknown scanner "nope"; known: /) },
      { loc: ['body', 'scanners', 1] },
    ]);
    const made = await transact(api.app, api.workspaceId, (work) =>
      commissionRepoScan(work, repository.id, { scanners: ['one', 'one'] }, ['one', 'two']),
    );
    expect(made.asked.scanners).toEqual(['one']);
  });

  it.each([
    [{ ref: '--upload-pack=x' }, 400],
    [{ commit_sha: 'abc' }, 422],
    [{ scanners: [] }, 422],
    [{ branch: 'main' }, 422],
  ])('%j is answered %i', async (body, status) => {
    expect((await api.call('POST', `/repos/${repository.id}/scan`, { body })).statusCode).toBe(status);
  });

  it('with an Idempotency-Key it creates one scan', async () => {
    const call = { body: {}, headers: { 'idempotency-key': 'scan-once' } };
    const ids = [];
    for (let i = 0; i < 2; i++) {
      const answer = await api.call('POST', `/repos/${repository.id}/scan`, call);
      expect(answer.statusCode).toBe(202);
      ids.push(answer.json().id);
    }
    expect(new Set(ids).size).toBe(1);
  });
});

it('a scan shows the branch and commit that were checked out', async () => {
  const { id } = await scan();
  const stats = JSON.stringify({ checkout: { branch: 'main', commit } });
  await asSystem(api.app.db, (trx) => trx.updateTable('scans').set({ stats }).where('id', '=', id).execute());
  expect((await api.call('GET', `/repos/scans/${id}`)).json()).toMatchObject({
    ref: 'main',
    commit_sha: commit,
  });
});

it('POST /scans of the mirror is refused in the words of the contract', async () => {
  const answer = await api.call('POST', '/scans', { body: { target_id: repository.target_id } });
  expect(answer.statusCode).toBe(400);
  expect(answer.json()).toEqual({
    detail: `This target is a repository mirror — DAST scans don't apply. Use POST /repos/${repository.id}/scan instead.`,
  });
});

describe('GET /repos/scans/{id}/findings', () => {
  let scanId = '';
  beforeAll(async () => {
    scanId = (await scan()).id;
    const flow = [{ path: 'app.py', line: 3, message: 'request.args is read' }];
    const found = { purl: 'pkg:npm/left@1.0.0', ecosystem: 'npm', name: 'left', version: '1.0.0' };
    const sca = { ...found, fixed: null, cve: 'CVE-2030-1', advisories: ['GHSA-x', 'CVE-2030-1'], dev: true };
    await insert('sast', 'high', {
      path: 'app.py',
      line_start: 5,
      line_end: 6,
      snippet: 'run(x)',
      commit,
      flow,
    });
    await insert('sca', 'critical', { path: 'yarn.lock', line_start: 9, line_end: 9, package: sca });
    await insert('sca', 'low', { path: 'yarn.lock', package: { ...sca, fixed: '1.0.1', dev: false } });
  });

  const insert = (scanner: string, severity: string, location: Record<string, unknown>) =>
    asSystem(api.app.db, (trx) =>
      trx
        .insertInto('findings')
        .values({
          workspace_id: api.workspaceId,
          scan_id: scanId,
          target_id: repository.target_id,
          kind: 'repo',
          check_id: `${scanner}-rule`,
          fingerprint: `${scanner}-${severity}`,
          title: 't',
          severity,
          confidence: 0.9,
          owasp_category: null,
          technique: null,
          cwe: 78,
          cvss: null,
          location: { scanner, ...location },
          description: 'd',
          remediation: 'r',
          references: { owasp: ['A03:2021'] },
          evidence: [],
          proof: { kind: 'flow' },
          occurrences: 1,
          suppression_reason: null,
          suppressed_until: null,
        })
        .execute(),
    );
  const findings = async (query = '') =>
    (await api.call('GET', `/repos/scans/${scanId}/findings${query}`)).json();

  it('shows them worst first, in the shape of a RepoFinding', async () => {
    const list = await findings();
    expect(list.map((finding: Loose) => finding.severity)).toEqual(['critical', 'high', 'low']);
    expect(list[0]).toMatchObject({
      repository_id: repository.id,
      scanner: 'sca',
      package: 'left',
      purl: 'pkg:npm/left@1.0.0',
      installed_version: '1.0.0',
      fixed_version: null,
      fix_status: 'not_fixed',
      cve: 'CVE-2030-1',
      dev_dependency: true,
      file_path: 'yarn.lock',
      line_start: 9,
    });
    expect(list[1]).toMatchObject({
      rule_id: 'sast-rule',
      file_path: 'app.py',
      line_start: 5,
      line_end: 6,
      code_snippet: 'run(x)',
      commit_sha: commit,
      flow: [{ path: 'app.py', line: 3, message: 'request.args is read' }],
      package: null,
      fix_status: null,
      suppressed: false,
    });
    expect(list[2]).toMatchObject({
      fixed_version: '1.0.1',
      fix_status: 'fixed',
      line_start: null,
      flow: null,
    });
  });

  it('by scanner and severity', async () => {
    expect(await findings('?scanner=sca')).toHaveLength(2);
    expect(await findings('?scanner=sca&severity=low')).toHaveLength(1);
    expect(await findings('?scanner=none')).toEqual([]);
    expect((await api.call('GET', `/repos/scans/${scanId}/findings?scaner=x`)).statusCode).toBe(422);
  });

  it('of a scan of something else, or of another workspace, are not there', async () => {
    const other = await api.neighbour();
    expect((await api.call('GET', `/repos/scans/${scanId}/findings`, { key: other.key })).statusCode).toBe(
      404,
    );
    const body = {
      name: 'm',
      kind: 'llm',
      base_url: 'https://m.example',
      llm_config: { provider: 'openai-chat', model: 'm' },
    };
    const target = (await api.call('POST', '/targets', { body })).json();
    const llm = (await api.call('POST', '/scans', { body: { target_id: target.id } })).json();
    expect((await api.call('GET', `/repos/scans/${llm.id}`)).statusCode).toBe(404);
    expect((await api.call('GET', `/repos/scans/${llm.id}/findings`)).statusCode).toBe(404);
  });
});

it('DELETE /repos/{id} takes scans and findings along', async () => {
  const { id } = (await api.call('GET', `/repos/${repository.id}/scans`)).json()[0];
  expect((await api.call('DELETE', `/repos/${repository.id}`)).statusCode).toBe(204);
  for (const path of [`/repos/scans/${id}`, `/scans/${id}`, `/repos/${repository.id}/scans`]) {
    expect((await api.call('GET', path)).statusCode, path).toBe(404);
  }
  expect((await api.call('GET', '/findings?kind=repo')).json()).toEqual([]);
});
