import { type Chat, ChatError } from '#src/core/chat.ts';
import type { LlmConfig } from '#src/core/llm-config.ts';
import type { Pipeline, UnitResult } from '#src/core/pipeline.ts';
import type { ScanSpec } from '#src/core/scan.ts';
import type { LookUpPackage } from '#src/core/tools.ts';
import { buildArsenal } from './arsenal.ts';
import type { Gathered } from './gathered.ts';
import type { Goal } from './goal.ts';
import { askAttacker, type HelperChats, type HelperUse, meterHelpers } from './helpers.ts';
import { type AttemptUnit, planAttempts } from './plan.ts';
import { draftsOf, recordOf } from './present-attempt.ts';
import { type AttemptSetting, runAttempt } from './run-attempt.ts';
import { opinionsOf } from './stages/opine.ts';
import type { Strategy } from './strategy.ts';
import { type TurnMemory, withMemory } from './turn-memory.ts';

export interface RedteamSetting
  extends Omit<AttemptSetting, 'signal' | 'attacker' | 'opinions' | 'opinionTools'> {
  readonly config: LlmConfig;
  /** What was gathered before the plan: goals of the user's files, of the profile, of the knowledge base. */
  readonly gathered: Gathered;
  readonly helpers: HelperChats;
  /** Null where the operator has not allowed it. */
  readonly lookUpPackage: LookUpPackage | null;
  readonly concurrency: number;
  readonly spec: ScanSpec;
  /** Values that must never be stored, whoever says them: credentials and sealed headers. */
  readonly secrets: readonly string[];
  readonly memory: TurnMemory;
}

/**
 * The LLM red team as a pipeline: one stage, one unit per attempt. An eighth more lanes than the endpoint is asked
 * questions at once (the limiter behind `chat` sees to that): those whose answers are being written down.
 */
export function redteamPipeline(setting: RedteamSetting): Pipeline<AttemptUnit> {
  const arsenal = buildArsenal(setting.config, setting.gathered);
  const goals = new Map(arsenal.goals.map((goal) => [goal.id, goal]));
  const strategies = new Map(arsenal.strategies.map((strategy) => [strategy.id, strategy]));
  return {
    kind: 'llm',
    lanes: setting.concurrency + Math.floor(setting.concurrency / 8),
    plan: () => planAttempts(arsenal, setting.spec),
    stageOf: () => 'red team',
    run: (unit, signal) => {
      const goal = goals.get(unit.goal);
      const strategy = strategies.get(unit.strategy);
      if (!goal || !strategy) return Promise.resolve(unknownUnit(unit));
      return attemptUnit(unit, { goal, strategy }, setting, signal);
    },
  };
}

/** The chat of an attempt that may ask more than once; a single question is journaled by its attempt's row. */
function remember(setting: RedteamSetting, unit: AttemptUnit, { goal, strategy }: Pair): Chat {
  const mayAskTwice = setting.systemPrompt === null && goal.category === 'LLM07';
  const turns = strategy.maxCalls * (goal.turns ?? 1) * (goal.rounds ?? 1);
  const single = turns === 1 && !mayAskTwice;
  return single ? setting.chat : withMemory(setting.chat, setting.memory, unit.index);
}

interface Pair {
  readonly goal: Goal;
  readonly strategy: Strategy;
}

async function attemptUnit(
  unit: AttemptUnit,
  of: Pair,
  setting: RedteamSetting,
  signal: AbortSignal,
): Promise<UnitResult<AttemptUnit>> {
  let calls = 0;
  let costUsd = 0;
  const remembered = remember(setting, unit, of);
  const chat: AttemptSetting['chat'] = async (request, abort) => {
    const answer = await remembered(request, abort);
    calls += answer.cached ? 0 : 1;
    costUsd += answer.usage.costUsd ?? 0;
    return answer;
  };
  const usage: HelperUse = {};
  const salt = saltOf(setting.spec.seed, unit.key);
  const attempt = await runAttempt(
    of.goal,
    of.strategy,
    salt,
    attemptSetting({ ...setting, chat }, usage, signal),
  );
  if (signal.aborted && attempt.verdict.outcome === 'error')
    throw new ChatError('aborted', 'the scan was stopped');
  const record: Record<string, unknown> = { ...recordOf(unit, attempt, setting.secrets), usage };
  return {
    unit,
    outcome: attempt.verdict.outcome,
    // The redacted one: it can become the scan's error.
    reason: String(record.reason),
    record,
    findings: draftsOf(unit, attempt, setting.secrets),
    calls,
    costUsd,
    tokens: attempt.spoken.reduce(
      (sum, { answer }) => sum + answer.usage.inputTokens + answer.usage.outputTokens,
      0,
    ),
  };
}

/** The setting of one attempt: its helpers are counted into `usage`. */
export function attemptSetting(
  setting: RedteamSetting,
  usage: HelperUse,
  signal: AbortSignal,
): AttemptSetting {
  const helpers = meterHelpers(setting.helpers, usage);
  const { attacker } = helpers;
  return {
    ...setting,
    signal,
    opinions: opinionsOf(setting.config, setting.gathered),
    opinionTools: { ...helpers, lookUpPackage: setting.lookUpPackage },
    attacker: attacker && askAttacker(attacker, setting.config.redteam?.attacker?.temperature, signal),
  };
}

/** What a scan's attempts draw from: the same seed and key give the same nonce and the same choices. */
export const saltOf = (seed: number, key: string) => ({
  nonce: [seed, key, 'nonce'],
  choices: [seed, key, 'choices'],
});

/** A plan that names what this version no longer has: said as an error of that attempt, never left out silently. */
function unknownUnit(unit: AttemptUnit): UnitResult<AttemptUnit> {
  const reason = `goal ${unit.goal} or strategy ${unit.strategy} is not part of this version`;
  return {
    unit,
    outcome: 'error',
    reason,
    record: {
      goal_id: unit.goal,
      category: unit.goal.slice(0, 5).toUpperCase(),
      technique: '',
      strategy: unit.strategy,
      stage: 'plan',
      confidence: 1,
      error_rate: null,
      reason,
      proof: null,
      transcript: [],
      usage: {},
      input_tokens: 0,
      output_tokens: 0,
      latency_ms: 0,
    },
    findings: [],
    calls: 0,
    costUsd: 0,
    tokens: 0,
  };
}
