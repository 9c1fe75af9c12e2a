import type { Band, CallsOf } from '#src/core/forecast.ts';
import type { LlmConfig } from '#src/core/llm-config.ts';
import type { Plan } from '#src/core/pipeline.ts';
import { isAsked } from './arsenal.ts';
import { discoveryCalls } from './discovery.ts';
import { judgedStatements } from './factuality.ts';
import type { Goal } from './goal.ts';
import { controlCalls } from './judge-controls.ts';
import { modules } from './modules/index.ts';
import { probeNonce } from './nonce.ts';
import type { Arsenal, AttemptUnit } from './plan.ts';
import type { Strategy } from './strategy.ts';
import { defaultNovel, synthesisCalls } from './synthesis.ts';

/** Calls a plan makes, stage by stage, fewest and most. */
export interface CallCounts {
  readonly discovery: Band;
  readonly target: Band;
  readonly attacker: Band;
  readonly judge: Band;
  readonly embedder: Band;
  /** Questions to the target at most. */
  readonly byModule: readonly CallsOf[];
  readonly byStrategy: readonly CallsOf[];
}

/** Plans longer than this are measured on so many units, evenly spread, and scaled. */
const sampleSize = 5000;
/** Steps of the golden ratio are even and keep time with nothing; a plan goes round its modules at a fixed pace. */
const golden = (Math.sqrt(5) - 1) / 2;

/** Counts the calls of a plan: every conversation from shown at once to its last turn, and what its answers cost helpers. */
export function countCalls(plan: Plan<AttemptUnit>, arsenal: Arsenal, config: LlmConfig): CallCounts {
  const { redteam } = config;
  const goals = new Map(arsenal.goals.map((goal) => [goal.id, goal]));
  const strategies = new Map(arsenal.strategies.map((strategy) => [strategy.id, strategy]));
  const looked = Math.min(plan.size, sampleSize);
  const tally = new Tally(looked === 0 ? 0 : plan.size / looked);
  for (let i = 0; i < looked; i++) {
    const unit = plan.unit(looked < plan.size ? Math.floor(((i * golden) % 1) * plan.size) : i);
    const [goal, strategy] = [goals.get(unit.goal)!, strategies.get(unit.strategy)!];
    const questions = questionsOf(goal, strategy, config);
    tally.add('target', questions);
    if (isAsked(redteam?.attacker)) tally.add('attacker', attackerCallsOf(goal, strategy));
    // A refused or proven answer is not put to anybody.
    if (goal.criterion !== undefined && isAsked(redteam?.judge))
      tally.add('judge', [0, judgedOf(goal, questions)]);
    if (hasIndicators(goal) && isAsked(redteam?.embedder)) tally.add('embedder', [0, questions[1]]);
    tally.addPart(tally.modules, moduleOf.get(goal.category) ?? goal.category, questions[1]);
    tally.addPart(tally.strategies, strategy.id, questions[1]);
  }
  const [judgeLow, judgeHigh] = tally.band('judge');
  // A judge that nothing is put to need not be tried.
  const controls = judgeHigh > 0 ? controlCalls : 0;
  const [attackerLow, attackerHigh] = tally.band('attacker');
  const thought = novelCalls(config);
  const asked = redteam?.discovery === true ? discoveryCalls : 0;
  return {
    discovery: [asked, asked],
    target: tally.band('target'),
    attacker: [attackerLow + thought[0], attackerHigh + thought[1]],
    judge: [judgeLow + controls, judgeHigh + controls],
    embedder: tally.band('embedder'),
    byModule: tally.rows(tally.modules),
    byStrategy: tally.rows(tally.strategies),
  };
}

/** Statements of an answer are compared with a fact one by one. */
const judgedOf = (goal: Goal, [, most]: Band): number => most * (goal.fact ? judgedStatements : 1);

function hasIndicators(goal: Goal): boolean {
  if (goal.source === undefined) return false;
  const { proof } = goal.mint(probeNonce);
  return proof.kind === 'indicator' && proof.indicators.length > 0;
}

/** Questions to the attacker before the plan: for novel goals, and to sum up what discovery brought. */
function novelCalls({ redteam }: LlmConfig): Band {
  if (!isAsked(redteam?.attacker)) return [0, 0];
  const summing = redteam?.discovery === true ? 1 : 0;
  const { enabled, n = defaultNovel } = redteam?.llm_synthesis ?? { enabled: false };
  // Novel goals of an earlier scan are taken over.
  return [summing, summing + (enabled ? synthesisCalls(n) : 0)];
}

const moduleOf = new Map<string, string>(modules.all.map((module) => [module.category, module.id]));

/** One question where its answer shows the goal; a leak with nothing to compare with is asked for a second time. */
function questionsOf(goal: Goal, strategy: Strategy, { system_prompt }: LlmConfig): Band {
  const most = (strategy.maxCalls === 1 ? (goal.turns ?? 1) : strategy.maxCalls) * (goal.rounds ?? 1);
  return [1, most + (goal.category === 'LLM07' && !system_prompt ? 1 : 0)];
}

/** Strategies that ask a script line by line have each of its lines worded. */
function attackerCallsOf(goal: Goal, { maxCalls, attackerCalls: [low, high] = [0, 0] }: Strategy): Band {
  return [low, high * (maxCalls === 1 ? (goal.turns ?? 1) : 1)];
}

type Counted = 'target' | 'attacker' | 'judge' | 'embedder';

class Tally {
  readonly modules = new Map<string, number>();
  readonly strategies = new Map<string, number>();
  readonly scale: number;
  private readonly sums: Record<Counted, [number, number]> = {
    target: [0, 0],
    attacker: [0, 0],
    judge: [0, 0],
    embedder: [0, 0],
  };

  /** `scale`: planned attempts for each one looked at. */
  constructor(scale: number) {
    this.scale = scale;
  }

  add(stage: Counted, [low, high]: Band): void {
    this.sums[stage][0] += low;
    this.sums[stage][1] += high;
  }

  addPart(parts: Map<string, number>, id: string, calls: number): void {
    parts.set(id, (parts.get(id) ?? 0) + calls);
  }

  band(stage: Counted): Band {
    const [low, high] = this.sums[stage];
    return [Math.round(low * this.scale), Math.round(high * this.scale)];
  }

  rows(parts: ReadonlyMap<string, number>): CallsOf[] {
    return [...parts]
      .map(([id, calls]) => ({ id, calls: Math.round(calls * this.scale) }))
      .toSorted((a, b) => a.id.localeCompare(b.id));
  }
}
