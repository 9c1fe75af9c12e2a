import { describe, expect, test } from 'vitest';
import { type Component, nameKey, purlOf } from './component.ts';
import { matchComponent } from './match.ts';
import { inRange } from './ranges.ts';
import { type RangeEvent, readAdvisory, recordFor } from './record.ts';

const component = (ecosystem: string, name: string, version: string): Component => ({
  ecosystem,
  name,
  version,
  purl: purlOf(ecosystem, name, version),
  dev: false,
  direct: true,
  path: 'lock',
  line: 1,
  dependsOn: [],
});

type Events = readonly RangeEvent[];

/** A record for one package. */
const record = (
  id: string,
  events: Events,
  more: Record<string, unknown> = {},
  versions?: readonly string[],
) => ({
  id,
  affected: [
    {
      package: { ecosystem: 'npm', name: 'lodash' },
      ranges: [{ type: 'SEMVER', events }],
      ...(versions ? { versions } : {}),
    },
  ],
  ...more,
});

const found = (version: string, ...records: unknown[]) =>
  matchComponent(component('npm', 'lodash', version), records).matches;

describe('ranges', () => {
  const range = (events: Events, type: 'SEMVER' | 'ECOSYSTEM' = 'SEMVER') => ({ type, events }) as const;
  const verdicts = (events: Events, ...versions: string[]) =>
    versions.map((version) => inRange(range(events), version, 'npm'));

  test('introduced is in, fixed is out, "0" is below everything', () => {
    const events = [{ introduced: '0' }, { fixed: '1.2.0' }];
    expect(verdicts(events, '0.0.0-alpha', '1.1.9', '1.2.0-rc.1', '1.2.0', '2.0.0')).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  test('last_affected is in', () => {
    expect(
      verdicts([{ introduced: '1.0.0' }, { last_affected: '1.2.0' }], '0.9.0', '1.0.0', '1.2.0', '1.2.1'),
    ).toEqual([false, true, true, false]);
  });

  test('several pairs in any order', () => {
    const events = [{ introduced: '2.0.0' }, { fixed: '1.5.0' }, { fixed: '2.1.0' }, { introduced: '1.0.0' }];
    expect(verdicts(events, '0.9.0', '1.4.0', '1.5.0', '2.0.5', '2.1.0')).toEqual([
      false,
      true,
      false,
      true,
      false,
    ]);
  });

  test('never fixed; limits', () => {
    expect(verdicts([{ introduced: '0' }], '99.0.0')).toEqual([true]);
    expect(verdicts([{ introduced: '0' }, { limit: '2.0.0' }], '1.9.9', '2.0.0')).toEqual([true, false]);
    expect(verdicts([{ introduced: '0' }, { limit: '*' }], '9.0.0')).toEqual([true]);
  });

  test('no events, no flaw; what has no order gives no verdict', () => {
    expect(verdicts([], '1.0.0')).toEqual([false]);
    expect(verdicts([{ introduced: '0' }], 'latest')).toEqual([null]);
    expect(verdicts([{ introduced: '1.0.0' }, { fixed: 'a commit' }], '1.0.0')).toEqual([null]);
  });

  test('ECOSYSTEM is ordered as the ecosystem does', () => {
    const events = [{ introduced: '0' }, { fixed: '9.4.54.v20240208' }];
    const answer = (version: string) => inRange(range(events, 'ECOSYSTEM'), version, 'Maven');
    expect([answer('9.4.53.v20231009'), answer('9.4.54.v20240208')]).toEqual([true, false]);
  });

  test('a pseudo-version of Go is before the release that it leads to', () => {
    const answer = (version: string) =>
      inRange(range([{ introduced: '0' }, { fixed: '0.0.0-20220412211240-33da011f77ad' }]), version, 'Go');
    expect([answer('v0.0.0-20210817142637-7d9622a276b7'), answer('v0.1.0')]).toEqual([true, false]);
  });
});

describe('matching', () => {
  test('a listed version is affected even where no range has it, in any spelling of it', () => {
    const py = (version: string) =>
      matchComponent(component('PyPI', 'Flask', version), [
        {
          id: 'PYSEC-1',
          affected: [{ package: { ecosystem: 'PyPI', name: 'flask' }, versions: ['1.0', '1.1'] }],
        },
      ]).matches.length;
    expect([py('1.0'), py('1.0.0'), py('1.2')]).toEqual([1, 1, 0]);
  });

  test('names are those of the ecosystem, another package of a record does not count', () => {
    const matched = (ecosystem: string, name: string, other: string) =>
      matchComponent(component(ecosystem, name, '1.0.0'), [
        {
          id: 'X-1',
          affected: [
            {
              package: { ecosystem, name: other },
              ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }] }],
            },
          ],
        },
      ]).matches.length === 1;
    expect(matched('PyPI', 'Zope_Interface', 'zope.interface')).toBe(true);
    expect(matched('NuGet', 'newtonsoft.json', 'Newtonsoft.Json')).toBe(true);
    expect(matched('npm', 'JSONStream', 'jsonstream')).toBe(false);
    expect(matched('Go', 'github.com/A/b', 'github.com/a/b')).toBe(false);
  });

  test('a registry after the colon is the same ecosystem, a release is not', () => {
    const matched = (asked: string, named: string) =>
      matchComponent(component(asked, 'a/b', '1.0.0'), [
        { id: 'X-1', affected: [{ package: { ecosystem: named, name: 'a/b' }, versions: ['1.0.0'] }] },
      ]).matches.length === 1;
    expect(matched('Packagist', 'Packagist:https://packages.drupal.org/8')).toBe(true);
    expect(matched('Debian:12', 'Debian:12')).toBe(true);
    expect(matched('Debian:12', 'Debian:11')).toBe(false);
  });

  test('withdrawn records and broken ones are passed over', () => {
    const gone = record('GHSA-1', [{ introduced: '0' }], { withdrawn: '2024-01-01T00:00:00Z' });
    const broken = [
      null,
      7,
      'x',
      {},
      { id: 'x' },
      { id: 'y', affected: [null, { package: 5, ranges: 'x', versions: {} }] },
    ];
    expect(found('4.17.0', gone, ...broken)).toEqual([]);
  });

  test('a version without an order is unsure, never clean and never a finding', () => {
    const result = matchComponent(component('npm', 'lodash', 'master'), [
      record('GHSA-1', [{ introduced: '0' }]),
    ]);
    expect(result).toEqual({ matches: [], unsure: ['GHSA-1'] });
  });

  test('aliases become one match, over any number of steps, and the CVE is named', () => {
    const events = [{ introduced: '0' }, { fixed: '4.17.21' }];
    const [match, ...others] = found(
      '4.17.20',
      record('PYSEC-9', events, { aliases: ['CVE-2021-23337'] }),
      record('GHSA-35jh-r3h4-6jhm', events, { aliases: ['CVE-2021-23337', 'CVE-2020-0001'] }),
      record('X-1', events, { aliases: ['CVE-2020-0001'] }),
      record('GHSA-35jh-r3h4-6jhm', events),
    );
    expect(others).toEqual([]);
    expect(match?.ids).toEqual(['GHSA-35jh-r3h4-6jhm', 'PYSEC-9', 'X-1', 'CVE-2020-0001', 'CVE-2021-23337']);
    expect(match?.cve).toBe('CVE-2020-0001');
    expect(match?.advisories.map(({ advisory }) => advisory.id)).toEqual([
      'GHSA-35jh-r3h4-6jhm',
      'PYSEC-9',
      'X-1',
    ]);
  });

  test('records that share nothing stay apart', () => {
    const events = [{ introduced: '0' }];
    expect(found('1.0.0', record('GHSA-2', events), record('GHSA-1', events)).map(({ ids }) => ids)).toEqual([
      ['GHSA-1'],
      ['GHSA-2'],
    ]);
  });

  test('the fix is the lowest version above that none of the aliases speaks of', () => {
    const branches = [
      { introduced: '0' },
      { fixed: '3.10.2' },
      { introduced: '4.0.0' },
      { fixed: '4.17.19' },
    ];
    expect(found('4.1.0', record('A-1', branches))[0]?.fixed).toBe('4.17.19');
    expect(found('3.0.0', record('A-1', branches))[0]?.fixed).toBe('3.10.2');
    const stricter = record('B-1', [{ introduced: '0' }, { fixed: '4.17.21' }], { aliases: ['A-1'] });
    expect(found('4.1.0', record('A-1', branches), stricter)[0]?.fixed).toBe('4.17.21');
    expect(
      found('4.1.0', record('A-1', [{ introduced: '0' }, { last_affected: '5.0.0' }]))[0]?.fixed,
    ).toBeNull();
  });

  test('what is kept of a record says the same as the record', () => {
    const whole = record('GHSA-1', [{ introduced: '0' }, { fixed: '2.0.0' }], {
      aliases: ['CVE-2020-1'],
      summary: 'x',
      severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }],
      database_specific: { severity: 'LOW', cwe_ids: ['CWE-79', 'x'] },
      references: [{ url: 'https://example.org' }, { url: 'javascript:alert(1)' }],
    });
    const read = readAdvisory(whole)!;
    expect(readAdvisory(JSON.parse(JSON.stringify(recordFor(read, read.affected))))).toEqual(read);
    expect(read).toMatchObject({ cwes: [79], urls: ['https://example.org'] });
  });

  test('tags of a repository are versions of it', () => {
    const openssl = {
      id: 'CVE-2022-2097',
      affected: [
        {
          ranges: [
            { type: 'GIT', repo: 'https://github.com/openssl/openssl.git', events: [{ introduced: '0' }] },
          ],
          versions: ['openssl-3.0.4'],
        },
      ],
    };
    const at = (version: string) =>
      matchComponent(component('GIT', 'github.com/openssl/openssl', version), [openssl]).matches.length;
    expect([at('openssl-3.0.4'), at('openssl-3.0.5')]).toEqual([1, 0]);
  });
});

test('purls and names', () => {
  expect(purlOf('npm', '@babel/core', '7.0.0')).toBe('pkg:npm/%40babel/core@7.0.0');
  expect(purlOf('Maven', 'org.a:b', '1')).toBe('pkg:maven/org.a/b@1');
  expect(purlOf('Go', 'github.com/a/b', 'v1.0.0')).toBe('pkg:golang/github.com/a/b@v1.0.0');
  expect(purlOf('Debian:12', 'zlib', '1')).toBe('pkg:generic/zlib@1');
  expect(nameKey('SwiftURL', 'https://github.com/Apple/swift-nio.git')).toBe('github.com/apple/swift-nio');
});
