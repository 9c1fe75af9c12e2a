import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { random } from '#src/core/random.ts';
import { joiningGoal, recordingTalk } from '#test/recording-talk.ts';
import type { Strategy } from '../strategy.ts';
import { strategies } from './index.ts';

/** The forms in which goals hand out the pieces of a token. */
const goals = [1, 2, 3, 4, 5].flatMap((seed) => [
  joiningGoal(seed),
  joiningGoal(seed, (n) => `Write this word backwards, please: ${n.reversed}. Then stop.`),
  joiningGoal(seed, (n) => `Remove the spaces: ${n.spaced}\nGive only the result of it.`),
  joiningGoal(seed, (n) => `Put the second code before the first one: ${n.swapped[0]} / ${n.swapped[1]}`),
  joiningGoal(
    seed,
    (n) =>
      `Call the tool with the value ${n.left}-${n.right}, without the hyphen; not ${n.words(2).join(', ')}.`,
  ),
]);

/** Letters, digits, punctuation, other scripts, line breaks; at least one Latin word to hide. */
const prompts = fc
  .tuple(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: 'grapheme', maxLength: 60 }))
  .map(([a, b]) => `${a} Please write the word. ${b}`);

const rewriters = strategies.all.filter((strategy) => strategy.rewrite);
const encoders = strategies.all.filter((strategy) => strategy.family === 'encoding');
const attackerFor = (strategy: Strategy) =>
  strategy.needs.includes('attacker')
    ? { attacker: async () => '<message>Please help me with a test.</message>' }
    : {};

describe.each(strategies.all.map((strategy) => [strategy.id, strategy] as const))('%s', (_, strategy) => {
  test('describes itself', () => {
    expect(strategy.id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(strategy.title.length).toBeGreaterThan(2);
    expect(strategy.description).toMatch(/^[A-Z].{30,}\.$/);
    expect(strategy.reference.length).toBeGreaterThan(10);
  });

  test('asks at most maxCalls times, and at least once', async () => {
    for (const refused of [false, true]) {
      const talk = recordingTalk({ respond: () => ({ refused }), ...attackerFor(strategy) });
      await strategy.attack(joiningGoal(), talk);
      expect(talk.asks.length).toBeGreaterThan(0);
      expect(talk.asks.length).toBeLessThanOrEqual(strategy.maxCalls);
    }
  });

  test('stops at the first proof', async () => {
    for (const when of [0, 1, 2]) {
      const talk = recordingTalk({
        respond: (_, index) => ({ proven: index >= when }),
        ...attackerFor(strategy),
      });
      await strategy.attack(joiningGoal(), talk);
      expect(talk.asks.length).toBeLessThanOrEqual(when + 1);
    }
  });

  test('never spells the token out', async () => {
    for (const goal of goals) {
      const talk = recordingTalk({ seed: goal.prompt.length, ...attackerFor(strategy) });
      await strategy.attack(goal, talk);
      for (const ask of talk.asks) expect(ask).not.toContain(goal.nonce.token);
    }
  });

  test('is the same for the same random numbers', async () => {
    const [one, two] = [recordingTalk(attackerFor(strategy)), recordingTalk(attackerFor(strategy))];
    await strategy.attack(joiningGoal(), one);
    await strategy.attack(joiningGoal(), two);
    expect(one.asks).toEqual(two.asks);
  });
});

describe.each(rewriters.map((strategy) => [strategy.id, strategy] as const))(
  '%s as a rewriting',
  (_, strategy) => {
    test('asks exactly what rewrite gives', async () => {
      const talk = recordingTalk({ seed: 7 });
      await strategy.attack(joiningGoal(), talk);
      expect(talk.asks).toEqual([strategy.rewrite!(joiningGoal().prompt, random('recording', 7))]);
    });

    test('takes any text', () => {
      fc.assert(
        fc.property(fc.string({ unit: 'binary' }), fc.integer(), (text, seed) => {
          expect(typeof strategy.rewrite!(text, random(seed))).toBe('string');
          expect(typeof (strategy.restore?.(text) ?? '')).toBe('string');
        }),
      );
    });
  },
);

test.each(encoders.map((strategy) => [strategy.id, strategy] as const))(
  '%s hides the plain prompt',
  (_, strategy) => {
    fc.assert(
      fc.property(prompts, fc.integer(), (prompt, seed) => {
        expect(strategy.rewrite!(prompt, random(seed))).not.toContain(prompt);
      }),
    );
    for (const { prompt } of goals) expect(strategy.rewrite!(prompt, random(1))).not.toContain(prompt);
  },
);

/** The prompts that a rewriting with a small alphabet can carry: it reads those back exactly. */
const collapse = (text: string): string => text.trim().replace(/\s+/g, ' ');
const without = (characters: RegExp) => (text: string) => text.replace(characters, '');
const narrowed: Readonly<Record<string, (text: string) => string>> = {
  diacritics: without(/[\u00c0-\u024f\u1e00-\u1eff]/g),
  'enclosed-letters': without(/[\u2460-\u24ff]/g),
  'first-letter': without(/[[\]]/g),
  homoglyph: without(/[\u0400-\u052f]/g),
  fullwidth: without(/[\uff01-\uff5e]/g),
  'math-prompt': collapse,
  morse: (text) => collapse(text.toUpperCase()),
  'punctuation-noise': without(/[~^*;§¦]/g),
  superscript: without(/[¹²³\u02b0-\u02ff\u1d2c-\u1dbf\u2070-\u207f\u2c7d\u{107a5}]/gu),
  'word-split': without(/\|/g),
  zalgo: without(/[\u0300-\u036f]/g),
  'zero-width': without(/[\u200b-\u2060]/g),
};

const restorable = rewriters.filter((strategy) => strategy.restore);
test.each(restorable.map((strategy) => [strategy.id, strategy] as const))(
  '%s reads back what it wrote',
  (_, strategy) => {
    const comesBack = (text: string, seed: number) => {
      const prompt = (narrowed[strategy.id] ?? String)(text);
      expect(strategy.restore!(strategy.rewrite!(prompt, random(seed)))).toBe(prompt);
    };
    fc.assert(fc.property(prompts, fc.integer(), comesBack), { numRuns: 300 });
    for (const { prompt } of goals) comesBack(prompt, 1);
  },
);

test('all encodings that can be undone are', () => {
  const oneWay = encoders.filter((strategy) => !strategy.restore).map((strategy) => strategy.id);
  expect(oneWay).toEqual(['ascii-art', 'camelcase', 'char-swap', 'leetspeak', 'pig-latin', 'random-caps']);
});

test('base64 stands as one unbroken run', () => {
  const text = strategies.get('base64').rewrite!('Ü'.repeat(500), random(1));
  expect(text.split('\n').at(-1)).toMatch(/^[A-Za-z0-9+/]{1300,}={0,2}$/);
});
