import { existsSync } from 'node:fs';
import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  commitFiles,
  type GitServer,
  git,
  gitServer,
  makeRepository,
  scratch,
  writeFiles,
} from '#test/git.ts';
import { type Checkout, type CheckoutRequest, checkOut, remoteHead } from './checkout.ts';
import { sweepWorkFolders } from './work-folder.ts';

const token = ['ghp', 'Z9'.repeat(18)].join('_');
const basic = `Basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`;
const { signal } = new AbortController();

let place: Awaited<ReturnType<typeof scratch>>;
let server: GitServer;
let [dataDir, first, second] = ['', '', ''];
const at = (...parts: string[]) => join(place.folder, ...parts);

beforeAll(async () => {
  place = await scratch();
  dataDir = at('data');
  first = await makeRepository(at('work'), { 'app.py': 'print(1)\n', 'lib/a.js': 'let a;\n' });
  git(at('work'), 'tag', '--annotate', '--message=one', 'v1');
  git(at('work'), 'branch', 'topic/old');
  second = await commitFiles(at('work'), { 'app.py': 'print(2)\n', 'package-lock.json': '{}' });
  git(place.folder, 'clone', '--quiet', '--bare', 'work', 'o/open.git');
  git(place.folder, 'clone', '--quiet', '--bare', 'work', 'o/closed.git');
  server = await gitServer({
    folder: place.folder,
    before: (request, response) => {
      if (!request.url?.startsWith('/o/closed') || request.headers.authorization === basic) return false;
      response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end();
      return true;
    },
  });
});
afterAll(async () => {
  await server.close();
  await place.remove();
});

const ask = (more: Partial<CheckoutRequest>): Promise<Checkout> =>
  checkOut(
    { source: { kind: 'remote', url: `${server.origin}/o/open.git` }, dataDir, scanId: 'scan', ...more },
    signal,
  );
const paths = ({ tree }: Checkout) => tree.files.map(({ path }) => path);
const leftBehind = () => readdir(join(dataDir, 'checkouts')).catch(() => []);

describe('a repository on a server', () => {
  test('its default branch, and nothing of it once closed', async () => {
    const checkout = await ask({});
    expect(paths(checkout)).toEqual(['app.py', 'lib/a.js', 'package-lock.json']);
    expect(checkout).toMatchObject({ commit: second, branch: 'main', skippedFiles: [] });
    expect(checkout.tree.read('app.py')).toBe('print(2)\n');
    expect(checkout.tree.read('../git/HEAD')).toBeNull();
    expect(existsSync(join(checkout.root, '..', 'git'))).toBe(false);
    await checkout.close();
    expect(existsSync(checkout.root)).toBe(false);
    expect(await leftBehind()).toEqual([]);
  });

  test.each([
    ['a tag', { ref: 'v1' }, 'v1'],
    ['a branch with a slash', { ref: 'topic/old' }, 'topic/old'],
    ['a full ref', { ref: 'refs/heads/topic/old' }, 'refs/heads/topic/old'],
  ])('%s', async (_, wanted, branch) => {
    const checkout = await ask(wanted);
    expect(checkout).toMatchObject({ commit: first, branch });
    expect(checkout.tree.read('app.py')).toBe('print(1)\n');
    await checkout.close();
  });

  test('a commit by its id', async () => {
    const checkout = await ask({ commit: first });
    expect(checkout).toMatchObject({ commit: first, branch: 'main' });
    expect(paths(checkout)).toEqual(['app.py', 'lib/a.js']);
    await checkout.close();
  });

  test('a commit that the server does not give by its id is fetched with its branch', async () => {
    const strict = await gitServer({
      folder: place.folder,
      // Without protocol 2, git's server gives only what it advertises.
      before: (request) => {
        delete request.headers['git-protocol'];
        return false;
      },
    });
    const checkout = await ask({
      source: { kind: 'remote', url: `${strict.origin}/o/open.git` },
      commit: first,
    });
    expect(checkout.commit).toBe(first);
    await checkout.close();
    await strict.close();
  });

  test('the default branch without a checkout', async () => {
    const source = { kind: 'remote', url: `${server.origin}/o/open.git` } as const;
    expect(await remoteHead({ source, dataDir }, signal)).toEqual({ branch: 'main', commit: second });
    expect(await leftBehind()).toEqual([]);
  });

  test.each([
    [{ ref: 'none' }, /no branch or tag "none"/],
    [{ ref: '--upload-pack=x' }, /ref "--upload-pack=x" is not the name/],
    [{ ref: 'a..b' }, /is not the name/],
    [{ commit: 'abc123' }, /not a full commit id/],
    [{ commit: 'd'.repeat(40) }, /commit d{40} is not in the repository/],
  ])('%j is refused with its reason', async (wanted, message) => {
    await expect(ask(wanted)).rejects.toThrow(message);
    expect(await leftBehind()).toEqual([]);
  });

  test.each([
    ['/o/none.git', /has no repository \/o\/none\.git/],
    ['/o/closed.git', /asks for a token/],
  ])('%s says why it cannot be read', async (path, message) => {
    await expect(ask({ source: { kind: 'remote', url: server.origin + path } })).rejects.toThrow(message);
  });

  test.each([
    'ssh://git@127.0.0.1/o/r.git',
    'git@github.com:o/r.git',
    'file:///etc',
    'ext::sh -c true',
    'http://user:pass@127.0.0.1/o/r.git',
    'http://169.254.169.254/o/r.git',
    'http://metadata.google.internal/o/r.git',
    '--upload-pack=touch',
  ])('%s is never contacted', async (url) => {
    await expect(ask({ source: { kind: 'remote', url } })).rejects.toThrow(
      /over https:\/\/ or http:\/\/|not in the URL|never contacted/,
    );
  });
});

