import { expect, test } from 'vitest';
import { startRange } from '#src/range/chat-model.ts';
import { datasets } from '#src/redteam/datasets/index.ts';
import { guardrails } from '#src/redteam/guardrails/index.ts';
import { modules } from '#src/redteam/modules/index.ts';
import { innocentModels } from './practice-models.ts';
import { scanHere } from './scan-here.ts';

const count = (plugins: readonly { goals: readonly unknown[] }[]) => plugins.flatMap((p) => p.goals).length;
const asked = datasets.all.filter(({ id }) => id !== 'xstest');
const goals = count(modules.all) + count(asked) + 4 * count(guardrails.all);

/** Every goal there is, built in and configured, in four languages, over three seeds: none may be a false alarm. */
test.each([...innocentModels])('%s has no finding whatever is asked', async (model) => {
  const range = await startRange();
  const redteam = {
    strategies: [],
    // Refusing is a fault there, and most of these refuse everything.
    datasets: asked.map(({ id }) => id),
    guardrails: [...guardrails.ids],
    guardrail_bypass: true,
    languages: ['es', 'zh', 'ar'],
  };
  try {
    for (const seed of [1, 2, 3]) {
      const results = await scanHere({ baseUrl: range.url, model, maxAttempts: 4000, seed, redteam });
      expect(new Set(results.map(({ unit }) => unit.goal)).size).toBe(goals);
      const found = results.flatMap(({ unit, findings }) =>
        findings.map(({ evidence }) => [unit.key, evidence[0]]),
      );
      expect(found).toEqual([]);
    }
  } finally {
    await range.stop();
  }
});
