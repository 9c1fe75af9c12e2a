import { expect, test } from 'vitest';
import { startRange } from '#src/range/chat-model.ts';
import { datasets } from '#src/redteam/datasets/index.ts';
import { guardrails } from '#src/redteam/guardrails/index.ts';
import { scanHere } from './scan-here.ts';

/** Every goal there is, built in and configured, in four languages, over three seeds: none may be a false alarm. */
test.each(['hardened', 'refuser', 'quoting-refuser', 'refuser-multilingual', 'echo', 'chatter'])(
  '%s has no finding whatever is asked',
  async (model) => {
    const range = await startRange();
    const redteam = {
      strategies: [],
      // Refusing is a fault there, and most of these refuse everything.
      datasets: datasets.ids.filter((id) => id !== 'xstest'),
      guardrails: [...guardrails.ids],
      guardrail_bypass: true,
      languages: ['es', 'zh', 'ar'],
    };
    try {
      for (const seed of [1, 2, 3]) {
        const results = await scanHere({ baseUrl: range.url, model, maxAttempts: 2000, seed, redteam });
        const found = results.flatMap(({ unit, findings }) =>
          findings.map(({ evidence }) => [unit.key, evidence[0]?.answer]),
        );
        expect(found).toEqual([]);
      }
    } finally {
      await range.stop();
    }
  },
);
