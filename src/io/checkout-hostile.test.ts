import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, truncateSync } from 'node:fs';
import { appendFile, chmod, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { git, makeRepository, scratch, writeFiles } from '#test/git.ts';
import { type Checkout, type CheckoutRequest, checkOut } from './checkout.ts';

let place: Awaited<ReturnType<typeof scratch>>;
let dataDir = '';
const at = (...parts: string[]) => join(place.folder, ...parts);

beforeEach(async () => {
  place = await scratch();
  dataDir = at('data');
});
afterEach(() => place.remove());

const ask = (request: Partial<CheckoutRequest>, signal = new AbortController().signal): Promise<Checkout> =>
  checkOut(
    { source: { kind: 'local', path: at('work'), mode: 'committed' }, dataDir, scanId: 's', ...request },
    signal,
  );
const inPlace = { source: { kind: 'local', mode: 'working-tree' } } as const;
const workingTree = () => ({ source: { ...inPlace.source, path: at('work') } });
const paths = ({ tree }: Checkout) => tree.files.map(({ path }) => path);
const reasons = ({ skippedFiles }: Checkout) =>
  Object.fromEntries(skippedFiles.map(({ path, reason }) => [path, reason]));
const leftBehind = () => readdir(join(dataDir, 'checkouts')).catch(() => []);

/** Feeds `git fast-import`, which writes whatever it is told. */
const fastImport = (folder: string, input: string | Buffer): void => {
  git(place.folder, 'init', '--quiet', '--bare', '--initial-branch=main', folder);
  execFileSync('git', ['fast-import', '--quiet', '--force'], {
    cwd: at(folder),
    input,
    env: { PATH: process.env.PATH },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
};
const commitHead = 'commit refs/heads/main\ncommitter a <a@example.com> 1700000000 +0000\ndata 1\nx\n';

describe('what a commit may hold', () => {
  test('links, submodules, LFS pointers and large files are left out and said', async () => {
    await makeRepository(at('work'), {
      'real.js': '1',
      'big.bin': 'x'.repeat(1_000_001),
      'yarn.lock': 'y'.repeat(1_500_000),
      'media.psd': 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n',
      'bomb.zip': 'PK\u0003\u0004',
      'build/out.js': '2',
      'build/Dockerfile': 'FROM scratch',
      'src/build/own.js': '3',
      'web/app.min.js': '4',
    });
    await symlink('/etc/passwd', at('work', 'absolute'));
    await symlink('../../outside', at('work', 'up'));
    await symlink('real.js', at('work', 'inner'));
    git(at('work'), 'add', '--all');
    git(at('work'), 'update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},module`);
    git(at('work'), 'commit', '--quiet', '--message=more');
    const checkout = await ask({});
    expect(paths(checkout)).toEqual([
      'bomb.zip',
      'build/Dockerfile',
      'real.js',
      'src/build/own.js',
      'yarn.lock',
    ]);
    expect(reasons(checkout)).toEqual({
      absolute: 'is a symbolic link that leads out of the repository',
      up: 'is a symbolic link that leads out of the repository',
      module: 'is a submodule, which is not fetched',
      'big.bin': 'is larger than 1,000,000 bytes',
      'media.psd': 'is kept in Git LFS, from which nothing is fetched',
      'build/': '1 file left out by default',
      '*.min.js': '1 file left out by default',
    });
    expect(checkout.tree.read('yarn.lock')).toHaveLength(1_500_000);
    expect(readdirSync(checkout.root).sort()).toEqual(['bomb.zip', 'build', 'real.js', 'src', 'yarn.lock']);
    await checkout.close();
  });

  test('names that are odd are kept, names that lead elsewhere are not', async () => {
    await makeRepository(at('work'), {
      'line\nfeed.js': '1',
      'tab\t"quote".js': '2',
      '-rf': '3',
      'ok.js': '4',
    });
    await writeFile(
      Buffer.concat([Buffer.from(`${at('work')}/`), Buffer.from([0xe9, 0x2e, 0x6a, 0x73])]),
      '5',
    );
    git(at('work'), 'add', '--all');
    const blob = git(at('work'), 'rev-parse', ':ok.js').trim();
    const good = git(at('work'), 'write-tree').trim();
    const tree = (entries: string) =>
      execFileSync('git', ['mktree', '-z', '--missing'], {
        cwd: at('work'),
        input: entries,
        encoding: 'utf8',
      }).trim();
    const evil = execFileSync('git', ['hash-object', '-t', 'tree', '-w', '--literally', '--stdin'], {
      cwd: at('work'),
      input: Buffer.concat(
        ['../../up.js', '/abs.js', 'a//b.js'].map((name) =>
          Buffer.concat([Buffer.from(`100644 ${name}\0`), Buffer.from(blob, 'hex')]),
        ),
      ),
      encoding: 'utf8',
    }).trim();
    const hooks = tree(`100755 blob ${blob}\tpost-checkout\0`);
    const dotGit = execFileSync('git', ['hash-object', '-t', 'tree', '-w', '--literally', '--stdin'], {
      cwd: at('work'),
      input: Buffer.concat([Buffer.from('40000 .GIT\0'), Buffer.from(hooks, 'hex')]),
      encoding: 'utf8',
    }).trim();
    const root = tree(
      `040000 tree ${evil}\tevil\x00040000 tree ${dotGit}\thost\x00040000 tree ${good}\tgood\0`,
    );
    const commit = git(at('work'), 'commit-tree', root, '-m', 'x').trim();
    const checkout = await ask({ commit });
    expect(paths(checkout)).toEqual(
      ['-rf', 'line\nfeed.js', 'ok.js', 'tab\t"quote".js', '\ufffd.js'].map((name) => `good/${name}`),
    );
    expect(checkout.tree.read('good/line\nfeed.js')).toBe('1');
    expect(checkout.tree.read('good/\ufffd.js')).toBe('5');
    const strange = 'its path is not one that a work tree can have';
    expect(reasons(checkout)).toEqual({
      'evil/../../up.js': strange,
      'evil//abs.js': strange,
      'evil/a//b.js': strange,
      'host/.GIT/post-checkout': strange,
    });
    expect(existsSync(at('up.js'))).toBe(false);
    await checkout.close();
  });

  test('a tree that repeats itself ten billion times ends at the file limit', async () => {
    fastImport('bomb.git', `${commitHead}M 100644 inline f\ndata 1\nx\n\n`);
    let tree = git(at('bomb.git'), 'rev-parse', 'main^{tree}').trim();
    for (let level = 0; level < 10; level++) {
      const input = [...'abcdefghij'].map((name) => `040000 tree ${tree}\t${name}\n`).join('');
      tree = execFileSync('git', ['mktree'], { cwd: at('bomb.git'), input, encoding: 'utf8' }).trim();
    }
    const commit = git(at('bomb.git'), 'commit-tree', tree, '-m', 'x').trim();
    const source = { kind: 'local', path: at('bomb.git'), mode: 'committed' } as const;
    await expect(ask({ source, commit, limits: { maxFiles: 5000 } })).rejects.toMatchObject({
      code: 'too-large',
      message: expect.stringContaining('more than 5,000 files'),
    });
    expect(await leftBehind()).toEqual([]);
  });

  test('what it writes is bounded', async () => {
    await makeRepository(at('work'), { a: 'x'.repeat(600), b: 'x'.repeat(600) });
    await expect(ask({ limits: { maxBytes: 1000 } })).rejects.toMatchObject({ code: 'too-large' });
    expect(await leftBehind()).toEqual([]);
  });
});

test('nothing that a repository configures is run, committed or in place', async () => {
  await makeRepository(at('work'), { 'a.js': '1', '.gitattributes': '* filter=evil diff=evil merge=evil\n' });
  const run = (name: string) => `touch ${at(`marker-${name}`)}`;
  for (const hook of [
    'post-checkout',
    'post-index-change',
    'fsmonitor-watchman',
    'reference-transaction',
    'post-merge',
  ]) {
    await writeFile(at('work', '.git', 'hooks', hook), `#!/bin/sh\n${run(hook)}\n`);
    await chmod(at('work', '.git', 'hooks', hook), 0o755);
  }
  await writeFile(at('included'), `[core]\n\tsshCommand = ${run('include')}\n`);
  await appendFile(
    at('work', '.git', 'config'),
    `[core]
	fsmonitor = ${run('fsmonitor')}
	sshCommand = ${run('ssh')}
	hooksPath = ${at('work', '.git', 'hooks')}
	pager = ${run('pager')}
	gitProxy = ${run('proxy')}
	alternateRefsCommand = ${run('alternates')}
[uploadpack]
	packObjectsHook = ${run('pack')}
[filter "evil"]
	smudge = ${run('smudge')}
	clean = ${run('clean')}
	process = ${run('process')}
	required = true
[diff "evil"]
	textconv = ${run('textconv')}
[diff]
	external = ${run('diff')}
[alias]
	ls-tree = !${run('alias')}
	cat-file = !${run('alias')}
[include]
	path = ${at('included')}
[extensions]
	partialClone = origin
[remote "origin"]
	url = ext::sh -c "${run('ext')}"
	uploadpack = ${run('uploadpack')}
	promisor = true
`,
  );
  await writeFile(at('work', '.git', 'objects', 'info', 'alternates'), `${at('nowhere')}\n`);
  for (const request of [{}, workingTree()]) {
    const checkout = await ask(request);
    expect(paths(checkout)).toEqual(['.gitattributes', 'a.js']);
    await checkout.close();
  }
  // A commit that is missing would be fetched from the promisor.
  await expect(ask({ commit: 'e'.repeat(40) })).rejects.toThrow(/is not in the repository/);
  const markers = () => readdirSync(place.folder).filter((name) => name.startsWith('marker'));
  expect(markers()).toEqual([]);
  // Not so for who trusts the repository: the traps do work.
  spawnSync('git', ['status'], { cwd: at('work'), env: { PATH: process.env.PATH, HOME: place.folder } });
  expect(markers()).toContain('marker-fsmonitor');
});

test.runIf(process.getuid?.() === 0)(
  'a repository of another user is read without being trusted',
  async () => {
    const commit = await makeRepository(at('work'), { 'a.js': '1' });
    execFileSync('chown', ['-R', '12345:12345', at('work')]);
    for (const request of [{}, workingTree()]) {
      const checkout = await ask(request);
      expect([paths(checkout), checkout.commit]).toEqual([['a.js'], commit]);
      await checkout.close();
    }
  },
);

test('a path with whatever a file system allows in it', async () => {
  const path = at('od:d', 'qu"o\\te', 'line\nfeed');
  const commit = await makeRepository(path, { 'a.js': '1' });
  const checkout = await ask({ source: { kind: 'local', path, mode: 'committed' } });
  expect([paths(checkout), checkout.commit]).toEqual([['a.js'], commit]);
  await checkout.close();
});

test('a clone without its blobs: what is not there is said', async () => {
  await makeRepository(at('origin'), { 'a.js': '1', 'b.js': '2' });
  git(at('origin'), 'config', 'uploadpack.allowFilter', 'true');
  git(
    place.folder,
    'clone',
    '--quiet',
    '--no-checkout',
    '--filter=blob:none',
    `file://${at('origin')}`,
    'work',
  );
  const checkout = await ask({});
  expect(paths(checkout)).toEqual([]);
  expect(reasons(checkout)).toEqual({
    'a.js': 'its content is not in the repository',
    'b.js': 'its content is not in the repository',
  });
  await checkout.close();
});

test('in place: links out, pipes and a sparse file of 2 GB are left out and said', async () => {
  await writeFiles(at('work'), { 'a.js': '1', 'deep/b.js': '2' });
  await writeFile(at('work', 'sparse.bin'), '');
  truncateSync(at('work', 'sparse.bin'), 2 ** 31);
  execFileSync('mkfifo', [at('work', 'pipe')]);
  await symlink('/etc', at('work', 'etc'));
  await symlink('deep', at('work', 'loop'));
  await symlink('..', at('work', 'deep', 'up'));
  await symlink('../..', at('work', 'deep', 'out'));
  const checkout = await ask(workingTree());
  expect(paths(checkout)).toEqual(['a.js', 'deep/b.js']);
  expect(reasons(checkout)).toEqual({
    'sparse.bin': 'is larger than 1,000,000 bytes',
    pipe: 'is a pipe, socket or device',
    etc: 'is a symbolic link that leads out of the repository',
    'deep/out': 'is a symbolic link that leads out of the repository',
  });
  expect(checkout.tree.readBytes('pipe')).toBeNull();
  await expect(ask({ ...workingTree(), limits: { maxFiles: 1 } })).rejects.toMatchObject({
    code: 'too-large',
  });
});

test('as many files as the limit allows are checked out, and one more is refused', async () => {
  const lines = ['blob\nmark :1\ndata 1\nx\n', commitHead];
  for (let file = 0; file < 20_000; file++) lines.push(`M 100644 :1 d${file % 500}/f${file}.txt\n`);
  fastImport('many.git', `${lines.join('')}\n`);
  const source = { kind: 'local', path: at('many.git'), mode: 'committed' } as const;
  const checkout = await ask({ source, limits: { maxFiles: 20_000 } });
  expect(checkout.tree.files).toHaveLength(20_000);
  await checkout.close();
  await expect(ask({ source, limits: { maxFiles: 19_999 } })).rejects.toMatchObject({ code: 'too-large' });
  expect(await leftBehind()).toEqual([]);
});
