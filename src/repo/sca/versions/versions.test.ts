import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { schemeOf, versionSchemes } from './index.ts';
import type { VersionScheme } from './scheme.ts';

/** Rising orders that the rules of each ecosystem name themselves; versions in one list are equal. */
const rising: Readonly<Record<string, readonly (string | readonly string[])[]>> = {
  // https://semver.org/#spec-item-11
  semver: [
    '0.9.9',
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0-rc.1',
    ['1.0.0', 'v1.0.0', '1.0', '1', '1.0.0+build.5'],
    '1.0.1',
    '1.2',
    '1.10.0',
    '2.0.0',
  ],
  // https://go.dev/ref/mod#versions
  go: [
    'v0.0.0-20191109021931-daa7c04131f5',
    'v0.0.0-20210817142637-7d9622a276b7',
    'v0.0.1',
    ['v1.0.1', '1.0.1'],
    '1.18rc1',
    ['1.18', '1.18.0', 'go1.18'],
    '1.18.1',
    'v1.19.0-0.20220101000000-abcdefabcdef',
    'v1.19.0',
    ['v2.0.0+incompatible', '2.0.0'],
  ],
  // PEP 440, "Summary of permitted suffixes and relative ordering"
  pep440: [
    '1.dev0',
    '1.0.dev456',
    '1.0a1',
    '1.0a2.dev456',
    '1.0a12.dev456',
    ['1.0a12', '1.0alpha12', '1.0-a.12'],
    '1.0b1.dev456',
    '1.0b2',
    '1.0b2.post345.dev456',
    '1.0b2.post345',
    ['1.0rc1', '1.0c1'],
    ['1.0', '1', 'v1.0.0'],
    '1.0+abc.5',
    '1.0+abc.7',
    '1.0+5',
    '1.0.post456.dev34',
    '1.0.post456',
    '1.1.dev1',
    '1!0.1',
  ],
  // https://docs.ruby-lang.org/en/master/Gem/Version.html
  ruby: ['0.9', '1.0.a', '1.0.a.2', '1.0.b1', '1.0.rc1', ['1.0', '1', '1.0.0'], '1.0.1', '1.9.3', '1.10'],
  // https://learn.microsoft.com/nuget/concepts/package-versioning
  nuget: [
    '1.0.0-alpha',
    ['1.0.1-alpha', '1.0.1-ALPHA'],
    '1.0.1-alpha10',
    '1.0.1-alpha2',
    '1.0.1-beta',
    '1.0.1-beta.2',
    '1.0.1-beta.11',
    ['1.0.1', '1.0.1.0', '1.00.1+meta'],
    '1.0.1.1',
    '1.2',
    '10.0',
  ],
  // https://getcomposer.org/doc/articles/versions.md#stabilities
  composer: [
    '1.0.0-dev',
    ['1.0.0-alpha1', '1.0.0a1'],
    '1.0.0-alpha4',
    ['1.0.0-beta2', '1.0.0-b2'],
    '1.0.0-RC1',
    ['1.0.0', 'v1.0', '1.0.0.0', '1.0.0-stable'],
    ['1.0.0-patch1', '1.0.0-pl1'],
    '1.0.8',
    '1.1.4',
    '1.10.0',
    '1.x-dev',
    '2.0.0-alpha4',
    '4.2.1',
  ],
  // https://maven.apache.org/pom.html#version-order-specification
  maven: [
    ['1-alpha-1', '1-a1', '1.alpha1'],
    '1-alpha-2',
    '1-beta-1',
    '1-milestone-1',
    ['1-rc1', '1-cr1'],
    '1-snapshot',
    ['1', '1.0', '1.0.0', '1-ga', '1.ga', '1-final', '1.0.0-0.0.0'],
    '1-sp-1',
    '1-foo2',
    '1-foo10',
    '1-1',
    '1.1',
    '2.6.7.1',
    '2.12.7.1',
    '9.4.53.v20231009',
    '9.4.54.v20240208',
    '32.0.0-android',
    '32.0.1-jre',
  ],
  // https://www.debian.org/doc/debian-policy/ch-controlfields.html#version
  debian: [
    '1.0~~',
    '1.0~~a',
    '1.0~',
    '1.0~rc1-1',
    '1.0-0ubuntu1',
    ['1.0-1', '0:1.0-1'],
    '1.0-1+deb9u1',
    '1.0-2',
    '1.0-10',
    '1.0a-1',
    '1.2',
    '1:0.1',
  ],
  // https://wiki.alpinelinux.org/wiki/Package_policies
  alpine: [
    '1.0.4_alpha2',
    '1.0.4_beta1',
    '1.0.4_pre1',
    '1.0.4_rc1',
    ['1.0.4', '1.0.4-r0'],
    '1.0.4-r1',
    '1.0.4_p1',
    '1.0.4a',
    '1.1.1k-r0',
    '1.1.1l-r0',
    '1.2.3',
    '20191127-r2',
  ],
  // https://rpm-software-management.github.io/rpm/manual/dependencies.html
  rpm: ['1.0~rc1', '1.0', '1.0^git1', '1.0a', '1.0.1', ['1.05', '1.5'], '1.10-1.el8', '1.10-2.el8', '1:0.1'],
  // https://pvp.haskell.org
  hackage: ['0.2.0.2', '1.0', '1.0.0', '1.2', '2.4.0.3', '2.10'],
};

