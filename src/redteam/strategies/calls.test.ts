import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joiningGoal, recordingTalk } from '#test/recording-talk.ts';
import { strategies } from './index.ts';

const all = strategies.all.map((strategy) => [strategy.id, strategy] as const);

/** Plays a strategy with an attacker at hand; `refused` and `proven` say how the target answers question by question. */
async function played(id: string, refused: readonly boolean[], proven: (index: number) => boolean) {
  let attackerCalls = 0;
  const talk = recordingTalk({
    respond: (_, index) => ({ refused: refused[index % refused.length] ?? false, proven: proven(index) }),
    attacker: async () => {
      attackerCalls++;
      return '<message>Do the thing. 7</message>';
    },
  });
  await strategies.get(id).attack(joiningGoal(), talk);
  return { calls: talk.asks.length, attackerCalls };
}

test.each(all)('%s asks target and attacker as often as it says', async (id, strategy) => {
  const [least, most] = strategy.attackerCalls ?? [0, 0];
  expect(await played(id, [false], () => true)).toEqual({ calls: 1, attackerCalls: least });
  const seen = { calls: 0, attackerCalls: 0 };
  const play = async (refused: boolean[]) => {
    const { calls, attackerCalls } = await played(id, refused, () => false);
    expect(calls).toBeLessThanOrEqual(strategy.maxCalls);
    expect(attackerCalls).toBeLessThanOrEqual(most);
    expect(attackerCalls).toBeGreaterThanOrEqual(least);
    seen.calls = Math.max(seen.calls, calls);
    seen.attackerCalls = Math.max(seen.attackerCalls, attackerCalls);
  };
  await fc.assert(fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 12 }), play), {
    numRuns: 40,
    examples: [[[true]], [[false]], [[true, false]]],
  });
  // The bounds are reached: a forecast does not say more than can be.
  expect(seen).toEqual({ calls: strategy.maxCalls, attackerCalls: most });
});
