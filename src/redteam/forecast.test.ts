import { describe, expect, test } from 'vitest';
import type { MeasuredCalls } from '#src/core/forecast.ts';
import { llmConfigSchema } from '#src/core/llm-config.ts';
import { buildArsenal } from './arsenal.ts';
import { countCalls } from './count-calls.ts';
import { forecast } from './forecast.ts';
import { controlCalls } from './judge-controls.ts';
import { planAttempts } from './plan.ts';
import { mostWritings } from './strategies/helpers/attacker.ts';

const flat = (value: number) => ({ p10: value, p50: value, p90: value, mean: value });
const measured: MeasuredCalls = {
  on: 'this target, 100 attempts',
  input: flat(200),
  output: flat(50),
  latencyMs: flat(500),
};
const planned = (config: object, maxAttempts = 100, calls: MeasuredCalls | null = measured) =>
  forecast(
    llmConfigSchema.parse({ provider: 'openai-chat', system_prompt: 'Tend the lake.', ...config }),
    { profile: 'standard', maxAttempts, seed: 3 },
    calls,
  );
const stage = (plan: ReturnType<typeof planned>, name: string) =>
  plan.stages.find((row) => row.stage === name);
const prices = { input_cost_per_1k: 1, output_cost_per_1k: 2 };

describe('forecast', () => {
  test('single questions, measured: calls, tokens and cost are exact, and the duration is that of the lanes', () => {
    const plan = planned({ redteam: { strategies: [] }, budget: prices, concurrency: 5 }, 70);
    const target = stage(plan, 'target')!;
    expect(target.calls).toEqual([70, plan.calls]);
    expect(target.tokens).toEqual([70 * 250, plan.calls * 250]);
    expect(target.cost_usd[0]).toBeCloseTo(70 * 0.3, 9);
    expect(plan).toMatchObject({ attempts: 70, measured_on: measured.on, cost_usd: target.cost_usd });
    expect(plan.duration_band_s[0]).toBe((70 * 0.5) / 5);
    expect(plan.stages.map((row) => row.stage)).toEqual(['target']);
    const total = (rows: typeof plan.by_module) => rows.reduce((sum, { calls }) => sum + calls, 0);
    expect([total(plan.by_module), total(plan.by_strategy)]).toEqual([plan.calls, plan.calls]);
  });

  test('conversations stop at a proof: from one call each to their last turn, attacker included', () => {
    const attacker = { enabled: true, endpoint: 'http://127.0.0.1:9/', ...prices };
    const plan = planned({ redteam: { strategies: ['goat'], attacker } });
    const [goat] = stage(plan, 'attacker')!.calls;
    expect(goat).toBeGreaterThan(20);
    // Goals with tools may take several calls a question.
    expect(plan.by_strategy.find(({ id }) => id === 'goat')!.calls).toBeGreaterThanOrEqual(goat * 5);
    expect(stage(plan, 'target')?.calls).toEqual([100, plan.calls]);
    expect(stage(plan, 'attacker')?.calls).toEqual([goat, goat * 5 * mostWritings]);
    expect(stage(plan, 'attacker')?.cost_usd[0]).toBeGreaterThan(0);
    const without = planned({ redteam: { strategies: ['goat'] } });
    expect(stage(without, 'attacker')).toBeUndefined();
    expect(without.notes.join()).toContain('strategy goat left out: it needs redteam.attacker');
  });

  test('goals with a criterion may cost the judge a call an answer, and it is tried on its controls', () => {
    const helper = { enabled: true, endpoint: 'http://127.0.0.1:9/' };
    const counted = (redteam: object) => {
      const config = llmConfigSchema.parse({ provider: 'openai-chat', system_prompt: 'x', redteam });
      const arsenal = buildArsenal(config);
      // Half of the goals, as those of datasets, policies and judged modules are.
      const goals = arsenal.goals.map((goal, i) => (i % 2 ? { ...goal, criterion: 'It complies.' } : goal));
      const plan = planAttempts({ ...arsenal, goals }, { profile: 'standard', maxAttempts: 400, seed: 3 });
      return countCalls(plan, { ...arsenal, goals }, config);
    };
    const { target, judge } = counted({ strategies: [], judge: helper });
    expect(judge[0]).toBe(controlCalls);
    expect(judge[1]).toBeGreaterThan(controlCalls + 100);
    expect(judge[1]).toBeLessThan(target[1]);
    expect(counted({ strategies: [], judge: { enabled: false } })).toMatchObject({ judge: [0, 0] });
  });

  test('the embedder compares answers with indicators, discovery and novel goals come before the plan', () => {
    const helper = { enabled: true, endpoint: 'http://127.0.0.1:9/' };
    const policies = [{ policy: 'Never promise a date.', prompts: ['When?'], indicators: ['tomorrow'] }];
    const synthesis = { llm_synthesis: { enabled: true, n: 20 } };
    const redteam = {
      strategies: [],
      policies,
      embedder: helper,
      attacker: helper,
      discovery: true,
      ...synthesis,
    };
    const plan = planned({ redteam }, 400);
    expect(stage(plan, 'embedder')!.calls[1]).toBeGreaterThan(0);
    expect(stage(plan, 'discovery')!.calls).toEqual([4, 4]);
    expect(stage(plan, 'attacker')!.calls).toEqual([1, 4]);
  });

  test('discovery asks short questions of the target, at its prices, which are told once', () => {
    const plan = planned({ redteam: { strategies: [], discovery: true } });
    const discovery = stage(plan, 'discovery')!;
    expect(discovery.tokens[0] / discovery.calls[0]).toBeLessThan(100);
    expect(plan.notes.filter((note) => note.includes('input_cost_per_1k'))).toHaveLength(1);
  });

  test('languages without a translation have the attacker translate, line by line', () => {
    const attacker = { enabled: true, endpoint: 'http://127.0.0.1:9/' };
    const plan = planned({ redteam: { strategies: [], languages: ['dutch'], attacker } }, 60);
    expect(stage(plan, 'attacker')!.calls[0]).toBe(0);
    expect(stage(plan, 'attacker')!.calls[1]).toBeGreaterThanOrEqual(30);
  });

  test('the budget cuts every stage, and the plan says so', () => {
    const plan = planned({ redteam: { strategies: ['crescendo'] }, budget: { ...prices, max_calls: 40 } });
    expect(plan.calls).toBeGreaterThan(100);
    expect(stage(plan, 'target')?.calls).toEqual([40, 40]);
    expect(plan.notes.join()).toMatch(/budget.max_calls 40 is less than .* will not be asked/);
    const dear = planned({ redteam: { strategies: ['crescendo'] }, budget: { ...prices, max_cost_usd: 31 } });
    expect(dear.cost_usd[1]).toBeCloseTo(31, 6);
    expect(dear.notes.join()).toMatch(/budget.max_cost_usd 31 .* may not be asked/);
  });

  test('a rate limit sets the duration where it is slower than the lanes', () => {
    const plan = planned({ redteam: { strategies: [] }, max_rpm: 30, concurrency: 64 }, 60);
    expect(plan.duration_band_s[0]).toBe(120);
  });

  test('an unknown target: labelled, the system prompt counted, answers up to the longest allowed', () => {
    const short = planned({ budget: prices }, 100, null);
    expect(short.measured_on).toBe('practice range');
    expect(short.notes.join()).toContain('nothing is measured on this target yet');
    expect(stage(short, 'target')!.tokens[1]).toBeGreaterThan(short.calls * 1024);
    const long = planned({ budget: prices, system_prompt: 'x'.repeat(40_000) }, 100, null);
    expect(stage(long, 'target')!.tokens[0] - stage(short, 'target')!.tokens[0]).toBeGreaterThan(900_000);
  });

  test('a long plan is counted on a sample', () => {
    const [one, hundred] = [planned({}, 10_000), planned({}, 1_000_000)];
    expect(hundred.calls / one.calls).toBeGreaterThan(95);
    expect(hundred.calls / one.calls).toBeLessThan(105);
  });
});