test('every scheme has a known order', () => {
  expect(Object.keys(rising).toSorted()).toEqual([...versionSchemes.ids].toSorted());
});

describe.each(Object.entries(rising))('%s', (id, steps) => {
  const { compare } = versionSchemes.get(id);

  test('the known order holds, both ways round', () => {
    const flat = steps.flatMap((step, rank) => [step].flat().map((version) => ({ version, rank })));
    for (const a of flat) {
      for (const b of flat) {
        const pair = `${a.version} and ${b.version}`;
        expect([pair, compare(a.version, b.version)]).toEqual([pair, Math.sign(a.rank - b.rank)]);
      }
    }
  });

  test('it is a total order', () => {
    fc.assert(
      fc.property(versions[id] ?? plain, versions[id] ?? plain, versions[id] ?? plain, (a, b, c) =>
        isOrdered(compare, a, b, c),
      ),
      { numRuns: 3000 },
    );
  });

  test('what is no version has no place in it', () => {
    for (const text of ['', ' ', 'x'.repeat(100_000), '1'.repeat(100_000), '\u0000']) {
      expect(compare(text, '1')).toBeNull();
      expect(compare('1', text)).toBeNull();
    }
  });
});

/** Antisymmetric, transitive, and equal versions stand alike to every third one. */
function isOrdered(compare: VersionScheme['compare'], a: string, b: string, c: string): boolean {
  const [ab, ba, bc, ac, aa] = [compare(a, b), compare(b, a), compare(b, c), compare(a, c), compare(a, a)];
  if (ab === null || ba === null || bc === null || ac === null || aa !== 0) return false;
  if (ab !== -ba && ab + ba !== 0) return false;
  if (ab <= 0 && bc <= 0 && ac > 0) return false;
  if (ab === 0 && bc !== ac) return false;
  return true;
}

const number = fc.nat({ max: 12 }).map(String);
const numbers = (least: number, most: number) =>
  fc.array(number, { minLength: least, maxLength: most }).map((parts) => parts.join('.'));
const plain = numbers(3, 3);
const joined = (...parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map((texts) => texts.join(''));
const oneOf = (...texts: string[]) => fc.constantFrom(...texts);
const labels = fc
  .array(fc.oneof(number, oneOf('alpha', 'beta', 'rc', 'a-b')), { minLength: 0, maxLength: 3 })
  .map((parts) => (parts.length > 0 ? `-${parts.join('.')}` : ''));

/** Versions as they are in use, and a little beyond. */
const versions: Readonly<Record<string, fc.Arbitrary<string>>> = {
  semver: joined(numbers(1, 3), labels),
  go: fc.oneof(
    joined(oneOf('', 'v'), numbers(3, 3), labels),
    joined(number, oneOf('.'), number, oneOf('', 'rc1', 'beta2')),
  ),
  pep440: joined(
    oneOf('', '1!'),
    numbers(1, 4),
    oneOf('', 'a1', 'b2', 'rc1', 'rc10'),
    oneOf('', '.post1'),
    oneOf('', '.dev3', '.dev0'),
    oneOf('', '+5', '+abc', '+abc.7'),
  ),
  ruby: joined(numbers(1, 4), oneOf('', '.a', '.b1', '.rc1', '.pre.2', '.beta')),
  nuget: joined(numbers(1, 4), labels),
  composer: joined(
    oneOf('', 'v'),
    numbers(2, 4),
    oneOf('', '-dev', '-alpha1', '-beta', '-RC2', '-p1', '-beta2'),
  ),
  maven: joined(
    numbers(1, 4),
    oneOf(
      '',
      '-alpha-1',
      '-beta2',
      '.Final',
      '-SNAPSHOT',
      '-rc1',
      '.v20231009',
      '-jre',
      '-1',
      '.sp1',
      '-m2',
      '-b01',
    ),
  ),
  debian: joined(
    oneOf('', '1:'),
    numbers(1, 3),
    oneOf('', '~rc1', '+dfsg', 'a'),
    oneOf('', '-1', '-1ubuntu2', '-1+deb9u3', '-0~bpo'),
  ),
  alpine: joined(
    numbers(1, 3),
    oneOf('', 'a', 'k'),
    oneOf('', '_rc1', '_p2', '_git20200101'),
    oneOf('', '-r3'),
  ),
  rpm: joined(
    oneOf('', '2:'),
    numbers(1, 3),
    oneOf('', '~rc1', '^git3', 'a'),
    oneOf('', '-1.el8', '-150300.3'),
  ),
  hackage: numbers(1, 4),
};

test('an ecosystem of OSV finds its scheme, whatever release follows', () => {
  const ids = [
    'npm',
    'PyPI',
    'Go',
    'crates.io',
    'RubyGems',
    'Packagist',
    'Maven',
    'NuGet',
    'Debian:12',
    'Alpine:v3.18',
  ];
  expect(ids.map((name) => schemeOf(name)?.id)).toEqual([
    'semver',
    'pep440',
    'go',
    'semver',
    'ruby',
    'composer',
    'maven',
    'nuget',
    'debian',
    'alpine',
  ]);
  expect(schemeOf('Unheard Of')).toBeUndefined();
});
