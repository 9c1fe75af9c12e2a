import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Blob, type GitStream, HistoryTooLarge, readHistory } from './git-history.ts';

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

async function read(limits: Partial<Parameters<typeof readHistory>[1]> = {}): Promise<Blob[]> {
  const blobs: Blob[] = [];
  for await (const blob of readHistory(real, { maxBlobBytes: 1000, maxBlobs: 100, ...limits }))
    blobs.push(blob);
  return blobs;
}

test('every version once, with the first path and commit that have it', async () => {
  const blobs = await read();
  const told = blobs.map(({ path, text }) => [path, text]);
  expect(told.toSorted()).toEqual([
    ['a.txt', 'one\n'],
    ['a.txt', 'two\n'],
    ['b.txt', 'on a branch\n'],
    ['bin', null],
    ['large.txt', null],
  ]);
  const first = git('rev-list', '--max-parents=0', 'HEAD').trim();
  expect(blobs[0]).toMatchObject({
    path: 'a.txt',
    commit: first,
    blob: git('rev-parse', `${first}:a.txt`).trim(),
  });
});

test('links are not followed', async () => {
  expect((await read()).map(({ path }) => path)).not.toContain('link');
});

test('known blobs are left out', async () => {
  const all = await read();
  const known = new Set([all[0]?.blob ?? '']);
  expect((await read({ known })).length).toBe(all.length - 1);
});

test('a history over the limit is an error before anything is read', async () => {
  await expect(read({ maxBlobs: 2 })).rejects.toThrow(HistoryTooLarge);
});
