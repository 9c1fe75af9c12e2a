import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Blob, type GitStream, type HistoryAsk, readHistory } from './git-history.ts';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'assay-history-'));
  git('init', '-q', '-b', 'main');
  commit('a.txt', 'one\n', 'first');
  commit('a.txt', 'two\n', 'second');
  // The same content at another place, a name with a line feed, a link, a binary and a large file.
  commit('odd\nname.txt', 'one\n', 'third');
  symlinkSync('/etc/passwd', join(root, 'link'));
  commit('bin', Buffer.from([1, 0, 2]), 'fourth');
  commit('large.txt', 'x'.repeat(5000), 'fifth');
  git('checkout', '-q', '-b', 'other', 'HEAD~3');
  commit('b.txt', 'on a branch\n', 'sixth');
  git('checkout', '-q', 'main');
  git('rm', '-q', 'a.txt');
  git('commit', '-q', '-m', 'gone');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const env = {
  PATH: process.env.PATH ?? '',
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'A',
  GIT_COMMITTER_EMAIL: 'a@example.com',
};
let minute = 10;
const git = (...args: string[]): string => {
  const date = `2026-01-01T00:${minute}:00Z`;
  return execFileSync('git', args, {
    cwd: root,
    env: { ...env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
    encoding: 'utf8',
  });
};

function commit(path: string, content: string | Buffer, message: string): void {
  minute++;
  writeFileSync(join(root, path), content);
  git('add', '-A');
  git('commit', '-q', '-m', message);
}

const real: GitStream = {
  async *stream(args, input) {
    const child = spawn('git', args, { cwd: root, env, stdio: ['pipe', 'pipe', 'inherit'] });
    child.stdin.on('error', () => {});
    child.stdin.end(input ?? '');
    yield* child.stdout as AsyncIterable<Buffer>;
  },
};

async function read(more: Partial<HistoryAsk> = {}): Promise<Blob[]> {
  const blobs: Blob[] = [];
  const ask = { maxBlobBytes: 1000, maxBlobs: 100, maxBytes: 1e6, commit: head(), accepts: () => true };
  for await (const blob of readHistory(real, { ...ask, cut: () => {}, ...more })) blobs.push(blob);
  return blobs;
}
const head = () => git('rev-parse', 'HEAD').trim();
const told = (blobs: readonly Blob[]) => blobs.map(({ path, text }) => [path, text]);

test('every version once, newest first, with the first path and commit that have it', async () => {
  const blobs = await read();
  expect(told(blobs)).toEqual([
    ['large.txt', null],
    ['bin', null],
    ['a.txt', 'two\n'],
    ['a.txt', 'one\n'],
  ]);
  expect(blobs.map(({ reason }) => reason)).toEqual([
    'is larger than 1,000 bytes',
    'is binary',
    undefined,
    undefined,
  ]);
  const first = git('rev-list', '--max-parents=0', 'HEAD').trim();
  const blob = git('rev-parse', `${first}:a.txt`).trim();
  expect(blobs.at(-1)).toEqual({
    path: 'a.txt',
    also: ['odd\nname.txt'],
    commit: first,
    blob,
    text: 'one\n',
  });
});

test('what led to the commit, and nothing of other branches', async () => {
  expect(told(await read()).join()).not.toContain('on a branch');
  const commit = git('rev-parse', 'other').trim();
  expect(told(await read({ commit }))).toEqual([
    ['b.txt', 'on a branch\n'],
    ['a.txt', 'two\n'],
    ['a.txt', 'one\n'],
  ]);
});

test('a merge: what it brought itself, and the commits of the branch', async () => {
  git('checkout', '-q', '-b', 'merged', 'main');
  git('merge', '-q', '--no-commit', '--no-ff', 'other');
  commit('only-in-merge.txt', 'evil\n', 'merge');
  const blobs = await read();
  git('checkout', '-q', 'main');
  const by = Object.fromEntries(blobs.map((blob) => [blob.path, blob.commit]));
  expect(by['only-in-merge.txt']).toBe(git('rev-parse', 'merged').trim());
  expect(by['b.txt']).toBe(git('rev-parse', 'other').trim());
});

test('links are not followed, and paths that do not count are left out', async () => {
  expect((await read()).map(({ path }) => path)).not.toContain('link');
  expect((await read({ accepts: (path) => path !== 'a.txt' })).map(({ path }) => path)).toEqual([
    'large.txt',
    'bin',
    'odd\nname.txt',
  ]);
});

test('limits leave out the oldest versions, and say so', async () => {
  const cuts: string[] = [];
  const cut = (reason: string) => void cuts.push(reason);
  expect((await read({ maxBlobs: 2, cut })).map(({ path }) => path)).toEqual(['large.txt', 'bin']);
  expect((await read({ maxBytes: 8, cut })).map(({ path }) => path)).toEqual(['large.txt', 'bin', 'a.txt']);
  expect(cuts[0]).toMatch(
    /^only the newest 2 versions of files were looked at, none before commit [0-9a-f]{12}$/,
  );
  expect(cuts[1]).toMatch(/: 1 older versions were not looked at$/);
  expect(cuts).toHaveLength(2);
});
