import type { LlmConfig } from '#src/core/llm-config.ts';
import { llmDefaults } from '#src/core/llm-config.ts';
import { random } from '#src/core/random.ts';
import type { ScanSpec } from '#src/core/scan.ts';
import { buildArsenal } from './arsenal.ts';
import { type Gathered, nothingGathered } from './gathered.ts';
import { modules } from './modules/index.ts';
import { mintNonce } from './nonce.ts';
import { planAttempts } from './plan.ts';

/** What a scan would cost before anything is sent. */
export interface Forecast {
  readonly attempts: number;
  /** Questions to the target at most: every conversation to its last turn, no retries. */
  readonly calls: number;
  readonly tokens: number;
  /** US dollars: short answers, and every answer as long as it may be. */
  readonly costUsd: readonly [number, number];
  /** Seconds at the configured rate and concurrency, two seconds an answer assumed where nothing is known. */
  readonly durationS: number;
  readonly byModule: readonly { readonly id: string; readonly calls: number }[];
  readonly byStrategy: readonly { readonly id: string; readonly calls: number }[];
  readonly notes: readonly string[];
}

/** Dollars per thousand tokens. */
export interface Prices {
  readonly inputPer1k: number;
  readonly outputPer1k: number;
  /** Where they come from, for people. */
  readonly note: string | null;
}

/** Characters a token has on average in English prose and code. */
const charactersPerToken = 4;
const assumedAnswerS = 2;
const shortAnswerTokens = 60;
/** Plans longer than this are measured on so many units, evenly spread, and scaled. */
const sampleSize = 5000;

/** Forecasts a plan from what could be gathered without asking anybody. Pure: nothing is sent. */
export function forecast(
  config: LlmConfig,
  spec: ScanSpec,
  prices: Prices,
  gathered: Gathered = nothingGathered,
): Forecast {
  const arsenal = buildArsenal(config, gathered);
  const plan = planAttempts(arsenal, spec);
  const goals = new Map(arsenal.goals.map((goal) => [goal.id, goal]));
  const strategies = new Map(arsenal.strategies.map((strategy) => [strategy.id, strategy]));
  const moduleOf = new Map(modules.all.map((module) => [module.category, module.id]));
  const byModule = new Map<string, number>();
  const byStrategy = new Map<string, number>();
  const looked = Math.min(plan.size, sampleSize);
  const scale = looked === 0 ? 0 : plan.size / looked;
  const system = (config.system_prompt ?? '').length;
  let calls = 0;
  let characters = 0;
  for (let i = 0; i < looked; i++) {
    const unit = plan.unit(Math.floor(i * scale));
    const strategy = strategies.get(unit.strategy)!;
    const goal = goals.get(unit.goal)!;
    const minted = goal.mint(mintNonce(random(spec.seed, unit.key, 'nonce')));
    const turns = (strategy.rewrite ? (goal.turns ?? 1) : strategy.maxCalls) * (goal.rounds ?? 1);
    calls += turns;
    characters += turns * (system + minted.prompt.length + (minted.context?.length ?? 0)) * ((turns + 1) / 2);
    add(byModule, moduleOf.get(goal.category) ?? goal.category, turns * scale);
    add(byStrategy, strategy.id, turns * scale);
  }
  calls = Math.round(calls * scale);
  const input = (characters * scale) / charactersPerToken;
  const allowed = Math.min(calls, config.budget?.max_calls ?? calls);
  const share = calls === 0 ? 0 : allowed / calls;
  const cost = (answer: number) =>
    ((input * prices.inputPer1k + calls * answer * prices.outputPer1k) / 1000) * share;
  return {
    attempts: plan.size,
    calls,
    tokens: Math.round((input + calls * shortAnswerTokens * 2) * share),
    costUsd: bounded(
      [cost(shortAnswerTokens), cost(llmDefaults.maxOutputTokens)],
      config.budget?.max_cost_usd,
    ),
    durationS: duration(config, allowed),
    byModule: rows(byModule),
    byStrategy: rows(byStrategy),
    notes: [...plan.notes, ...notesFor(config, calls, prices)],
  };
}

const add = (to: Map<string, number>, id: string, calls: number): void =>
  void to.set(id, (to.get(id) ?? 0) + calls);

const rows = (of: Map<string, number>) =>
  [...of]
    .map(([id, calls]) => ({ id, calls: Math.round(calls) }))
    .toSorted((a, b) => a.id.localeCompare(b.id));

const bounded = ([from, to]: [number, number], most: number | undefined): [number, number] =>
  most === undefined ? [from, to] : [Math.min(from, most), Math.min(to, most)];

function duration(config: LlmConfig, calls: number): number {
  const perSecond = Math.min(
    (config.concurrency ?? llmDefaults.concurrency) / assumedAnswerS,
    config.max_rps || Number.POSITIVE_INFINITY,
    (config.max_rpm || Number.POSITIVE_INFINITY) / 60,
  );
  return Math.round((calls / perSecond) * 10) / 10;
}

function notesFor(config: LlmConfig, calls: number, prices: Prices): string[] {
  const notes: string[] = [];
  const most = config.budget?.max_calls;
  if (most !== undefined && most < calls) {
    notes.push(
      `budget.max_calls ${most} is less than the ${calls} calls of the whole plan: the rest will not be asked`,
    );
  }
  if (prices.note) notes.push(prices.note);
  return notes;
}
