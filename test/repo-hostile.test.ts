import { execFileSync } from 'node:child_process';
import { readdirSync, truncateSync } from 'node:fs';
import { appendFile, chmod, mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dumpDatabase, type Loose, type TestApi, testApi } from './api.ts';
import { git, makeRepository, scratch, writeFiles } from './git.ts';
import { deepFiles, heavyFiles } from './hostile-files.ts';
import { type PlayedRepoScan, registerLocal, scanRepo, scanWorkingTree } from './repo-scan.ts';
import { zipOf } from './zip.ts';

/**
 * Whole scans of repositories that were made to harm who scans them: what is in them is scanned, or left out with its
 * reason; nothing of it is run, nothing outside is read, and the next scan goes on as if nothing had been.
 */

const embedded = ['iac', 'malware', 'sast', 'secrets', 'sca'];
const flaw = 'import os\nfrom flask import request\n\n\ndef run():\n    os.system(request.args["host"])\n';
/** Stands outside of every repository, in the form of a token so that a scanner that read it would tell. */
const planted = ['ghp', 'Zq8vT2'.repeat(6)].join('_');
/** Beside it, and no secret to anyone: a snippet would show it. */
const beside = 'stands outside of every repository';

let api: TestApi;
let place: Awaited<ReturnType<typeof scratch>>;
const at = (...parts: string[]) => join(place.folder, ...parts);

beforeAll(async () => {
  place = await scratch();
  await writeFiles(at('outside'), {
    'secret.txt': `token = "${planted}"\n`,
    'leak.py': `${flaw}# ${beside} ${planted}\n`,
  });
  api = await testApi({ config: { dataDir: at('data'), osvApi: null } });
}, 60_000);
afterAll(async () => {
  await api?.close();
  await place?.remove();
});

/** What was left out or not wholly looked at: [scanner, reason] by path. */
const reasonsOf = ({ scan }: PlayedRepoScan): Map<string, string[]> => {
  const reasons = new Map<string, string[]>();
  for (const { scanner, reason, paths } of scan.stats.skipped)
    for (const path of paths) reasons.set(path, [...(reasons.get(path) ?? []), `${scanner}: ${reason}`]);
  return reasons;
};
const flawed = ({ findings }: PlayedRepoScan): string[] =>
  findings.filter(({ rule_id }) => rule_id === 'python-command-injection').map(({ file_path }) => file_path);
const markers = () => readdirSync(place.folder).filter((name) => name.startsWith('marker'));

async function bothWays(name: string): Promise<PlayedRepoScan[]> {
  const { id } = await registerLocal(api, at(name));
  return [await scanRepo(api, id, { scanners: embedded }), await scanWorkingTree(api, id, embedded)];
}

/** After every scan: it ended well, nothing ran, nothing from outside is known, and the disk is given back. */
async function expectHarmless(played: PlayedRepoScan): Promise<void> {
  expect(played.scan.status, JSON.stringify(played.scan)).toBe('completed');
  expect(markers()).toEqual([]);
  expect(await readdir(at('data', 'checkouts')).catch(() => [])).toEqual([]);
  const written = [JSON.stringify(played), await dumpDatabase(api), ...api.log].join('\n');
  expect(written).not.toContain(planted);
  expect(written).not.toContain(beside);
  expect(written).not.toContain('root:x:0:0');
}

