import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { issueAt } from '#test/repo-tree.ts';
import { findingsOf } from './finding.ts';

const text = ['import db', '', 'def find(name):', '    db.run("select " + name)', '    return 1', ''].join(
  '\n',
);
const printsOf = (issues: Parameters<typeof findingsOf>[0], of: string) =>
  findingsOf(issues, of).map(({ fingerprint }) => fingerprint);

describe('fingerprints', () => {
  test('stay when lines are inserted above, whatever they are', () => {
    const [before] = printsOf([issueAt(4)], text);
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[ -~]*$/), { maxLength: 40 }), (lines) => {
        const moved = [...lines, text].join('\n');
        expect(printsOf([issueAt(4 + lines.length)], moved)).toEqual([before]);
      }),
    );
  });

  test('stay when white space and line ends change', () => {
    const [before] = printsOf([issueAt(4)], text);
    expect(printsOf([issueAt(4)], text.replaceAll('    ', '\t'))).toEqual([before]);
    expect(printsOf([issueAt(4)], text.replaceAll('\n', '\r\n'))).toEqual([before]);
  });

  test('differ by rule, path, line content, and between twins in one file', () => {
    const twice = `${text}\n${text}`;
    const prints = [
      ...printsOf([issueAt(4), issueAt(11)], twice),
      ...printsOf([issueAt(4, { ruleId: 'python-xss' })], text),
      ...printsOf([issueAt(4, { path: 'other.py' })], text),
      ...printsOf([issueAt(4)], text.replace('+ name', '+ id')),
    ];
    expect(new Set(prints).size).toBe(prints.length);
  });

  test('of twins do not depend on the order they are told in', () => {
    const twice = `${text}\n${text}`;
    const told = findingsOf([issueAt(11), issueAt(4)], twice);
    expect(told.map(({ fingerprint }) => fingerprint)).toEqual(printsOf([issueAt(4), issueAt(11)], twice));
  });

  test('of an issue with an identity are that alone', () => {
    const identity = ['GHSA-1', 'pkg:npm/a'];
    const [here] = printsOf([issueAt(1, { identity })], text);
    expect(printsOf([issueAt(5, { identity, path: 'b' })], 'other')).toEqual([here]);
  });
});

test('a secret of one issue is in no text of any', () => {
  const secret = ['Kf83', 'hQ0z', 'Wm5R', 'tYb1'].join('');
  const code = `a = 1\nkey = "${secret}"\nrun(key, "${secret}")\n`;
  const findings = findingsOf(
    [
      issueAt(2, { secrets: [secret], ruleId: 'secrets-generic' }),
      issueAt(3, {
        description: `run gets ${secret}`,
        flow: [{ path: 'app.py', span: issueAt(2).span, message: `"${secret}"` }],
      }),
    ],
    code,
  );
  expect(JSON.stringify(findings)).not.toContain(secret);
  expect(findings[1]?.location.snippet).toContain('run(key, "[secret 16 chars]")');
});

test('a credential of a known form is not stored, also where no scanner told of it', () => {
  const token = `ghp_${'aB3dE5fG7hJ9kL1mN2pQ4rS6tU8vW0xY2zA4'}`;
  const [finding] = findingsOf([issueAt(1)], `call("${token}")`);
  expect(JSON.stringify(finding)).not.toContain(token);
});

test('long files and lines are shown in part', () => {
  const lines = Array.from({ length: 100 }, (_, at) => `line ${at + 1} ${'x'.repeat(1000)}`);
  const issue = issueAt(50, { span: { line: 50, column: 0, endLine: 90, endColumn: 0 } });
  const shown = String(findingsOf([issue], lines.join('\n'))[0]?.location.snippet).split('\n');
  expect(shown.length).toBeLessThanOrEqual(17);
  expect(shown[0]).toMatch(/^line 48 x/);
  expect(shown.every((line) => line.length <= 240)).toBe(true);
});

describe('assay-ignore', () => {
  const told = (code: string, line: number, ruleId = 'python-sql-injection') =>
    findingsOf([issueAt(line, { ruleId })], code)[0]?.suppression;

  test('on the same line or the line above, with a reason', () => {
    expect(told('run(x)  # assay-ignore: python-sql-injection x is a constant', 1)).toBe('x is a constant');
    expect(told('# assay-ignore: python-sql-injection x is a constant\nrun(x)', 2)).toBe('x is a constant');
    expect(told('/* assay-ignore: python-sql-* tried */\nrun(x)', 2)).toBe('tried');
  });

  test('counts for its own rule and line only', () => {
    expect(told('run(x)  # assay-ignore: python-xss no page', 1)).toBeUndefined();
    expect(told('run(x)  # assay-ignore: python-sql-injection fine\nrun(y)', 2)).toBeUndefined();
    expect(told('run(x)  # assay-ignore: python-sql-injection', 1)).toBeUndefined();
    expect(told('# assay-ignore: python-sql-injection fine\nrun(x)\nrun(y)', 3)).toBeUndefined();
  });

  test('several above one line all count', () => {
    const code = '# assay-ignore: a-b one\n# assay-ignore: c-d two\nrun(x)';
    expect([told(code, 3, 'a-b'), told(code, 3, 'c-d')]).toEqual(['one', 'two']);
  });
});
