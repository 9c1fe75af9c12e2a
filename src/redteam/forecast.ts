import {
  type Band,
  type Forecast,
  type MeasuredCalls,
  type Quantiles,
  type Stage,
  stages,
} from '#src/core/forecast.ts';
import { type LlmConfig, llmDefaults } from '#src/core/llm-config.ts';
import type { ScanSpec } from '#src/core/scan.ts';
import { describePrices } from '#src/llm/budget.ts';
import { estimateTokens } from '#src/llm/estimate.ts';
import { buildArsenal } from './arsenal.ts';
import { type CallCounts, countCalls } from './count-calls.ts';
import { type Gathered, nothingGathered } from './gathered.ts';
import { planAttempts } from './plan.ts';
import { rangeQuantiles } from './range-quantiles.gen.ts';

/** The least, the expected, and the most of something. */
type Spread = readonly [low: number, middle: number, high: number];

/**
 * Seconds an answer is taken to need while nothing is known of the target: at least what the practice range needs, and
 * what hosted models need as a rule and at their slowest.
 */
const unknownAnswerS: Spread = [rangeQuantiles.target.latencyMs.p50 / 1000, 2, 10];
/** Tokens of one of discovery's questions: they are short, and the same for every target. */
const discoveryInput: Spread = [8, 20, 60];
/** Tokens of a judge's instructions and of its answer, beside the judged text. */
const judgeTokens: { readonly input: Spread; readonly output: Spread } = {
  input: [200, 400, 800],
  output: [10, 60, 300],
};

/**
 * Forecasts a plan, stage by stage. Pure: nothing is sent. `measured` is what calls to this target took before; null
 * while there was no scan of it: then the practice range's figures stand in, with answers up to the longest allowed,
 * for how long a real model's are cannot be known.
 */
export function forecast(
  config: LlmConfig,
  spec: ScanSpec,
  measured: MeasuredCalls | null,
  gathered: Gathered = nothingGathered,
): Forecast {
  const arsenal = buildArsenal(config, gathered);
  const plan = planAttempts(arsenal, spec);
  const counts = countCalls(plan, arsenal, config);
  const whole = stagesOf(counts, tokensOf(config, measured), config);
  const { rows, cut } = withinBudget(whole, config);
  const total = (of: (row: Row) => Spread): Spread => sum(rows.map(of));
  const duration = durationOf(rows, config, measured);
  const cost = total((row) => row.cost);
  return {
    attempts: plan.size,
    calls: counts.target[1],
    tokens: Math.round(total((row) => row.tokens)[1]),
    cost_usd: ends(cost),
    duration_s: tenth(duration[1]),
    duration_band_s: [tenth(duration[0]), tenth(duration[2])],
    measured_on: measured?.on ?? rangeQuantiles.on,
    stages: rows.map(({ stage, calls, tokens, cost: own }) => ({
      stage,
      calls: rounded(ends(calls)),
      tokens: rounded(ends(tokens)),
      cost_usd: ends(own),
    })),
    by_module: counts.byModule,
    by_strategy: counts.byStrategy,
    notes: [...plan.notes, ...cut, ...notesFor(rows, config, measured)],
  };
}

interface Row {
  readonly stage: Stage;
  readonly calls: Spread;
  readonly tokens: Spread;
  readonly cost: Spread;
}

interface CallTokens {
  readonly input: Spread;
  readonly output: Spread;
}

/** Tokens a call of each stage takes in and gives out. */
function tokensOf(config: LlmConfig, measured: MeasuredCalls | null): Record<Stage, CallTokens> {
  const { target, attacker } = rangeQuantiles;
  const system = estimateTokens(config.system_prompt ?? '');
  const most = llmDefaults.maxOutputTokens;
  const upToMost = ({ p10, mean }: Quantiles): Spread => [Math.min(p10, mean), mean, most];
  // The range is asked without a system prompt: this target's comes on top of every question.
  const input = measured ? spreadOf(measured.input) : add(spreadOf(target.input), [system, system, system]);
  const output = measured ? spreadOf(measured.output) : upToMost(target.output);
  return {
    discovery: { input: add(discoveryInput, [system, system, system]), output },
    target: { input, output },
    attacker: { input: spreadOf(attacker.input), output: upToMost(attacker.output) },
    judge: { input: add(judgeTokens.input, add(input, output)), output: judgeTokens.output },
    embedder: { input: output, output: [0, 0, 0] },
  };
}

/** The mean is within, however skewed the rest: many calls add up to it. */
const spreadOf = ({ p10, p90, mean }: Quantiles): Spread => [Math.min(p10, mean), mean, Math.max(p90, mean)];

function stagesOf(counts: CallCounts, tokens: Record<Stage, CallTokens>, config: LlmConfig): Row[] {
  return stages
    .map((stage) => {
      const [low, high] = counts[stage];
      const calls: Spread = [low, (low + high) / 2, high];
      const { input, output } = tokens[stage];
      const prices = pricesOf(stage, config);
      const perCall = add(scale(input, prices.inputPer1k / 1000), scale(output, prices.outputPer1k / 1000));
      return { stage, calls, tokens: times(calls, add(input, output)), cost: times(calls, perCall) };
    })
    .filter(({ stage, calls }) => stage === 'target' || calls[2] > 0);
}

