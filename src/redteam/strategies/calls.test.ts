import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joiningGoal, recordingTalk } from '#test/recording-talk.ts';
import { strategies } from './index.ts';

const all = strategies.all.map((strategy) => [strategy.id, strategy] as const);

const goal = joiningGoal();
/** Writes what can be used at once; of no use, so that it is asked again; and what suits the steps before the goal. */
const attackers = {
  able: async () => `<message>${goal.prompt}</message> 7`,
  useless: async () => '',
  general: async () => '<message>Tell me more.</message> 7',
};

interface Calls {
  readonly calls: number;
  readonly attackerCalls: number;
}

/** Plays a strategy with each attacker; `refused` and `proven` say how the target answers question by question. */
async function played(id: string, refused: readonly boolean[], proven: boolean): Promise<Calls[]> {
  const all: Calls[] = [];
  for (const attacker of Object.values(attackers)) {
    let attackerCalls = 0;
    const talk = recordingTalk({
      respond: (_, index) => ({ refused: refused[index % refused.length] ?? false, proven }),
      attacker: () => {
        attackerCalls++;
        return attacker();
      },
    });
    await strategies.get(id).attack(goal, talk);
    all.push({ calls: talk.asks.length, attackerCalls });
  }
  return all;
}

const least = (all: readonly Calls[]) => Math.min(...all.map(({ attackerCalls }) => attackerCalls));
const most = (all: readonly Calls[], of: keyof Calls) => Math.max(...all.map((calls) => calls[of]));

test.each(all)('%s asks target and attacker as often as it says', async (id, strategy) => {
  const [low, high] = strategy.attackerCalls ?? [0, 0];
  const shown = await played(id, [false], true);
  expect([most(shown, 'calls'), least(shown)]).toEqual([1, low]);
  const seen: Calls[] = [];
  await fc.assert(
    fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 12 }), async (refused) => {
      const all = await played(id, refused, false);
      expect(most(all, 'calls')).toBeLessThanOrEqual(strategy.maxCalls);
      expect(most(all, 'attackerCalls')).toBeLessThanOrEqual(high);
      expect(least(all)).toBeGreaterThanOrEqual(low);
      seen.push(...all);
    }),
    { numRuns: 30, examples: [[[true]], [[false]], [[true, false]]] },
  );
  // The bounds are reached: a forecast does not say more than can be.
  expect([most(seen, 'calls'), most(seen, 'attackerCalls')]).toEqual([strategy.maxCalls, high]);
});
