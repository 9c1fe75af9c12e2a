import { expect, test } from 'vitest';
import { treeOf } from '#test/repo-tree.ts';
import { holdsAdvisory } from '../sca/proof.ts';
import { sca } from './sca.ts';
import type { AdvisorySource, PackageQuery, TreeTools } from './scanner.ts';

const lodash = {
  id: 'GHSA-35jh-r3h4-6jhm',
  modified: '2026-01-02T00:00:00Z',
  aliases: ['CVE-2021-23337'],
  summary: 'Command injection in lodash',
  details: 'A template can run commands.',
  severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H' }],
  database_specific: { cwe_ids: ['CWE-94'] },
  affected: [
    {
      package: { ecosystem: 'npm', name: 'lodash' },
      ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '4.17.21' }] }],
    },
  ],
};
const evil = {
  id: 'MAL-2024-1',
  affected: [{ package: { ecosystem: 'npm', name: 'evil' }, versions: ['1.0.0'] }],
};
const date = '2026-11-24T00:00:00.000Z';

/** Advisories of npm alone; what was asked for is remembered. */
function source(more: Partial<AdvisorySource> = {}) {
  const asked: PackageQuery[] = [];
  const advisories: AdvisorySource = {
    describe: async () => 'imported',
    origins: async (ecosystems) =>
      new Map(ecosystems.filter((name) => name === 'npm').map((name) => [name, { name: 'imported', date }])),
    candidates: async (queries) => {
      asked.push(...queries);
      return queries.map(({ name }) =>
        [lodash, evil].filter((record) => record.affected[0]?.package.name === name),
      );
    },
    ...more,
  };
  return { asked, advisories };
}

const toolsWith = (advisories: AdvisorySource, signal = new AbortController().signal): TreeTools => ({
  send: () => Promise.reject(new Error('not here')),
  exec: () => Promise.reject(new Error('not here')),
  advisories,
  signal,
  root: '/nowhere',
  rulesDir: () => null,
});

const lockOf = (packages: Readonly<Record<string, unknown>>): string => JSON.stringify({ packages }, null, 1);
const scan = (texts: Readonly<Record<string, string>>, advisories: AdvisorySource) =>
  sca.scan(treeOf(texts), toolsWith(advisories));

test('a flaw is an issue of the lock file, with its package and a proof that holds without a network', async () => {
  const lock = lockOf({
    'node_modules/lodash': { version: '4.17.20', dev: true },
    'node_modules/ms': { version: '2.1.3' },
  });
  const { issues, skipped } = await scan({ 'web/package-lock.json': lock }, source().advisories);
  expect(skipped).toEqual([]);
  expect(issues).toMatchObject([
    {
      scanner: 'sca',
      ruleId: 'sca-ghsa-35jh-r3h4-6jhm',
      title: 'lodash 4.17.20: Command injection in lodash',
      severity: 'high',
      cwe: 94,
      path: 'web/package-lock.json',
      span: { line: 3 },
      package: {
        purl: 'pkg:npm/lodash@4.17.20',
        ecosystem: 'npm',
        name: 'lodash',
        version: '4.17.20',
        fixed: '4.17.21',
        cve: 'CVE-2021-23337',
        advisories: ['GHSA-35jh-r3h4-6jhm', 'CVE-2021-23337'],
        dev: true,
      },
      proof: {
        kind: 'advisory',
        advisory: lodash.id,
        modified: lodash.modified,
        source: 'imported',
        source_date: date,
      },
      identity: ['GHSA-35jh-r3h4-6jhm', 'npm', 'lodash', 'web/package-lock.json'],
    },
  ]);
  expect(issues[0]?.description).toContain('CVSS 7.2');
  expect(issues[0]?.remediation).toContain('to 4.17.21 or newer');
  const proof = JSON.parse(JSON.stringify(issues[0]?.proof));
  expect(holdsAdvisory(proof)).toBe(true);
  expect(holdsAdvisory({ ...proof, version: '4.17.21' })).toBe(false);
  expect(holdsAdvisory({ ...proof, kind: 'other' })).toBe(false);
});

test('an upgrade to another version with the flaw is the same finding', async () => {
  const identityAt = async (version: string) => {
    const lock = lockOf({ 'node_modules/lodash': { version } });
    return (await scan({ 'package-lock.json': lock }, source().advisories)).issues[0]?.identity;
  };
  expect(await identityAt('4.17.19')).toEqual(await identityAt('4.17.20'));
});

