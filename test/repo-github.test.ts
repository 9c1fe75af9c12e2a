import { createHmac, randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorker } from '#src/worker/worker.ts';
import { dumpDatabase, type Loose, type TestApi, testApi } from './api.ts';
import { commitFiles, git, makeRepository, scratch } from './git.ts';
import { type GithubServer, githubServer } from './github-server.ts';

/** From registration to findings: GitHub's API, git's protocol, the queue, a worker. */

const [token, rotated] = ['R', 'S'].map((letter) => ['ghp', letter.repeat(36)].join('_')) as [string, string];
const flaw = 'import os\nfrom flask import request\n\n\ndef run():\n    os.system(request.args["host"])\n';

let place: Awaited<ReturnType<typeof scratch>>;
let github: GithubServer;
let api: TestApi;
let repository: Loose;
const at = (...parts: string[]) => join(place.folder, ...parts);

beforeAll(async () => {
  place = await scratch();
  await makeRepository(at('work'), { 'app.py': 'print(1)\n' });
  git(place.folder, 'clone', '--quiet', '--bare', 'work', 'acme/shop.git');
  github = await githubServer(place.folder, { 'acme/shop': { tokens: [token, rotated] } });
  api = await testApi({ config: { githubApi: github.api, githubUrl: github.origin, dataDir: at('data') } });
  await startWorker(api.app);
  const body = { url: `${github.origin}/acme/shop`, token };
  repository = (await api.call('POST', '/repos/github', { body })).json();
});
afterAll(async () => {
  await api.close();
  await github.close();
  await place.remove();
});

/** Waits for a scan to be over. */
async function ended(id: string): Promise<Loose> {
  for (;;) {
    const scan = (await api.call('GET', `/repos/scans/${id}`)).json();
    if (!['queued', 'running'].includes(scan.status)) return scan;
    await setTimeout(50);
  }
}

async function push(files: Record<string, string>): Promise<string> {
  const commit = await commitFiles(at('work'), files);
  git(at('work'), 'push', '--quiet', at('acme', 'shop.git'), 'main');
  return commit;
}

test('a private repository is fetched with its token and scanned', async () => {
  const commit = await push({ 'app.py': flaw });
  const body = { scanners: ['sast'] };
  const asked = (await api.call('POST', `/repos/${repository.id}/scan`, { body })).json();
  const scan = await ended(asked.id);
  expect(scan, JSON.stringify(scan)).toMatchObject({ status: 'completed', commit_sha: commit, ref: 'main' });
  const findings = (await api.call('GET', `/repos/scans/${scan.id}/findings?scanner=sast`)).json();
  expect(findings).toContainEqual(
    expect.objectContaining({
      file_path: 'app.py',
      line_start: 6,
      commit_sha: commit,
      severity: expect.any(String),
    }),
  );
  const [finding] = findings;
  expect(finding.code_snippet).toContain('os.system');
  expect(finding.flow.at(-1)).toMatchObject({ path: 'app.py', line: 6 });
  expect(await readdir(at('data', 'checkouts'))).toEqual([]);
});

test('a push scans the commit that was pushed, with a token that was rotated', async () => {
  const body = { url: `${github.origin}/acme/shop`, token: rotated };
  expect((await api.call('POST', '/repos/github', { body })).json().id).toBe(repository.id);
  github.repositories.set('acme/shop', { tokens: [rotated] });
  const { secret } = (await api.call('POST', `/repos/${repository.id}/webhook`)).json();
  const after = await push({ 'app.py': 'print(2)\n' });
  const text = JSON.stringify({
    ref: 'refs/heads/main',
    after,
    repository: { full_name: 'acme/shop', default_branch: 'main' },
  });
  const answer = await api.call('POST', '/repos/webhooks/github', {
    key: null,
    body: text,
    headers: {
      'x-github-event': 'push',
      'x-github-delivery': randomUUID(),
      'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(text).digest('hex')}`,
    },
  });
  expect(answer.statusCode).toBe(202);
  const scan = await ended(answer.json().scan_id);
  expect(scan).toMatchObject({ status: 'completed', commit_sha: after, ref: 'main' });
  expect((await api.call('GET', `/repos/scans/${scan.id}/findings?scanner=sast`)).json()).toEqual([]);
});

test('a repository that cannot be read any more is a failed scan with its reason', async () => {
  github.repositories.set('acme/shop', { tokens: [] });
  const asked = (await api.call('POST', `/repos/${repository.id}/scan`)).json();
  expect(await ended(asked.id)).toMatchObject({
    status: 'failed',
    error: expect.stringMatching(/refuses the token/),
  });
});

test('no token is in any row, log line or request path', async () => {
  const written = [
    api.log.join(''),
    await dumpDatabase(api),
    github.seen.map(({ line }) => line).join('\n'),
  ].join('\n');
  for (const secret of [token, rotated, Buffer.from(`x-access-token:${token}`).toString('base64')]) {
    expect(written).not.toContain(secret);
  }
});
