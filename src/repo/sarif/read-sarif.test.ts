import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findingsOf } from '../finding.ts';
import { readSarif } from './read-sarif.ts';

const sarif = (run: object): string =>
  JSON.stringify({ version: '2.1.0', runs: [{ tool: { driver: { name: 'Tool X' } }, ...run }] });
const one = (result: object, run: object = {}) => readSarif(sarif({ results: [result], ...run })).issues[0]!;
const at = (uri: string, more: object = {}) => ({
  locations: [{ physicalLocation: { artifactLocation: { uri, ...more }, region: { startLine: 3 } } }],
});

describe('count in = count out', () => {
  test('whatever a result holds or lacks', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.jsonValue(), fc.object()), { maxLength: 30 }), (results) => {
        const { issues } = readSarif(JSON.stringify({ version: '2.1.0', runs: [{ results }] }));
        expect(issues).toHaveLength(results.length);
        const findings = findingsOf(issues, null);
        expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(results.length);
      }),
    );
  });

  test('of a hundred thousand results in one file', () => {
    const results = Array.from({ length: 100_000 }, (_, n) => ({
      ruleId: `r${n % 7}`,
      message: { text: `m${n}` },
    }));
    expect(readSarif(sarif({ results })).issues).toHaveLength(results.length);
  });

  test('a byte order mark, no runs in it, a run of null', () => {
    expect(readSarif(`\ufeff${sarif({ results: [{}] })}`).issues).toHaveLength(1);
    expect(readSarif('{"version":"2.1.0","runs":[]}').issues).toEqual([]);
    expect(readSarif('{"runs":[null]}').issues).toEqual([]);
  });
});

test.each([
  ['not JSON', '<sarif/>', 'it is not JSON'],
  ['empty', '', 'it is not JSON'],
  ['another document', '{"results":[]}', 'an object without runs'],
  ['a list', '[]', 'an object without runs'],
  ['version 1', '{"version":"1.0.0","runs":[]}', 'version "1.0.0"'],
])('%s is refused with what was expected', (_, text, said) => {
  expect(() => readSarif(text)).toThrow(said);
});

describe('severity', () => {
  const severity = (result: object, rule: object = {}) =>
    one({ ruleId: 'a', ...result }, { tool: { driver: { name: 'x', rules: [{ id: 'a', ...rule }] } } })
      .severity;

  test.each([
    ['9.8', 'critical'],
    ['7', 'high'],
    [4.1, 'medium'],
    ['0.0', 'info'],
    ['HIGH', 'high'],
    ['Very High', 'critical'],
  ])('security-severity %s is %s', (value, expected) => {
    expect(severity({}, { properties: { 'security-severity': value } })).toBe(expected);
    expect(severity({ properties: { 'security-severity': value } })).toBe(expected);
  });

  test('without one the level decides, its own before the rule’s', () => {
    expect(severity({ level: 'error' })).toBe('high');
    expect(severity({}, { defaultConfiguration: { level: 'note' } })).toBe('low');
    expect(severity({ level: 'none' }, { defaultConfiguration: { level: 'error' } })).toBe('info');
    expect(severity({})).toBe('medium');
    expect(severity({}, { properties: { 'security-severity': 'certainly' } })).toBe('medium');
  });

  test('what passed is information', () => {
    expect(severity({ kind: 'pass', level: 'error' })).toBe('info');
  });
});