describe('what a repository holds', () => {
  test('links that lead out, odd names, sparse files, bombs, a submodule of file:///etc', async () => {
    const folder = at('odd');
    await makeRepository(folder, {
      'app.py': flaw,
      'line\nfeed.py': flaw,
      'quote"\'`.py': flaw,
      '$(touch marker-name).py': flaw,
      '-rf': 'x',
      '.gitmodules':
        '[submodule "etc"]\n\tpath = etc\n\turl = file:///etc\n\tupdate = !touch ../marker-module\n',
    });
    await writeFile(join(folder, 'bomb.zip'), zipOf([{ name: 'zeros.py', data: Buffer.alloc(200_000_000) }]));
    await writeFile(
      join(folder, 'bomb.jar'),
      zipOf([{ name: 'a/A.class', data: 'x', claims: 4_000_000_000 }]),
    );
    await writeFile(
      Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xff, 0xfe]), Buffer.from('.py')]),
      flaw,
    );
    for (const [link, target] of Object.entries({
      'file-absolute.py': at('outside', 'leak.py'),
      'file-relative.py': '../outside/leak.py',
      'folder-absolute': at('outside'),
      'folder-relative': '../outside',
      'passwd.txt': '/etc/passwd',
      itself: 'itself',
    }))
      await symlink(target, join(folder, link));
    git(folder, 'add', '--all');
    git(folder, 'update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},etc`);
    git(folder, 'commit', '--quiet', '--message=odd');
    await writeFile(join(folder, 'sparse.bin'), '');
    truncateSync(join(folder, 'sparse.bin'), 2 ** 31);
    const [committed, standing] = (await bothWays('odd')) as [PlayedRepoScan, PlayedRepoScan];
    for (const played of [committed, standing]) {
      await expectHarmless(played);
      const unreadable = played === committed ? ['\ufffd\ufffd.py'] : [];
      const names = ['$(touch marker-name).py', 'app.py', 'line\nfeed.py', 'quote"\'`.py', ...unreadable];
      expect(flawed(played).sort()).toEqual(names);
      const reasons = reasonsOf(played);
      const out = 'checkout: is a symbolic link that leads out of the repository';
      const links = [...reasons].filter(([, told]) => told.includes(out)).map(([path]) => path);
      expect(links.length).toBeGreaterThanOrEqual(5);
    }
    expect(reasonsOf(committed).get('etc')).toEqual(['checkout: is a submodule, which is not fetched']);
    expect(reasonsOf(standing).get('sparse.bin')).toEqual(['checkout: is larger than 1,000,000 bytes']);
    expect([...reasonsOf(standing)].flat(2)).toContain('checkout: its name is not valid UTF-8');
  }, 120_000);

  test('files that nest ten thousand deep, in every language and format', async () => {
    const files = deepFiles();
    await makeRepository(at('deep'), { ...files, 'app.py': flaw });
    const { id } = await registerLocal(api, at('deep'));
    const played = await scanRepo(api, id, { scanners: embedded });
    await expectHarmless(played);
    expect(flawed(played)).toEqual(['app.py']);
    const given = played.scan.stats.skipped.filter(({ reason }: Loose) => /given up/.test(reason));
    expect(given, JSON.stringify(given)).toEqual([]);
  }, 300_000);

  test('a line of a megabyte, and texts that make patterns take for ever', async () => {
    await makeRepository(at('heavy'), { ...heavyFiles(), 'app.py': flaw });
    const { id } = await registerLocal(api, at('heavy'));
    const played = await scanRepo(api, id, { scanners: embedded });
    await expectHarmless(played);
    expect(flawed(played)).toEqual(['app.py']);
    expect(reasonsOf(played).get('remarks.py')).toEqual([
      expect.stringMatching(/^suppressions: lines 1, 2, 3, 4, 5 …/),
    ]);
    expect(reasonsOf(played).get('longer.js')).toEqual(['checkout: is larger than 1,000,000 bytes']);
    const given = played.scan.stats.skipped.filter(({ reason }: Loose) => /given up/.test(reason));
    expect(given, JSON.stringify(given)).toEqual([]);
  }, 300_000);
});