test('two versions in one file are two findings, and a package is asked for once over all files', async () => {
  const lock = lockOf({
    'node_modules/lodash': { version: '4.17.20' },
    'node_modules/a/node_modules/lodash': { version: '3.0.0' },
  });
  const { asked, advisories } = source();
  const { issues } = await scan({ 'package-lock.json': lock, 'b/package-lock.json': lock }, advisories);
  expect(asked.length).toBe(2);
  expect(issues.length).toBe(4);
  expect(new Set(issues.map(({ identity }) => identity?.join('\n'))).size).toBe(4);
});

test('a malicious package is critical, and is to be removed rather than upgraded', async () => {
  const lock = lockOf({ 'node_modules/evil': { version: '1.0.0' } });
  const { issues } = await scan({ 'package-lock.json': lock }, source().advisories);
  expect(issues).toMatchObject([{ severity: 'critical', title: 'evil 1.0.0: malicious package' }]);
  expect(issues[0]?.remediation).toMatch(/^Remove evil/);
  expect(holdsAdvisory(issues[0]!.proof)).toBe(true);
});

test('of several ecosystems, one without advisories is not scanned: the scan is incomplete, and says so', async () => {
  const lock = lockOf({ 'node_modules/lodash': { version: '4.17.20' } });
  const { issues, skipped, incomplete } = await scan(
    { 'package-lock.json': lock, 'requirements.txt': 'flask==0.12\nidna==2.7\n' },
    source().advisories,
  );
  expect(issues).toHaveLength(1);
  expect(incomplete).toMatch(/^PyPI: there are no advisories for it here/);
  expect(skipped).toEqual([
    {
      path: 'requirements.txt',
      scanner: 'sca',
      reason: expect.stringMatching(/^2 packages were not scanned: there are no advisories for it here/),
    },
  ]);
});

test('advisories that cannot be had at all are "not scanned", never clean', async () => {
  const lock = lockOf({ 'node_modules/lodash': { version: '4.17.20' } });
  const { advisories } = source({ candidates: () => Promise.reject(new Error('connection refused')) });
  await expect(scan({ 'package-lock.json': lock }, advisories)).rejects.toThrow('npm: connection refused');
  const none = { describe: async () => null, candidates: async () => [] };
  await expect(scan({ 'package-lock.json': lock }, none)).rejects.toThrow('there are no advisories');
});

test('a tree without packages needs no advisories', async () => {
  const none = { describe: async () => null, candidates: async () => [] };
  expect(await sca.absent(toolsWith(none))).toBeNull();
  expect(await scan({ 'a.py': 'x = 1' }, none)).toMatchObject({ issues: [], skipped: [] });
});

test('what is wrong with a file is said without a word of it', async () => {
  const word = ['hunter2', 'Zq9xW'].join('');
  const { skipped } = await scan(
    { 'Pipfile.lock': `${word} {`, 'bun.lock': `{"a": ${word} }`, 'composer.lock': `{"a": "${word}` },
    source().advisories,
  );
  expect(skipped).toHaveLength(3);
  expect(JSON.stringify(skipped)).not.toContain('hunter2');
});

test('a lock file without a package is looked at by somebody', async () => {
  const { skipped } = await scan({ 'yarn.lock': 'hello' }, source().advisories);
  expect(skipped.map(({ reason }) => reason)).toEqual([expect.stringMatching(/^names no package/)]);
});

test('an abort ends the scan', async () => {
  const controller = new AbortController();
  const { advisories } = source({
    candidates: async () => {
      controller.abort(new Error('cancelled'));
      throw new Error('cancelled');
    },
  });
  const tree = treeOf({ 'package-lock.json': lockOf({ 'node_modules/lodash': { version: '4.17.20' } }) });
  await expect(sca.scan(tree, toolsWith(advisories, controller.signal))).rejects.toThrow('cancelled');
});

test('a version that has no order is said to be undecided', async () => {
  const range = { type: 'ECOSYSTEM', events: [{ introduced: '0' }] };
  const record = {
    id: 'X-1',
    affected: [{ package: { ecosystem: 'Packagist', name: 'a/b' }, ranges: [range] }],
  };
  const { advisories } = source({
    origins: async (all) => new Map(all.map((name) => [name, { name: 'imported', date }])),
    candidates: async (queries) => queries.map(() => [record]),
  });
  const lock = JSON.stringify({ packages: [{ name: 'a/b', version: 'dev-main' }] });
  expect(await scan({ 'composer.lock': lock }, advisories)).toEqual({
    issues: [],
    skipped: [
      {
        path: 'composer.lock',
        scanner: 'sca',
        reason: 'a/b dev-main cannot be held against X-1: versions that have no order',
      },
    ],
  });
});
