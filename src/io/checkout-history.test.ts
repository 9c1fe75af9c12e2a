import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  commitFiles,
  type GitServer,
  git,
  gitServer,
  makeRepository,
  scratch,
  writeFiles,
} from '#test/git.ts';
import { type Checkout, type CheckoutRequest, checkOut } from './checkout.ts';

const { signal } = new AbortController();
let place: Awaited<ReturnType<typeof scratch>>;
let server: GitServer;
let [first, second, other] = ['', '', ''];
const at = (...parts: string[]) => join(place.folder, ...parts);
/** Does not shrink. */
const noise = (size: number): string =>
  Array.from({ length: size / 8 }, () => Math.random().toString(16).slice(2, 10)).join('');

beforeAll(async () => {
  place = await scratch();
  first = await makeRepository(at('work'), { 'old.txt': 'old\n' });
  git(at('work'), 'rm', '--quiet', 'old.txt');
  second = await commitFiles(at('work'), { 'new.txt': 'new\n' });
  git(at('work'), 'checkout', '--quiet', '-b', 'other', first);
  other = await commitFiles(at('work'), { 'other.txt': 'other\n' });
  git(at('work'), 'checkout', '--quiet', 'main');
  git(place.folder, 'clone', '--quiet', '--bare', 'work', 'o/whole.git');
  git(place.folder, 'clone', '--quiet', '--bare', '--depth=1', `file://${at('work')}`, 'o/cut.git');
  await makeRepository(at('large'), { 'large.bin': noise(3_000_000) });
  await commitFiles(at('large'), { 'large.bin': 'small now' });
  git(place.folder, 'clone', '--quiet', '--bare', 'large', 'o/large.git');
  server = await gitServer({ folder: place.folder });
});
afterAll(async () => {
  await server.close();
  await place.remove();
});

const ask = (source: CheckoutRequest['source'], more: Partial<CheckoutRequest> = {}): Promise<Checkout> =>
  checkOut({ source, dataDir: at('data'), scanId: 'scan', history: true, ...more }, signal);
const remote = (name: string) => ({ kind: 'remote', url: `${server.origin}/o/${name}.git` }) as const;
const local = (path: string, mode: 'committed' | 'working-tree' = 'committed') =>
  ({ kind: 'local', path: at(path), mode }) as const;

async function commits({ history, commit }: Checkout): Promise<string[]> {
  if (typeof history === 'string') throw new Error(history);
  const text = await history(signal).run(['log', '--format=%H', commit as string]);
  return text.trim().split('\n');
}

async function closed(checkout: Checkout): Promise<string[]> {
  await checkout.close();
  return readdir(at('data', 'checkouts'));
}

test.each([
  ['of a server', () => ask(remote('whole'))],
  ['of a repository on this machine', () => ask(local('work'))],
  ['of a folder that is read in place', () => ask(local('work', 'working-tree'))],
])('the history %s is there until it is closed', async (_, open) => {
  const checkout = await open();
  expect(await commits(checkout)).toEqual([second, first]);
  expect(await closed(checkout)).toEqual([]);
});

test.each([
  ['a branch', { ref: 'other' }],
  ['a commit', { ref: 'other', commit: '' }],
])('the history of %s is what led to it', async (_, wanted) => {
  const commit = 'commit' in wanted ? { commit: other } : {};
  const checkout = await ask(remote('whole'), { ...wanted, ...commit });
  expect(await commits(checkout)).toEqual([other, first]);
  await checkout.close();
});

test('without being asked for nothing of it is fetched or kept', async () => {
  const checkout = await ask(remote('whole'), { history: false });
  expect(checkout.history).toBe('it was not asked for');
  expect(existsSync(join(checkout.root, '..', 'git'))).toBe(false);
  await checkout.close();
});

test('where there is none, the files are scanned all the same', async () => {
  git(place.folder, 'clone', '--quiet', '--depth=1', `file://${at('work')}`, 'shallow');
  await writeFiles(at('plain'), { 'new.txt': 'x' });
  for (const [source, reason] of [
    [local('shallow'), /shallow clone: fetch the rest first/],
    [local('shallow', 'working-tree'), /shallow clone/],
    [remote('cut'), /the server has a shallow clone itself/],
    [local('plain'), /the folder is no git repository/],
  ] as const) {
    const checkout = await ask(source);
    expect(checkout.history).toMatch(reason);
    expect(checkout.tree.files.map(({ path }) => path)).toEqual(['new.txt']);
    expect(await closed(checkout)).toEqual([]);
  }
});

test('a history over the limit is left out, with that reason', async () => {
  const checkout = await ask(remote('large'), { limits: { maxBytes: 1_000_000 } });
  expect(checkout.history).toBe(
    'with its history the repository needs more than 1 MB; ASSAY_REPO_MAX_MB sets the limit',
  );
  expect(checkout.tree.read('large.bin')).toBe('small now');
  expect(await closed(checkout)).toEqual([]);
});
