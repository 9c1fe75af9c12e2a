import { describe, expect, test } from 'vitest';
import { sampleOf, seeded } from '#test/secret-samples.ts';
import { Finder } from '../find.ts';
import type { SecretRule } from '../rule.ts';
import { lengthOf } from '../shape.ts';
import { secretRules } from './index.ts';

const shaped = secretRules.filter((rule) => rule.shape !== undefined);
const byId = new Map(secretRules.map((rule) => [rule.id, rule]));
const alone = (rule: SecretRule): Finder => new Finder([rule]);

/** A sample in the company that its rule asks for. Chance makes a placeholder now and then: then another one. */
function written(rule: SecretRule, seed: number): { text: string; secret: string } {
  const secret = sampleOf(rule.shape ?? '', seeded(seed));
  if (rule.rank !== 'assigned') return { text: `value = "${secret}"\n`, secret };
  return { text: `${nameFor(rule)} = "${secret}"\n`, secret };
}

/** Words that the rules with a name of their own want beside the vendor's. */
const endings = [
  '_secret_key',
  '_token',
  '_password',
  '_private_key',
  '_api_key',
  '_secret',
  '_client_secret',
];
function nameFor(rule: SecretRule): string {
  const secret = sampleOf(rule.shape ?? '', seeded(1));
  const names = rule.keywords.flatMap((keyword) =>
    [...endings, ''].map((ending) => keyword.replace(/^--/, '') + ending),
  );
  const found = names.find((name) => alone(rule).search(`${name} = "${secret}"\n`).found.length > 0);
  return found ?? (names[0] as string);
}

test('there are more than 260 kinds, of more than 150 vendors, each with an id of its own', () => {
  expect(secretRules.length).toBeGreaterThan(260);
  expect(byId.size).toBe(secretRules.length);
  expect(new Set(secretRules.map(({ remediation }) => remediation)).size).toBeGreaterThan(150);
});

test.each(secretRules.map(({ id }) => id))('%s says what it is', (id) => {
  const rule = byId.get(id) as SecretRule;
  expect(id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
  expect(rule.title.length).toBeLessThanOrEqual(80);
  expect(rule.remediation).toContain('keep that out of the repository');
  expect(rule.keywords.length).toBeGreaterThan(0);
  for (const keyword of rule.keywords) expect(keyword).toBe(keyword.toLowerCase());
});

describe.each(shaped.map(({ id }) => id))('%s', (id) => {
  const rule = byId.get(id) as SecretRule;

  test('finds what its shape makes', () => {
    const missed = [1, 2, 3, 4, 5, 6, 7, 8].filter((seed) => {
      const { text, secret } = written(rule, seed);
      const [found] = alone(rule).search(text).found;
      return !found || !secret.includes(found.secret) || text.slice(found.start, found.end) !== found.secret;
    });
    // A short run of digits or hexadecimals is a placeholder or of little entropy by chance.
    expect(missed.length).toBeLessThanOrEqual(1);
  });

  test('leaves a near miss alone: one character short', () => {
    const { text, secret } = written(rule, 3);
    const [least, most] = lengthOf(rule.shape ?? '');
    const short = secret.slice(0, least - 1);
    const near = text.replace(secret, () => short);
    expect(
      alone(rule)
        .search(near)
        .found.map((found) => found.secret),
    ).toEqual([]);
    expect(most).toBeGreaterThanOrEqual(least);
  });

  test('leaves its form alone when nothing in it is random', () => {
    const same = sampleOf(rule.shape ?? '', () => 0.999);
    if (!/(.)\1{7}/.test(same)) return;
    const { text, secret } = written(rule, 5);
    expect(alone(rule).search(text.replace(secret, () => same)).found).toEqual([]);
  });
});
