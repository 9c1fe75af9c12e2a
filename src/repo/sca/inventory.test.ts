import { describe, expect, test } from 'vitest';
import { treeOf } from '#test/repo-tree.ts';
import { takeInventory } from './inventory.ts';
import { lockfiles } from './lockfiles/index.ts';

const names: Readonly<Record<string, string>> = {
  bun: 'bun.lock',
  bundler: 'Gemfile.lock',
  cargo: 'Cargo.lock',
  'cargo-toml': 'Cargo.toml',
  composer: 'composer.lock',
  'composer-json': 'composer.json',
  'cyclonedx-bom': 'bom.json',
  gemfile: 'Gemfile',
  'go-mod': 'go.mod',
  'gradle-build': 'build.gradle',
  'gradle-catalog': 'gradle/libs.versions.toml',
  'gradle-lock': 'gradle.lockfile',
  maven: 'pom.xml',
  mix: 'mix.lock',
  npm: 'package-lock.json',
  'nuget-config': 'packages.config',
  'nuget-lock': 'packages.lock.json',
  'nuget-project': 'app.csproj',
  'package-json': 'package.json',
  pdm: 'pdm.lock',
  pipenv: 'Pipfile.lock',
  pnpm: 'pnpm-lock.yaml',
  poetry: 'poetry.lock',
  pub: 'pubspec.lock',
  pyproject: 'pyproject.toml',
  requirements: 'requirements.txt',
  'spdx-bom': 'shop.spdx.json',
  uv: 'uv.lock',
  yarn: 'yarn.lock',
};

const deep = (open: string, close: string, depth = 100_000): string =>
  open.repeat(depth) + close.repeat(depth);
const hostile: readonly string[] = [
  '',
  '\u0000\u0001\u0002',
  'null',
  '[]',
  '{"__proto__": {"polluted": true}, "dependencies": {"__proto__": {"version": "1.0.0"}}}',
  '{"packages": {"node_modules/__proto__": {"version": "1.0.0"}, "constructor": {"version": "1.0.0"}}}',
  '[__proto__]\npolluted = true\n[dependencies.__proto__]\nversion = "1"\n',
  '<project><properties><__proto__><polluted>1</polluted></__proto__><constructor>1</constructor></properties></project>',
  '<packages><package id="__proto__" version="1.0.0" /></packages>',
  deep('[', ']'),
  deep('{"dependencies":{"a":', '}}'),
  deep('<a>', '</a>'),
  Array.from({ length: 3000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
  `${'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'}${Array.from({ length: 20 }, (_, n) => `<!ENTITY b${n} "&a;&a;&a;&a;">`).join('')}]><project>&b19;</project>`,
  `"${' '.repeat(200_000)}`,
  `a${' '.repeat(200_000)}b`,
  `gem '${'a'.repeat(200_000)}`,
  `${'a@'.repeat(100_000)}:`,
  `requests${'['.repeat(100_000)}`,
  `implementation '${'a:'.repeat(50_000)}`,
  `<artifactId>${' '.repeat(200_000)}`,
];

test('properties that grow with every use stay short', () => {
  const long = '1'.repeat(1_000_000);
  const grown = Array.from({ length: 30 }, (_, n) => `<p${n + 1}>${`\${p${n}}`.repeat(20)}</p${n + 1}>`).join(
    '',
  );
  const pom = `<project><properties><p0>${long}</p0>${grown}</properties><dependencies><dependency><groupId>a</groupId><artifactId>b</artifactId><version>${`\${p30}`.repeat(1000)}</version></dependency></dependencies></project>`;
  const csproj = `<Project><PropertyGroup><p0>${long}</p0></PropertyGroup><ItemGroup><PackageReference Include="a" Version="${'$(p0)'.repeat(10_000)}" /></ItemGroup></Project>`;
  const { files, skipped } = takeInventory(treeOf({ 'pom.xml': pom, 'a.csproj': csproj }));
  expect(files.flatMap(({ components }) => components)).toEqual([]);
  expect(skipped.filter(({ reason }) => reason.startsWith('not resolved')).length).toBe(2);
  expect(Math.max(...skipped.map(({ reason }) => reason.length))).toBeLessThan(500);
});

test('every format has a file name here', () => {
  expect(Object.keys(names).toSorted()).toEqual([...lockfiles.ids].toSorted());
});

describe.each([...lockfiles.ids])('%s', (id) => {
  const path = names[id] as string;

  test('is told by its file name', () => {
    expect(lockfiles.get(id).accepts({ path: `a/b/${path}` })).toBe(true);
    expect(lockfiles.all.filter((format) => format.accepts({ path })).map((format) => format.id)).toEqual([
      id,
    ]);
    expect(lockfiles.get(id).accepts({ path: `${path}.bak` })).toBe(false);
  });

  test.each(hostile.map((text, at) => [at, text] as const))('text %i to break it', (_at, text) => {
    const { files, skipped } = takeInventory(treeOf({ [path]: text }));
    expect(files.length + skipped.length).toBeLessThan(10);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    for (const { reason } of skipped) expect(reason.length).toBeLessThan(2000);
  });
});

test('a broken file is skipped with what is wrong, and the others are read', () => {
  const { files, skipped } = takeInventory(
    treeOf({
      'a/package-lock.json': '{"packages": ',
      'b/Cargo.lock': '[[package]]\nname = ',
      'c/requirements.txt': 'a==1',
    }),
  );
  expect(files.flatMap(({ components }) => components.map(({ purl }) => purl))).toEqual(['pkg:pypi/a@1']);
  expect(skipped).toEqual([
    {
      path: 'a/package-lock.json',
      scanner: 'sca',
      reason: expect.stringMatching(/^cannot be read as npm: .*JSON/),
    },
    {
      path: 'b/Cargo.lock',
      scanner: 'sca',
      reason: expect.stringMatching(/^cannot be read as Cargo: is no TOML: line 2/),
    },
  ]);
});

test('a file that cannot be had as text is skipped too', () => {
  const tree = { ...treeOf({ 'yarn.lock': 'x' }), read: () => null };
  expect(takeInventory(tree).skipped).toEqual([
    { path: 'yarn.lock', scanner: 'sca', reason: 'cannot be read as text: it is binary or too large' },
  ]);
});

test('a hundred thousand packages are read, and a quarter of a million refused', () => {
  const lockOf = (count: number): string =>
    JSON.stringify({
      packages: Object.fromEntries(
        Array.from({ length: count }, (_, at) => [`node_modules/p${at}`, { version: `1.0.${at}` }]),
      ),
    });
  const many = takeInventory(treeOf({ 'package-lock.json': lockOf(100_000) }));
  expect(many.files[0]?.components.length).toBe(100_000);
  const tooMany = takeInventory(treeOf({ 'package-lock.json': lockOf(250_001) }));
  expect(tooMany.files).toEqual([]);
  expect(tooMany.skipped[0]?.reason).toMatch(/names 250001 packages; at most 250000/);
});

test('a package that one place needs for production is not for development only', () => {
  const lock = {
    packages: {
      'node_modules/a': { version: '1.0.0', dev: true },
      'node_modules/b/node_modules/a': { version: '1.0.0' },
    },
  };
  const { files } = takeInventory(treeOf({ 'package-lock.json': JSON.stringify(lock) }));
  expect(files[0]?.components).toMatchObject([{ purl: 'pkg:npm/a@1.0.0', dev: false }]);
});
