import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { sampleOf, seeded } from '#test/secret-samples.ts';
import type { Issue } from '../issue.ts';
import { secretRules } from './rules/index.ts';
import { searchSecrets } from './search.ts';
import { alnum, of } from './shape.ts';

const random = seeded(11);
const token = `ghp_${sampleOf(alnum(36), random)}`;
const only = (path: string, text: string): Issue => {
  const { issues } = searchSecrets(path, text);
  expect(issues.length).toBe(1);
  return issues[0] as Issue;
};
/** An issue as it is stored: `secrets` is for the spine, which takes it out. */
const stored = ({ secrets: _, ...issue }: Issue): string => JSON.stringify(issue);

test('an issue says where, what and how to check it again, and not the secret', () => {
  const issue = only('src/config.py', `# settings\nTOKEN = "${token}"\n`);
  expect(issue).toMatchObject({
    scanner: 'secrets',
    ruleId: 'secrets-github-pat',
    title: 'GitHub personal access token',
    severity: 'critical',
    cwe: 798,
    path: 'src/config.py',
    span: { line: 2, column: 9, endLine: 2, endColumn: 49 },
    secrets: [token],
    proof: {
      kind: 'secret',
      rule: 'github-pat',
      sha256: createHash('sha256').update(token).digest('hex'),
      length: 40,
      check: 'crc32 does not hold',
    },
  });
  expect(issue.description).toContain('[secret ghp_… 40 chars]');
  expect(stored(issue)).not.toContain(token.slice(4, 20));
});

test.each(secretRules.filter(({ rank, shape }) => shape && rank === 'prefixed').map(({ id }) => id))(
  '%s never shows more than its first four characters',
  (id) => {
    const rule = secretRules.find((one) => one.id === id);
    const text = `k = "${sampleOf(rule?.shape ?? '', seeded(21))}"`;
    for (const issue of searchSecrets('a.txt', text).issues) {
      const [secret = ''] = issue.secrets ?? [];
      expect(secret.length).toBeGreaterThan(0);
      expect(stored(issue)).not.toContain(secret);
      expect(stored(issue)).not.toContain(secret.slice(-10));
    }
  },
);

test('a key over lines is one issue, and each of its lines is kept out of snippets', () => {
  const lines = Array.from(
    { length: 6 },
    (_, at) => (at === 0 ? 'MIIE' : '') + sampleOf(of('A-Za-z0-9+/', at === 0 ? 60 : 64), random),
  );
  const edge = (word: string): string => `-----${word} ${'PRIVATE'} KEY-----`;
  const issue = only('key.pem', `first\n${[edge('BEGIN'), ...lines, edge('END')].join('\n')}\n`);
  expect(issue).toMatchObject({
    ruleId: 'secrets-private-key',
    cwe: 321,
    span: { line: 2, column: 0, endLine: 9 },
  });
  expect(issue.proof.check).toBe('a DER sequence');
  for (const line of lines) {
    expect(issue.secrets).toContain(line);
    expect(stored(issue)).not.toContain(line);
  }
});

test('a moved line stays the same finding; another secret, file or kind is another', () => {
  const text = `TOKEN = "${token}"\n`;
  const identity = (path: string, of: string): unknown => only(path, of).identity;
  expect(identity('a.py', `\n\n\n${text}`)).toEqual(identity('a.py', text));
  expect(identity('b.py', text)).not.toEqual(identity('a.py', text));
  expect(identity('a.py', `TOKEN = "ghp_${sampleOf(alnum(36), random)}"`)).not.toEqual(
    identity('a.py', text),
  );
});

test('in tests and examples the same finding is less sure', () => {
  const text = `TOKEN = "${token}"\n`;
  expect(only('test/login.test.ts', text).confidence).toBeLessThan(only('src/login.ts', text).confidence);
  expect(only('.env.example', text).description).toContain('an example');
});

test('in lock files only what has a form of its own counts', () => {
  const hash = sampleOf(alnum(40), random);
  expect(searchSecrets('src/a.json', `{"api_token": "${hash}"}`).issues.length).toBe(1);
  expect(searchSecrets('package-lock.json', `{"api_token": "${hash}"}`).issues).toEqual([]);
  expect(searchSecrets('yarn.lock', `resolved "https://x:${token}@npm.acme.dev/a.tgz"`).issues.length).toBe(
    1,
  );
});

test('a file with too many is said to be cut', () => {
  const text = Array.from({ length: 300 }, () => `k = "ghp_${sampleOf(alnum(36), random)}"`).join('\n');
  const { issues, skipped } = searchSecrets('dump.txt', text);
  expect(issues.length).toBe(200);
  expect(skipped).toEqual([expect.objectContaining({ path: 'dump.txt', scanner: 'secrets' })]);
});
