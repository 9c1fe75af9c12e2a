import { expect, test } from 'vitest';
import { loadGrammar } from '#src/io/grammars.ts';
import { sast } from './sast.ts';

const text = 'import os\nfrom flask import request\nos.system(request.args["h"])\n';
const file = { path: 'app/a.py', size: text.length };
const open = () =>
  sast.open({
    tree: { files: [file], read: () => text, readBytes: () => null },
    grammar: loadGrammar,
    rules: async () => [],
    now: () => performance.now(),
  });

test('takes source files of the languages that are understood', () => {
  expect(sast.accepts(file)).toBe(true);
  expect(sast.accepts({ path: 'README.md', size: 10 })).toBe(false);
  expect(sast.accepts({ path: 'a.py', size: 5_000_000 })).toBe(false);
});

test('an issue says all that a finding needs', async () => {
  const { issues, skipped } = (await open()).scan({ ...file, text });
  expect(skipped).toEqual([]);
  expect(issues).toEqual([
    {
      scanner: 'sast',
      ruleId: 'python-command-injection',
      title: 'Command injection',
      severity: 'critical',
      confidence: 0.9,
      cwe: 78,
      description: expect.stringMatching(/\.$/),
      remediation: expect.stringMatching(/\.$/),
      references: { cwe: ['CWE-78'], owasp: ['A03:2021'], url: [expect.stringContaining('https://')] },
      path: 'app/a.py',
      span: { line: 3, column: 0, endLine: 3, endColumn: 28 },
      flow: [
        {
          path: 'app/a.py',
          span: { line: 3, column: 10, endLine: 3, endColumn: 22 },
          message: 'the query string is read',
        },
        {
          path: 'app/a.py',
          span: { line: 3, column: 0, endLine: 3, endColumn: 28 },
          message: 'reaches os.system',
        },
      ],
      proof: {
        kind: 'taint-flow',
        rule: 'python-command-injection',
        class: 'command-injection',
        source: { path: 'app/a.py', line: 3, what: 'the query string' },
        sink: { path: 'app/a.py', line: 3, call: 'os.system', argument: '0' },
        steps: 2,
      },
    },
  ]);
});

test('a minified bundle is said to be skipped', async () => {
  const long = `x = 1;${' y = 2;'.repeat(2000)}`;
  expect((await open()).scan({ path: 'a.py', size: long.length, text: long })).toEqual({
    issues: [],
    skipped: [{ path: 'a.py', scanner: 'sast', reason: 'its lines are those of a minified bundle' }],
  });
});

test('a secret in the code is named, so that no snippet shows it, and is not in the proof', async () => {
  const secret = ['an', 'example', 'of', 'one'].join('-');
  const code = `import jwt\ntoken = jwt.encode({"a": 1}, "${secret}", algorithm="HS256")\n`;
  const [issue] = (await open()).scan({ path: 'a.py', size: code.length, text: code }).issues;
  expect(issue?.ruleId).toBe('python-hard-coded-secret');
  expect(issue?.secrets).toEqual([secret]);
  expect(JSON.stringify({ ...issue, secrets: [] })).not.toContain(secret);
});
