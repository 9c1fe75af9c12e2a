import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { transact } from '#src/app/context.ts';
import { executeScan } from '#src/app/execute-scan.ts';
import { commissionRepoScan } from '#src/app/repo-scans.ts';
import { alnum } from '#src/repo/secrets/shape.ts';
import { dumpDatabase, type Loose, type TestApi, testApi } from './api.ts';
import { openCli } from './cli.ts';
import { type TestEndpoint, testEndpoint } from './endpoint.ts';
import { commitFiles, git, makeRepository, scratch, writeFiles } from './git.ts';
import { type GithubServer, githubServer } from './github-server.ts';
import { type PlayedRepoScan, type RepoScanAsk, readRepoScan, registerLocal, scanRepo } from './repo-scan.ts';
import { sampleOf, seeded } from './secret-samples.ts';

const random = seeded(77);
const made = (): string => `ghp_${sampleOf(alnum(36), random)}`;
/** Of the history, of the files, works, does not, its vendor never answers, explained. */
const [gone, standing, good, bad, slow, explained] = Array.from({ length: 6 }, made) as [
  string,
  string,
  string,
  string,
  string,
  string,
];
const line = (secret: string): string => `TOKEN = "${secret}"\n`;

let place: Awaited<ReturnType<typeof scratch>>;
let api: TestApi;
let github: GithubServer;
let vendor: TestEndpoint;
const at = (...parts: string[]) => join(place.folder, ...parts);
/** Commits of `shop`: the one with the secret, and the one without it. */
let [leak, mended] = ['', ''];

beforeAll(async () => {
  place = await scratch();
  vendor = await testEndpoint(({ headers }, response) => {
    const secret = headers.authorization?.replace('Bearer ', '');
    if (secret === slow) return;
    response.writeHead(secret === good ? 200 : 401).end('{"login":"someone"}');
  });
  await makeRepository(at('shop'), { 'a.py': 'print(1)\n', 'kept.py': line(standing) });
  leak = await commitFiles(at('shop'), { 'conf/settings.py': `DEBUG = 1\n${line(gone)}` });
  await commitFiles(at('shop'), {
    'conf/settings.py': `DEBUG = 0\n${line(gone)}`,
    'kept.py': `# 2\n${line(standing)}`,
  });
  mended = await commitFiles(at('shop'), { 'conf/settings.py': 'DEBUG = 0\n' });
  git(place.folder, 'clone', '--quiet', '--bare', 'shop', 'acme/shop.git');
  github = await githubServer(place.folder, { 'acme/shop': { tokens: null } });
  api = await testApi({
    config: {
      dataDir: at('data'),
      githubApi: github.api,
      githubUrl: github.origin,
      vendors: { bases: { GitHub: vendor.url }, timeoutMs: 500 },
    },
  });
}, 60_000);
afterAll(async () => {
  await api?.close();
  await github?.close();
  await vendor?.close();
  await place?.remove();
});

const scan = (id: string, ask: RepoScanAsk): Promise<PlayedRepoScan> =>
  scanRepo(api, id, { scanners: ['secrets'], ...ask });
const told = ({ findings }: PlayedRepoScan): string[] =>
  findings.map(({ scanner, file_path, line_start }) => `${scanner} ${file_path}:${line_start}`).sort();
const stageOf = ({ scan: { stats } }: PlayedRepoScan, id: string): Loose =>
  stats.scanners.find((one: Loose) => one.id === id);

/** Nowhere may a secret be: rows of all tables, log, answers. */
async function expectHidden(played: PlayedRepoScan, secrets: readonly string[]): Promise<void> {
  const all = [await dumpDatabase(api), JSON.stringify(played), api.log.join('\n')].join('\n');
  expect(all).toContain(played.findings[0].fingerprint);
  for (const secret of secrets) expect(all.includes(secret)).toBe(false);
}

