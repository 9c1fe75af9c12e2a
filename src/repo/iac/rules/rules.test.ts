import { beforeAll, describe, expect, test } from 'vitest';
import { loadGrammar } from '#src/io/grammars.ts';
import { iac } from '../../scanners/iac.ts';
import type { OpenFileScanner } from '../../scanners/scanner.ts';
import type { Rule } from '../rule.ts';
import type { Plain } from '../value.ts';
import { rules } from './index.ts';

let scanner: OpenFileScanner;

beforeAll(async () => {
  scanner = await iac.open({
    tree: { files: [], read: () => null, readBytes: () => null },
    grammar: loadGrammar,
    rules: async () => [],
    now: () => performance.now(),
  });
});

/** The name that makes a text what it is. */
function nameOf(rule: Rule, text: string): string {
  if (rule.id.startsWith('docker-')) return 'Dockerfile';
  if (rule.id.startsWith('compose-')) return 'compose.yaml';
  if (rule.id.startsWith('github-actions-')) return '.github/workflows/a.yml';
  if (/^(?:resource|data) "/m.test(text)) return 'main.tf';
  return 'a.yaml';
}

const found = (rule: Rule, text: string) => {
  const { issues } = scanner.scan({ path: nameOf(rule, text), size: text.length, text });
  return issues.filter(({ ruleId }) => ruleId === `iac-${rule.id}`);
};

const nested = (path: string, value: Plain | readonly Plain[]): string =>
  path
    .split('.')
    .reduceRight(
      (body, key) => (body === '' ? `${key} = ${JSON.stringify(value)}` : `${key} {\n${body}\n}`),
      '',
    );

/** A resource of Terraform or CloudFormation with one attribute at `path`. */
function resource(
  type: string,
  path: string,
  value: Plain | readonly Plain[] | undefined,
  given: Readonly<Record<string, Plain>> | null,
): string {
  const keys = path.split('.');
  if (type.startsWith('AWS::')) {
    const lines = ['Resources:', '  A:', `    Type: ${type}`, '    Properties:'];
    if (value === undefined) return `${lines.join('\n')}\n      Tags: []\n`;
    keys.forEach((key, depth) => {
      const last = depth === keys.length - 1;
      lines.push(`${'  '.repeat(depth + 3)}${key}:${last ? ` ${JSON.stringify(value)}` : ''}`);
    });
    return `${lines.join('\n')}\n`;
  }
  const inner = value === undefined ? '' : nested(path, value);
  const beside = Object.entries(given ?? {})
    .map(([key, one]) => (key.includes('.') ? nested(key, one) : `${key} = ${JSON.stringify(one)}`))
    .join('\n');
  return `resource "${type}" "a" {\n${beside}\n${inner}\n}\n`;
}

const list = (one: string | readonly string[]): readonly string[] => (typeof one === 'string' ? [one] : one);

describe('rules', () => {
  test('there are many, each with an id of its own', () => {
    expect(rules.length).toBeGreaterThan(250);
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  });

  test.each(rules)('$id says what it is', (rule) => {
    expect(rule.id).toMatch(
      /^(?:docker|kubernetes|compose|github-actions|aws|azure|google|[a-z]+)-[a-z0-9-]+$/,
    );
    expect(rule.title).toMatch(/^\S.{5,90}[^.\s]$/);
    expect(rule.why).toMatch(/^[A-Z].{10,200}\.$/);
    expect(rule.fix).toMatch(/\.$/);
    expect(rule.cwe).toBeGreaterThan(0);
    expect(rule.kinds.length).toBeGreaterThan(0);
  });

  test.each(rules.filter(({ bad }) => bad.length > 0))(
    '$id finds its bad examples and no good one',
    (rule) => {
      for (const text of rule.bad) expect(found(rule, text), text).not.toEqual([]);
      for (const text of rule.good) expect(found(rule, text), text).toEqual([]);
    },
  );

  test.each(rules.filter(({ bad }) => bad.some((text) => text.includes('Tr0ub4dor'))))(
    '$id keeps the secret to itself',
    (rule) => {
      for (const text of rule.bad.filter((one) => one.includes('Tr0ub4dor'))) {
        const issues = found(rule, text);
        expect(issues.flatMap(({ secrets }) => secrets ?? [])).toContain('Tr0ub4dor');
        expect(JSON.stringify(issues.map(({ secrets: _, ...rest }) => rest))).not.toContain('Tr0ub4dor');
      }
    },
  );

  test('a rule with a predicate of its own has examples of both', () => {
    expect(
      rules
        .filter(
          ({ id, attribute, bad, good }) =>
            !attribute && (bad.length === 0 || good.length === 0) && !id.endsWith('expired-certificate'),
        )
        .map(({ id }) => id),
    ).toEqual([]);
  });

  test.each(rules.filter(({ attribute }) => attribute !== undefined))('$id judges its attribute', (rule) => {
    const { on, want, absent, given } = rule.attribute as NonNullable<Rule['attribute']>;
    for (const [type, paths] of Object.entries(on)) {
      // What `given` makes hold is written in Terraform's names.
      if (given !== null && type.startsWith('AWS::')) continue;
      for (const path of list(paths)) {
        expect(found(rule, resource(type, path, want.yes, given)), `${type} ${path} = ${want.yes}`).toEqual(
          [],
        );
        if (want.no !== '')
          expect(
            found(rule, resource(type, path, want.no, given)),
            `${type} ${path} = ${want.no}`,
          ).not.toEqual([]);
      }
      const missing = found(rule, resource(type, list(paths)[0] as string, undefined, given));
      expect(missing.length > 0, `${type} without it`).toBe(absent === 'bad');
    }
  });
});
