import { expect, test } from 'vitest';
import { treeOf } from '#test/repo-tree.ts';
import { takeInventory } from '../inventory.ts';

/** Components as "name@version" with their line, and the reasons for what was skipped. */
function read(texts: Readonly<Record<string, string>>) {
  const { files, skipped } = takeInventory(treeOf(texts));
  const components = files.flatMap((file) => file.components);
  const told = components.map(
    ({ name, version, dev, direct, line }) =>
      `${name}@${version}${dev ? ' dev' : ''}${direct ? ' direct' : ''} :${line}`,
  );
  const needs = (name: string): readonly string[] =>
    components.find((one) => one.name === name)?.dependsOn ?? [];
  return { told, needs, skipped: skipped.map(({ reason }) => reason) };
}

test('go.mod: blocks, indirect ones, replacements and the toolchain', () => {
  const { told, skipped } = read({
    'go.mod': `module example.org/shop

go 1.21.3

toolchain go1.22.4

require github.com/gin-gonic/gin v1.7.0

require (
	golang.org/x/sys v0.0.0-20210817142637-7d9622a276b7 // indirect
	github.com/old/one v1.0.0
	github.com/docker/docker v20.10.7+incompatible // indirect
	example.org/ours v0.0.0
)

replace (
	github.com/old/one => github.com/new/one v1.2.0
	example.org/ours => ../ours
)
`,
    'go.sum': 'github.com/unused/module v1.0.0 h1:x=\n',
  });
  expect(told).toEqual([
    'github.com/gin-gonic/gin@v1.7.0 direct :7',
    'golang.org/x/sys@v0.0.0-20210817142637-7d9622a276b7 :10',
    'github.com/new/one@v1.2.0 direct :11',
    'github.com/docker/docker@v20.10.7+incompatible :12',
    'stdlib@1.22.4 direct :5',
  ]);
  expect(skipped).toEqual([]);
});

test('go.mod of old: go.sum has the indirect modules, of several versions the one that is built', () => {
  const mod = 'module example.org/shop\n\ngo 1.13\n\nrequire github.com/a/b v1.0.0\n';
  const sum = `github.com/a/b v1.0.0 h1:x=
github.com/c/d v1.9.0 h1:x=
github.com/c/d v1.10.0 h1:x=
github.com/c/d v1.10.0/go.mod h1:x=
github.com/e/f v9.0.0/go.mod h1:x=
`;
  expect(read({ 'go.mod': mod, 'go.sum': sum }).told).toEqual([
    'github.com/a/b@v1.0.0 direct :5',
    'github.com/c/d@v1.10.0 :1',
  ]);
  expect(read({ 'go.mod': mod }).skipped).toEqual([
    expect.stringContaining('indirect modules are not known'),
  ]);
});

test('Cargo: crates from a registry, several versions of one, and the graph', () => {
  const { told, needs } = read({
    'Cargo.lock': `version = 3

[[package]]
name = "shop"
version = "0.1.0"
dependencies = [
 "rand 0.8.5",
 "time",
]

[[package]]
name = "rand"
version = "0.7.3"
source = "registry+https://github.com/rust-lang/crates.io-index"

[[package]]
name = "rand"
version = "0.8.5"
source = "registry+https://github.com/rust-lang/crates.io-index"

[[package]]
name = "time"
version = "0.1.43"
source = "registry+https://github.com/rust-lang/crates.io-index"
dependencies = ["rand 0.7.3"]

[[package]]
name = "forked"
version = "1.0.0"
source = "git+https://example.org/forked#0123"
`,
  });
  expect(told).toEqual(['rand@0.7.3 :11', 'rand@0.8.5 direct :16', 'time@0.1.43 direct :21']);
  expect(needs('time')).toEqual(['pkg:cargo/rand@0.7.3']);
});

test('Bundler: gems of a server, once although there for several platforms', () => {
  const { told, needs } = read({
    'Gemfile.lock': `GIT
  remote: https://example.org/forked.git
  specs:
    forked (1.0.0)

GEM
  remote: https://rubygems.org/
  specs:
    mini_portile2 (2.8.0)
    nokogiri (1.13.0)
      mini_portile2 (~> 2.8.0)
      racc (~> 1.4)
    nokogiri (1.13.0-x86_64-linux)
      racc (~> 1.4)
    racc (1.6.0)

PLATFORMS
  ruby

DEPENDENCIES
  nokogiri (~> 1.13)!
`,
  });
  expect(told).toEqual(['mini_portile2@2.8.0 :9', 'nokogiri@1.13.0 direct :13', 'racc@1.6.0 :15']);
  expect(needs('nokogiri')).toContain('pkg:gem/racc@1.6.0');
});

test('Composer: versions without their v, development apart, and names regardless of case', () => {
  const { told, needs } = read({
    'composer.lock': `{
  "packages": [
    {
      "name": "league/flysystem",
      "version": "v1.0.8",
      "require": { "php": ">=5.5.9", "Psr/Log": "^1.0" },
      "license": ["MIT"]
    },
    { 
      "name": "psr/log",
      "version": "1.1.4"
    }
  ],
  "packages-dev": [
    {
      "name": "phpunit/phpunit",
      "version": "9.5.0"
    }
  ]
}`,
  });
  expect(told).toEqual(['league/flysystem@1.0.8 :4', 'psr/log@1.1.4 :10', 'phpunit/phpunit@9.5.0 dev :16']);
  expect(needs('league/flysystem')).toEqual(['pkg:composer/psr/log@1.1.4']);
});

test('Mix and Pub', () => {
  const { told, needs } = read({
    'mix.lock': `%{
  "mime": {:hex, :mime, "2.0.3", "0123", [:mix], [], "hexpm", "4567"},
  "plug": {:hex, :plug, "1.14.0", "0123", [:mix], [{:mime, "~> 1.0 or ~> 2.0", [hex: :mime, repo: "hexpm", optional: false]}], "hexpm", "4567"},
  "own": {:git, "https://example.org/own.git", "0123", []},
}
`,
    'pubspec.lock': `packages:
  http:
    dependency: "direct main"
    description:
      name: http
      url: "https://pub.dev"
    source: hosted
    version: "0.13.0"
  flutter:
    dependency: "direct main"
    description: flutter
    source: sdk
    version: "0.0.0"
sdks:
  dart: ">=2.12.0 <4.0.0"
`,
  });
  expect(told).toEqual(['mime@2.0.3 :2', 'plug@1.14.0 :3', 'http@0.13.0 direct :2']);
  expect(needs('plug')).toEqual(['pkg:hex/mime@2.0.3']);
});

test('exact versions of manifests count where there is no lock file, and ranges are named', () => {
  const { told, skipped } = read({
    'Cargo.toml':
      '[dependencies]\nrand = "0.8"\ntime = { version = "=0.1.43" }\nours = { path = "../ours" }\n',
    'composer.json':
      '{"require": {"php": ">=8", "psr/log": "1.1.4"}, "require-dev": {"phpunit/phpunit": "^9"}}',
    Gemfile:
      "source 'https://rubygems.org'\ngem 'rails', '5.2.0'\ngem \"puma\", '~> 5.0'\ngem 'x', git: 'y'\n",
  });
  expect(told).toEqual(['time@0.1.43 direct :3', 'rails@5.2.0 direct :2', 'psr/log@1.1.4 direct :1']);
  expect(skipped.filter((reason) => reason.startsWith('not resolved'))).toEqual([
    expect.stringContaining('rand (0.8)'),
    expect.stringContaining('puma (~> 5.0)'),
    expect.stringContaining('phpunit/phpunit (^9)'),
  ]);
});