describe('the history', () => {
  test('a secret that was taken out is found once, as the same as when it stood there', async () => {
    const { id } = await registerLocal(api, at('shop'));
    const before = await scan(id, { commit_sha: leak });
    expect(told(before)).toEqual(['secrets conf/settings.py:2', 'secrets kept.py:1']);
    expect(told(await scan(id, {}))).toEqual(['secrets kept.py:2']);

    const past = await scan(id, { history: true });
    expect(told(past)).toEqual(['history conf/settings.py:2', 'secrets kept.py:2']);
    expect(stageOf(past, 'history')).toMatchObject({ status: 'scanned', findings: 1 });
    const [found] = past.findings.filter(({ scanner }) => scanner === 'history');
    const [stood] = before.findings.filter(({ file_path }) => file_path === 'conf/settings.py');
    expect(found.fingerprint).toBe(stood.fingerprint);
    expect(found).toMatchObject({ commit_sha: leak, proof: { commit: leak, sha256: stood.proof.sha256 } });
    expect(found.title).toMatch(/in the history$/);
    expect(found.description).toContain(`git show ${leak.slice(0, 12)}, file conf/settings.py`);
    expect(found.code_snippet).toContain('DEBUG = 1');
    const [kept] = past.findings.filter(({ scanner }) => scanner === 'secrets');
    expect(kept.commit_sha).toBe(mended);
    await expectHidden(past, [gone, standing]);

    const replay = (await api.call('POST', `/findings/${found.id}/replay`)).json();
    expect(replay).toMatchObject({ holds: true, verdict: { stage: 'history' } });

    const again = await scan(id, { history: true });
    expect(again.scan.stats.changes).toMatchObject({ since: past.id, new: 0, closed: 0, unchanged: 2 });
    const rows = await api.app.db
      .selectFrom('findings')
      .select('occurrences')
      .where('scan_id', '=', again.id)
      .execute();
    expect(rows.map(({ occurrences }) => occurrences)).toEqual([1, 1]);
    expect(readdirSync(at('data', 'checkouts'))).toEqual([]);
  });

  test('a repository on a server is fetched whole for it', async () => {
    const url = `${github.origin}/acme/shop`;
    const { id } = (await api.call('POST', '/repos/github', { body: { url } })).json();
    expect(told(await scan(id, { history: true }))).toEqual([
      'history conf/settings.py:2',
      'secrets kept.py:2',
    ]);
    expect(told(await scan(id, { history: true, commit_sha: leak }))).toEqual([
      'secrets conf/settings.py:2',
      'secrets kept.py:1',
    ]);
  });

  test('a folder as it stands: what is only committed is history', async () => {
    git(place.folder, 'clone', '--quiet', 'shop', 'desk');
    await writeFiles(at('desk'), { 'kept.py': 'print(2)\n' });
    const { id } = await registerLocal(api, at('desk'));
    const ask = { workingTree: true, history: true, scanners: ['secrets'] };
    const { app, workspaceId } = api;
    const asked = await transact(app, workspaceId, (work) => commissionRepoScan(work, id, ask));
    await executeScan(app, { scanId: asked.id, workspaceId }, new AbortController().signal);
    expect(told(await readRepoScan(api, asked.id))).toEqual([
      'history conf/settings.py:2',
      'history kept.py:1',
    ]);
  });

  test('assay scan repo --history', async () => {
    const cli = await openCli(api.url);
    const ended = await cli.run(['scan', 'repo', at('shop'), '--history', '--scanners', 'secrets', '--json']);
    const against = ['--only-new-against', 'main', '--format', 'sarif'];
    const fresh = await cli.run([
      'scan',
      'repo',
      at('shop'),
      '--history',
      '--scanners',
      'secrets',
      ...against,
    ]);
    await cli.close();
    expect(ended.code).toBe(0);
    const titles = JSON.parse(ended.stdout).findings.map(({ title }: Loose) => title);
    expect(titles.filter((title: string) => title.endsWith('in the history'))).toHaveLength(1);
    expect(ended.stdout + ended.stderr).not.toContain(gone);
    // What the history of the branch has already is not new either.
    expect(JSON.parse(fresh.stdout).runs[0].results).toEqual([]);
  });

  test('where there is none the scan says so, and is no clean one', async () => {
    git(place.folder, 'clone', '--quiet', '--depth=1', `file://${at('shop')}`, 'shallow');
    await writeFiles(at('plain'), { 'a.py': 'print(1)\n' });
    for (const [folder, reason] of [
      ['shallow', /shallow clone/],
      ['plain', /no git repository/],
    ] as const) {
      const { id } = await registerLocal(api, at(folder));
      const played = await scan(id, { history: true });
      expect(played.scan.stats.partial).toBe(true);
      expect(stageOf(played, 'history')).toMatchObject({
        status: 'not-scanned',
        reason: expect.stringMatching(reason),
      });
    }
  });
});