describe('places', () => {
  const bases = { originalUriBaseIds: { SRC: { uri: 'file:///home/runner/work/shop/' } } };

  test.each([
    ['src/a.py', 'src/a.py'],
    ['./src//a.py', 'src/a.py'],
    ['src%2Fa%20b.py', 'src/a b.py'],
    ['src\\a.py', 'src/a.py'],
    ['file:///home/runner/work/shop/src/a.py', 'src/a.py'],
    ['%E0%A4%A', '%E0%A4%A'],
  ])('%s is %s', (uri, path) => {
    expect(one(at(uri), bases).path).toBe(path);
  });

  test('a base, by id and through another; an index into the artifacts', () => {
    const chain = {
      originalUriBaseIds: { ROOT: { uri: 'file:///b/' }, SUB: { uri: 'sub/', uriBaseId: 'ROOT' } },
    };
    expect(one(at('a.py', { uriBaseId: 'SUB' }), chain).path).toBe('sub/a.py');
    const indexed = { locations: [{ physicalLocation: { artifactLocation: { index: 1 } } }] };
    expect(one(indexed, { artifacts: [{}, { location: { uri: 'x.go' } }] }).path).toBe('x.go');
  });

  test('a tool that names files by the root it was given', () => {
    const { issues } = readSarif(sarif({ results: [at('/data/work/tree/a.py')] }), {
      root: '/data/work/tree',
    });
    expect(issues[0]?.path).toBe('a.py');
  });

  test.each(['../../etc/passwd', 'a/../../b', 'https://example.com/a', '%2e%2e/x', 'a%00b'])(
    '%s is no place in the tree, and that is said',
    (uri) => {
      const issue = one(at(uri));
      expect(issue.path).toBe('');
      expect(issue.description).toContain('outside the repository');
    },
  );

  test('lines and columns', () => {
    const region = { startLine: 4, startColumn: 5, endLine: 6, endColumn: 1, snippet: { text: 'x = 1' } };
    const issue = one({ locations: [{ physicalLocation: { artifactLocation: { uri: 'a' }, region } }] });
    expect(issue.span).toEqual({ line: 4, column: 4, endLine: 6, endColumn: 0 });
    const odd = { startLine: -1, endLine: 1e99 };
    expect(one({ locations: [{ physicalLocation: { region: odd } }] }).span.line).toBe(0);
  });
});

test('rules are found by reference, by id with a suffix, by index, and in extensions', () => {
  const tool = {
    driver: { name: 'x', rules: [{ id: 'a', name: 'Rule A' }] },
    extensions: [{ name: 'e', rules: [{ id: 'b', name: 'Rule B' }] }, {}],
  };
  expect(one({ ruleId: 'a/1' }, { tool }).title).toBe('Rule A');
  expect(one({ ruleIndex: 0 }, { tool })).toMatchObject({ title: 'Rule A', ruleId: 'a' });
  expect(one({ ruleId: 'b' }, { tool }).title).toBe('Rule B');
  expect(one({ rule: { index: 0, toolComponent: { index: 0 } } }, { tool }).title).toBe('Rule B');
  expect(one({ ruleId: '__proto__' }, { tool }).title).toBe('__proto__');
});

test('messages of the rule with arguments, weaknesses, flows, suppressions', () => {
  const rule = {
    id: 'a',
    messageStrings: { m: { text: 'reads {0} and {9}' } },
    properties: { tags: ['security', 'external/cwe/cwe-089'] },
    helpUri: 'https://example.com/a',
  };
  const step = (uri: string, text: string) => ({ location: { ...at(uri).locations[0], message: { text } } });
  const issue = one(
    {
      ruleId: 'a',
      message: { id: 'm', arguments: ['the query'] },
      codeFlows: [{ threadFlows: [{ locations: [step('a.py', 'in'), step('b.py', 'out')] }] }],
      suppressions: [{ kind: 'inSource', justification: 'tested' }],
    },
    { tool: { driver: { name: 'x', rules: [rule] } } },
  );
  expect(issue).toMatchObject({
    description: 'reads the query and {9}',
    cwe: 89,
    references: { url: ['https://example.com/a'] },
    suppression: 'tested',
  });
  expect(issue.flow?.map(({ path, message }) => [path, message])).toEqual([
    ['a.py', 'in'],
    ['b.py', 'out'],
  ]);
  expect(one({ suppressions: [{ status: 'rejected' }] }).suppression).toBeUndefined();
});

test('what a tool for secrets quotes is not kept', () => {
  const secret = ['kX8', 'vQ2', 'mZ7', 'pL4', 'wR9'].join('-');
  const place = at('a.env').locations[0]!;
  const region = { startLine: 1, snippet: { text: secret } };
  const locations = [{ physicalLocation: { ...place.physicalLocation, region } }];
  const tool = { driver: { name: 'gitleaks' } };
  const { issues } = readSarif(
    sarif({ tool, results: [{ locations, message: { text: `found ${secret}` } }] }),
  );
  expect(JSON.stringify(findingsOf(issues, null))).not.toContain(secret);
});

test('a run that failed says so', () => {
  expect(readSarif(sarif({ invocations: [{ executionSuccessful: false }] })).notes).toEqual([
    'Tool X says itself that it did not run to its end',
  ]);
});
