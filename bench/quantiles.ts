/**
 * Measures tokens and latency of calls to the practice range's models, for forecasts of targets that were never
 * scanned: the personas that answer as chat models do are red-teamed with every strategy, an attacker (the `chatter` persona) at hand. Prints the
 * figures, and with --write keeps them in src/redteam/range-quantiles.gen.ts. Token counts are deterministic (--seed);
 * latency is this machine's.
 *
 *   node bench/quantiles.ts [--attempts 120] [--seed 1] [--write]
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openLlmSession } from '../src/app/llm-session.ts';
import type { OpenedTarget } from '../src/app/target-rows.ts';
import type { Quantiles } from '../src/core/forecast.ts';
import { llmConfigSchema } from '../src/core/llm-config.ts';
import { createLedger, memoryBudget } from '../src/llm/budget.ts';
import { startRange } from '../src/range/chat-model.ts';
import { personas } from '../src/range/personas/index.ts';
import { nothingGathered } from '../src/redteam/gathered.ts';
import { type RedteamSetting, redteamPipeline } from '../src/redteam/pipeline.ts';
import { strategies } from '../src/redteam/strategies/index.ts';
import { noMemory } from '../src/redteam/turn-memory.ts';

const { values } = parseArgs({
  options: {
    attempts: { type: 'string', default: '120' },
    seed: { type: 'string', default: '1' },
    write: { type: 'boolean', default: false },
  },
});
const spec = { profile: 'deep', maxAttempts: Number(values.attempts), seed: Number(values.seed) } as const;
/** These test one meter or the engine itself: nobody's answers are like theirs. */
const apart = ['echo', 'immediate', 'slow', 'verbose'];
const measured = personas.ids.filter((id) => !apart.includes(id));
const range = await startRange();

class Sample {
  readonly input: number[] = [];
  readonly output: number[] = [];
  readonly latencyMs: number[] = [];
}
const target = new Sample();
const attacker = new Sample();

/** The same setting with every call written down. */
const recorded = (setting: RedteamSetting): RedteamSetting => ({
  ...setting,
  chat: async (request, signal) => {
    const answer = await setting.chat(request, signal);
    target.input.push(answer.usage.inputTokens);
    target.output.push(answer.usage.outputTokens);
    target.latencyMs.push(answer.latencyMs);
    return answer;
  },
  helpers: {
    ...setting.helpers,
    attacker: async (request, signal) => {
      const answer = await setting.helpers.attacker!(request, signal);
      attacker.input.push(answer.usage.inputTokens);
      attacker.output.push(answer.usage.outputTokens);
      return answer;
    },
  },
});

async function measure(persona: string): Promise<void> {
  const config = llmConfigSchema.parse({
    provider: 'openai-chat',
    model: persona,
    redteam: {
      strategies: strategies.ids,
      attacker: { enabled: true, endpoint: range.url, model: 'chatter' },
    },
  });
  const opened = { target: { baseUrl: range.url }, credentials: null, llmConfig: config } as OpenedTarget;
  const ledger = createLedger(config, memoryBudget());
  const session = openLlmSession({
    opened,
    config,
    spec,
    ledger,
    memory: noMemory,
    access: null,
    registries: null,
    chromePath: null,
  });
  const pipeline = redteamPipeline(recorded({ ...session.setting, gathered: nothingGathered }));
  const plan = pipeline.plan();
  let next = 0;
  const lane = async () => {
    while (next < plan.size) await pipeline.run(plan.unit(next++), new AbortController().signal);
  };
  await Promise.all(Array.from({ length: pipeline.lanes }, lane));
  await session.close();
}

function quantiles(sample: readonly number[]): Quantiles {
  const sorted = sample.toSorted((a, b) => a - b);
  const at = (share: number) => rounded(sorted[Math.floor(share * (sorted.length - 1))] ?? 0);
  return {
    p10: at(0.1),
    p50: at(0.5),
    p90: at(0.9),
    mean: rounded(sorted.reduce((a, b) => a + b, 0) / sorted.length),
  };
}
const rounded = (value: number): number => Math.round(value * 10) / 10;

for (const persona of measured) await measure(persona);
await range.stop();

const figures = {
  on: 'practice range',
  target: {
    input: quantiles(target.input),
    output: quantiles(target.output),
    latencyMs: quantiles(target.latencyMs),
  },
  attacker: { input: quantiles(attacker.input), output: quantiles(attacker.output) },
};
const what = `${target.input.length} calls to ${measured.length} personas, ${attacker.input.length} to an attacker`;
console.log(what, JSON.stringify(figures, null, 2));
if (values.write) {
  const file = new URL('../src/redteam/range-quantiles.gen.ts', import.meta.url);
  const text = `// Written by bench/quantiles.ts from ${what}. Do not edit.
import type { MeasuredCalls, Quantiles } from '#src/core/forecast.ts';

/** Tokens and milliseconds a call, measured once on the simulated models of the practice range. */
export const rangeQuantiles: {
  readonly on: string;
  readonly target: Omit<MeasuredCalls, 'on'>;
  readonly attacker: { readonly input: Quantiles; readonly output: Quantiles };
} = ${JSON.stringify(figures, null, 2)};
`;
  writeFileSync(file, text);
  console.log(`wrote ${file.pathname}`);
}