test('what a repository configures is not run', async () => {
  const folder = at('armed');
  await makeRepository(folder, {
    'app.py': flaw,
    '.gitattributes': '* filter=evil diff=evil\n*.py filter=evil\n',
  });
  const run = (name: string) => `touch ${at(`marker-${name}`)}`;
  for (const hook of ['post-checkout', 'post-index-change', 'reference-transaction', 'pre-auto-gc']) {
    await writeFile(join(folder, '.git', 'hooks', hook), `#!/bin/sh\n${run(hook)}\n`);
    await chmod(join(folder, '.git', 'hooks', hook), 0o755);
  }
  await writeFile(at('included'), `[core]\n\tpager = ${run('included')}\n`);
  await appendFile(
    join(folder, '.git', 'config'),
    `[core]
	fsmonitor = ${run('fsmonitor')}
	hooksPath = ${join(folder, '.git', 'hooks')}
	sshCommand = ${run('ssh')}
	alternateRefsCommand = ${run('refs')}
[filter "evil"]
	smudge = ${run('smudge')}
	clean = ${run('clean')}
	process = ${run('process')}
	required = true
[diff "evil"]
	textconv = ${run('textconv')}
[alias]
	cat-file = !${run('alias')}
	log = !${run('alias-log')}
[include]
	path = ${at('included')}
[uploadpack]
	packObjectsHook = ${run('pack')}
`,
  );
  for (const played of await bothWays('armed')) {
    await expectHarmless(played);
    expect(flawed(played)).toEqual(['app.py']);
  }
}, 60_000);

describe('.assay.yaml', () => {
  const lol = ['a: &a [x, x, x, x, x, x, x, x, x]'];
  for (let at = 1; at < 20; at++) {
    const [name, before] = [String.fromCharCode(97 + at), String.fromCharCode(96 + at)];
    lol.push(`${name}: &${name} [${`*${before}, `.repeat(9)}]`);
  }
  test.each([
    ['references that multiply', `${lol.join('\n')}\nignore: *t\n`, /counts as empty/],
    ['lists in lists in lists', `ignore: ${'['.repeat(100_000)}\n`, /counts as empty/],
    ['longer than any', `ignore: []\n# ${'x'.repeat(1_000_001)}\n`, /larger than 1,000,000 bytes/],
    [
      'a prototype',
      '__proto__: { ignore: [] }\nconstructor: { prototype: { excludes: yes } }\n',
      /counts as empty/,
    ],
    ['everything, without a reason', 'ignore: [{ rule: "*", paths: ["**"] }]\n', /ignore\.0\.reason/],
  ])('%s: it explains nothing, which is said', async (name, text, said) => {
    const folder = `config-${name.replace(/\W/g, '-')}`;
    await makeRepository(at(folder), { 'app.py': flaw, '.assay.yaml': text });
    const { id } = await registerLocal(api, at(folder));
    const played = await scanRepo(api, id, { scanners: ['sast'] });
    await expectHarmless(played);
    expect(reasonsOf(played).get('.assay.yaml')?.join()).toMatch(said);
    expect(played.findings.map(({ file_path, suppressed }) => [file_path, suppressed])).toEqual([
      ['app.py', false],
    ]);
  });

  test('patterns that could be tried in countless ways are not', async () => {
    const name = `${'a'.repeat(200)}.py`;
    const paths = [`${'*a'.repeat(200)}b`, `${'**/'.repeat(150)}x`, `/${'a*'.repeat(200)}.pyc`];
    const config = JSON.stringify({ ignore: [{ rule: '*', paths, reason: 'slow' }], exclude: paths });
    await makeRepository(at('patterns'), { [name]: flaw, '.assay.yaml': config });
    const { id } = await registerLocal(api, at('patterns'));
    const played = await scanRepo(api, id, { scanners: ['sast'] });
    await expectHarmless(played);
    expect(flawed(played)).toEqual([name]);
  });
});

test('a folder that is swapped for a link after it was registered is not followed', async () => {
  await mkdir(at('roots', 'swapped'), { recursive: true });
  await writeFiles(at('roots', 'swapped'), { 'app.py': flaw });
  const guarded: TestApi = {
    ...api,
    app: { ...api.app, config: { ...api.app.config, repoRoots: [at('roots')] } },
  };
  const { id } = await registerLocal(api, at('roots', 'swapped'));
  execFileSync('rm', ['-r', at('roots', 'swapped')]);
  await symlink(at('outside'), at('roots', 'swapped'));
  const played = await scanRepo(guarded, id, { scanners: embedded });
  expect(played.scan).toMatchObject({ status: 'failed', error: expect.stringMatching(/ASSAY_REPO_ROOTS/) });
  expect(JSON.stringify(played) + (await dumpDatabase(api))).not.toContain(beside);
});