describe('liveness', () => {
  let live: PlayedRepoScan;
  const asked = () => vendor.received.map(({ headers }) => headers.authorization?.replace('Bearer ', ''));
  const of = (path: string): Loose => live.findings.find(({ file_path }) => file_path === path);

  beforeAll(async () => {
    await makeRepository(at('keys'), {
      'good.py': line(good),
      'copy/good.py': line(good),
      'bad.py': line(bad),
      'explained.py': line(explained).replace('\n', '  # assay-ignore: secrets-* made up\n'),
    });
    await commitFiles(at('keys'), { 'slow.py': line(slow) });
    await commitFiles(at('keys'), { 'slow.py': 'print(1)\n' });
  });

  test('nobody is asked unless the scan wants it', async () => {
    const { id } = await registerLocal(api, at('keys'));
    const quiet = await scan(id, { history: true });
    expect(quiet.findings).toHaveLength(5);
    expect(quiet.findings.every(({ proof }) => !('live' in proof))).toBe(true);
    expect(asked()).toEqual([]);
  });

  test('what its vendor says of a secret is in its finding, each secret asked about once', async () => {
    const { id } = await registerLocal(api, at('keys'));
    live = await scan(id, { history: true, check_liveness: true });
    expect(live.scan.status).toBe('completed');
    expect(asked().sort()).toEqual([good, bad, slow].sort());
    for (const path of ['good.py', 'copy/good.py']) {
      expect(of(path)).toMatchObject({ severity: 'critical', confidence: 1, proof: { live: true } });
      expect(of(path).description).toMatch(/It works now: GitHub answered 200\.$/);
    }
    expect(of('bad.py').proof).toMatchObject({ live: false, live_note: 'GitHub answered 401' });
    expect(of('slow.py')).toMatchObject({
      scanner: 'history',
      proof: { live: 'unknown', live_note: 'GitHub could not be asked: timeout' },
    });
    expect(of('explained.py').proof).not.toHaveProperty('live');
  });

  test('the secret went to its vendor, in a header, and is nowhere else', async () => {
    expect(vendor.received.map(({ path, body }) => [path, body])).toEqual(Array(3).fill(['/user', '']));
    await expectHidden(live, [good, bad, slow, explained]);
  });

  test('results of files that did not change are asked about anew', async () => {
    const { id } = await registerLocal(api, at('keys'));
    const before = vendor.received.length;
    const again = await scan(id, { check_liveness: true });
    expect(again.scan.stats.files_unchanged).toBe(again.scan.stats.files);
    expect(vendor.received.length - before).toBe(2);
    expect(again.findings.filter(({ proof }) => proof.live === true)).toHaveLength(2);
  });

  test('ASSAY_OFFLINE forbids it', async () => {
    const offline = await testApi({ config: { dataDir: at('data'), vendors: null } });
    const { id } = await registerLocal(offline, at('keys'));
    const answer = await offline.call('POST', `/repos/${id}/scan`, { body: { check_liveness: true } });
    await offline.close();
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('ASSAY_OFFLINE is on');
  });
});