describe('a repository that needs a token', () => {
  const closed = () => ({ kind: 'remote', url: `${server.origin}/o/closed.git` }) as const;

  test('is read with it', async () => {
    const checkout = await ask({ source: closed(), token });
    expect(checkout.commit).toBe(second);
    await checkout.close();
  });

  test('is not read with another one, which no error shows', async () => {
    const wrong = ['ghp', 'Q7'.repeat(18)].join('_');
    const error = await ask({ source: closed(), token: wrong }).catch((thrown) => thrown);
    expect(error).toMatchObject({
      code: 'bad-request',
      message: expect.stringContaining('refuses the token'),
    });
    expect(error.stack + JSON.stringify(error)).not.toContain('Q7Q7');
  });
});

describe('a repository on this machine', () => {
  const local = (path: string, mode: 'committed' | 'working-tree' = 'committed') =>
    ({ kind: 'local', path, mode }) as const;

  test.each(['work', 'o/open.git'])('%s: what is committed', async (path) => {
    await writeFile(at('work', 'app.py'), 'print("not committed")\n');
    const checkout = await ask({ source: local(at(path)) });
    expect(checkout).toMatchObject({ commit: second, branch: 'main' });
    expect(checkout.tree.read('app.py')).toBe('print(2)\n');
    await checkout.close();
    const tagged = await ask({ source: local(at(path)), ref: 'v1' });
    expect(tagged).toMatchObject({ commit: first, branch: 'v1' });
    await tagged.close();
    const packed = await ask({ source: local(at(path)), commit: first });
    expect(packed.tree.read('app.py')).toBe('print(1)\n');
    await packed.close();
  });

  test('a linked work tree, and packed refs', async () => {
    git(at('work'), 'worktree', 'add', '--quiet', '../linked', 'topic/old');
    git(at('work'), 'pack-refs', '--all');
    const checkout = await ask({ source: local(at('linked')) });
    expect(checkout).toMatchObject({ commit: first, branch: 'topic/old' });
    await checkout.close();
  });

  test('its working tree, as git would list it', async () => {
    await makeRepository(at('dirty'), { 'a.js': '1', 'forced.env': 'KEY=1', 'out/kept.txt': 'k' });
    await writeFiles(at('dirty'), {
      '.gitignore': '*.env\n/out/\n',
      'new.js': '2',
      'local.env': 'x',
      'out/made.txt': 'm',
      'node_modules/p/index.js': '3',
      'sub/.gitignore': 'b.js\n',
      'sub/b.js': '4',
      'sub/c.js': '5',
    });
    const checkout = await ask({ source: local(at('dirty'), 'working-tree') });
    const listed = git(at('dirty'), 'ls-files', '-z', '--cached', '--others', '--exclude-standard').split(
      '\0',
    );
    const expected = listed.filter((path) => path && !path.startsWith('node_modules/')).sort();
    expect(paths(checkout)).toEqual(expected);
    expect(expected).toContain('forced.env');
    expect(expected).toContain('out/kept.txt');
    expect(checkout.skippedFiles).toEqual([
      { path: 'node_modules/', scanner: 'checkout', reason: '1 folder left out by default' },
      { path: '.gitignore', scanner: 'checkout', reason: '3 files left out as ignored' },
    ]);
    await checkout.close();
    expect(existsSync(at('dirty', 'a.js'))).toBe(true);
  });

  test('a folder of a working tree: the rules above it hold, and its commit is known', async () => {
    const commit = await makeRepository(at('mono'), {
      'pkg/a/forced.env': 'K',
      'pkg/a/x.js': '1',
      'other/y.js': '2',
    });
    await writeFiles(at('mono'), {
      '.gitignore': '*.env\n/pkg/a/out/\n/scratch/\n',
      'pkg/.gitignore': '/a/*.tmp\n',
      'pkg/a/local.env': 'x',
      'pkg/a/out/o.js': 'x',
      'pkg/a/t.tmp': 'x',
      'pkg/a/new.js': '3',
      'scratch/mine.js': '4',
      'scratch/mine.env': '5',
    });
    const checkout = await ask({ source: local(at('mono/pkg/a'), 'working-tree') });
    expect(paths(checkout)).toEqual(['forced.env', 'new.js', 'x.js']);
    expect(checkout).toMatchObject({ commit, branch: 'main', root: at('mono/pkg/a') });
    // Named on purpose, though the work tree ignores it.
    const ignored = await ask({ source: local(at('mono/scratch'), 'working-tree') });
    expect(paths(ignored)).toEqual(['mine.env', 'mine.js']);
    // As a registered folder it is one without git.
    expect(await ask({ source: local(at('mono/pkg/a')) })).toMatchObject({ commit: null, branch: null });
  });

  test('a folder without git is read in place', async () => {
    await writeFiles(at('plain'), { 'a/b.txt': 'text', 'mark.txt': '\ufefftext', 'bin.dat': 'a\0b' });
    const checkout = await ask({ source: local(at('plain')) });
    expect(checkout).toMatchObject({ root: at('plain'), commit: null, branch: null });
    expect(checkout.tree.read('mark.txt')).toBe('text');
    expect(checkout.tree.read('bin.dat')).toBeNull();
    expect(checkout.tree.readBytes('bin.dat')).toHaveLength(3);
    await expect(ask({ source: local(at('plain')), ref: 'main' })).rejects.toThrow(/no git repository/);
  });

  test.each([
    ['missing', /does not exist on this machine/],
    ['plain/a/b.txt', /is a file/],
    ['plain/mark.txt/x', /cannot be read \(ENOTDIR\)/],
  ])('%s is refused', async (path, message) => {
    await writeFiles(at('plain'), { 'a/b.txt': 'text', 'mark.txt': '' });
    await expect(ask({ source: local(at(path)) })).rejects.toThrow(message);
  });

  test('one without a commit says so', async () => {
    await mkdir(at('empty'));
    git(at('empty'), 'init', '--quiet');
    await expect(ask({ source: local(at('empty')) })).rejects.toThrow(/no commit yet/);
    expect(await remoteHead({ source: local(at('empty')), dataDir }, signal)).toBeNull();
  });

  test('a file that becomes a link after it was found is not followed', async () => {
    await writeFiles(at('swap'), { 'a/f.txt': 'inside', 'g.txt': 'inside' });
    const checkout = await ask({ source: local(at('swap')) });
    await writeFiles(at('other'), { 'f.txt': 'outside' });
    git(place.folder, '--version');
    const { rm } = await import('node:fs/promises');
    await rm(at('swap', 'a'), { recursive: true });
    await symlink(at('other'), at('swap', 'a'));
    await rm(at('swap', 'g.txt'));
    await symlink(at('other', 'f.txt'), at('swap', 'g.txt'));
    expect(checkout.tree.read('a/f.txt')).toBeNull();
    expect(checkout.tree.read('g.txt')).toBeNull();
  });
});

test('what dead workers left is swept, what this one works on is not', async () => {
  const checkout = await ask({});
  await mkdir(join(dataDir, 'checkouts', '999999999-aa-scan-bb', 'tree'), { recursive: true });
  await mkdir(join(dataDir, 'checkouts', `${process.pid}-0000-scan-bb`), { recursive: true });
  expect(await sweepWorkFolders(dataDir)).toBe(2);
  expect(checkout.tree.read('app.py')).toBe('print(2)\n');
  await checkout.close();
});