/** What the stage's model is reckoned to cost: helpers have prices of their own. */
function pricesOf(stage: Stage, config: LlmConfig) {
  if (stage === 'target' || stage === 'discovery') return describePrices(config);
  const { input_cost_per_1k, output_cost_per_1k } = config.redteam?.[stage] ?? {};
  return describePrices({
    budget: {
      ...config.budget,
      input_cost_per_1k,
      // An embedder gives no text out: there is nothing to price.
      output_cost_per_1k: output_cost_per_1k ?? (stage === 'embedder' ? 0 : undefined),
    },
  });
}

const limits = [
  ['max_calls', 'calls', (row: Row) => row.calls],
  ['max_tokens', 'tokens', (row: Row) => row.tokens],
  ['max_cost_usd', 'US dollars', (row: Row) => row.cost],
] as const;

/** The same stages cut to what the budget allows: when any of its limits is reached, nothing more is asked of anyone. */
function withinBudget(rows: readonly Row[], { budget }: LlmConfig): { rows: Row[]; cut: string[] } {
  const share = [1, 1, 1];
  const cut: string[] = [];
  for (const [field, unit, of] of limits) {
    const most = budget?.[field];
    if (most === undefined) continue;
    const wanted = sum(rows.map(of));
    for (const k of [0, 1, 2] as const) {
      if (wanted[k] > most) share[k] = Math.min(share[k] as number, most / wanted[k]);
    }
    if (wanted[2] <= most) continue;
    const [low, high] = ends(wanted).map((amount) =>
      unit === 'US dollars' ? amount.toFixed(2) : Math.round(amount),
    );
    const surely = wanted[0] > most ? 'will not be asked' : 'may not be asked';
    cut.push(
      `budget.${field} ${most} is less than the ${low === high ? high : `${low} to ${high}`} ${unit} of the whole plan: the rest ${surely}`,
    );
  }
  const limited = (spread: Spread): Spread => times(spread, share as unknown as Spread);
  return {
    rows: rows.map(({ stage, calls, tokens, cost }) => ({
      stage,
      calls: limited(calls),
      tokens: limited(tokens),
      cost: limited(cost),
    })),
    cut,
  };
}

/**
 * Seconds: questions to the target at its rate limits, or all calls one after the other in as many lanes as the
 * concurrency allows, whichever takes longer. Helpers are taken to answer as fast as the target.
 */
function durationOf(rows: readonly Row[], config: LlmConfig, measured: MeasuredCalls | null): Spread {
  const { p10, p50, p90 } = measured?.latencyMs ?? rangeQuantiles.target.latencyMs;
  const answerS: Spread = measured ? [p10 / 1000, p50 / 1000, p90 / 1000] : unknownAnswerS;
  const lanes = config.concurrency ?? llmDefaults.concurrency;
  const rate = Math.min(
    config.max_rps || Number.POSITIVE_INFINITY,
    (config.max_rpm || Number.POSITIVE_INFINITY) / 60,
  );
  const all = sum(rows.map(({ calls }) => calls));
  const asked = sum(
    rows.filter(({ stage }) => stage === 'target' || stage === 'discovery').map(({ calls }) => calls),
  );
  const at = (k: 0 | 1 | 2): number => Math.max(asked[k] / rate, (all[k] * answerS[k]) / lanes);
  return [at(0), at(1), at(2)];
}

function notesFor(rows: readonly Row[], config: LlmConfig, measured: MeasuredCalls | null): string[] {
  const notes = rows.flatMap(({ stage }) => {
    const { note } = pricesOf(stage, config);
    // Discovery asks the target: its prices are told once.
    return note && stage !== 'discovery'
      ? [stage === 'target' ? note : `redteam.${stage}: ${note.replaceAll('budget.', '')}`]
      : [];
  });
  if (measured) return notes;
  const most = llmDefaults.maxOutputTokens;
  return [
    ...notes,
    `nothing is measured on this target yet: tokens are those of the practice range with answers of up to ${most}, and an answer is taken to need up to ${unknownAnswerS[2]} seconds`,
  ];
}

const each = (of: (k: 0 | 1 | 2) => number): Spread => [of(0), of(1), of(2)];
const add = (a: Spread, b: Spread): Spread => each((k) => a[k] + b[k]);
const times = (a: Spread, b: Spread): Spread => each((k) => a[k] * b[k]);
const scale = (a: Spread, factor: number): Spread => each((k) => a[k] * factor);
const sum = (spreads: readonly Spread[]): Spread => spreads.reduce(add, [0, 0, 0]);
const ends = ([low, , high]: Spread): Band => [low, high];
const rounded = ([low, high]: Band): Band => [Math.floor(low), Math.ceil(high)];
const tenth = (seconds: number): number => Math.round(seconds * 10) / 10;
