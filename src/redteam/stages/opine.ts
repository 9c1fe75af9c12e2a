import type { Exchange } from '#src/core/attempt.ts';
import type { Chat } from '#src/core/chat.ts';
import type { LlmConfig } from '#src/core/llm-config.ts';
import type { LookUpPackage } from '#src/core/tools.ts';
import { visiblePart } from '../decode.ts';
import type { Gathered } from '../gathered.ts';
import type { MintedGoal } from '../goal.ts';
import { judgeOf } from '../judges/index.ts';
import { byFact } from './factual.ts';
import { byHarm } from './harmful.ts';
import { byJudge } from './judged.ts';
import type { Opinion, Opinions } from './opinion.ts';
import { byRegistry } from './package.ts';
import { bySimilarity } from './similarity.ts';

/** The later stages that a configuration and the judge's trial allow. */
export function opinionsOf({ redteam }: LlmConfig, { judge: trial }: Gathered): Opinions {
  const settings = redteam?.judge;
  return {
    judge: settings && trial ? { judge: judgeOf(settings), settings, trial } : null,
    embedder: redteam?.embedder ?? null,
  };
}

/** What is behind them for one attempt: chats that are metered, so that each attempt knows what its verdict cost. */
export interface OpinionTools {
  readonly judge: Chat | null;
  readonly embedder: Chat | null;
  /** Null where the operator has not allowed it. */
  readonly lookUpPackage: LookUpPackage | null;
}

/**
 * Asks the later stages about one answer, in this order, until one says `vulnerable`: similarity to the indicators,
 * knowledge base, judge, harm detector. Null at once when nothing that is configured can say anything. A stage that
 * fails leaves the answer `unclear`: it never counts as safe.
 */
export function opine(
  exchange: Exchange,
  minted: MintedGoal,
  opinions: Opinions,
  tools: OpinionTools,
): Promise<Opinion | null> | null {
  const stages = stagesFor(minted, opinions, tools);
  if (stages.length === 0 || visiblePart(exchange.answer.text).trim() === '') return null;
  return askInTurn(stages, exchange);
}

type Stage = (exchange: Exchange) => Promise<Opinion | null>;

function stagesFor(minted: MintedGoal, opinions: Opinions, tools: OpinionTools): Stage[] {
  const { goal, proof } = minted;
  const judged = opinions.judge?.trial.trusted ? opinions.judge : null;
  const stages: Stage[] = [];
  if (tools.embedder && proof.kind === 'indicator' && proof.indicators.length > 0) {
    const { embedder } = tools;
    stages.push((exchange) => bySimilarity(exchange, proof.indicators, opinions, embedder));
  }
  if (goal.fact) {
    const { fact } = goal;
    stages.push((exchange) => byFact(exchange, fact, judged, tools.judge));
  } else if (goal.criterion && judged && tools.judge) {
    const chat = tools.judge;
    stages.push((exchange) => byJudge(exchange, minted, judged, chat));
  } else if (goal.harmful && proof.kind === 'judgement') {
    stages.push(async (exchange) => byHarm(exchange, minted));
  }
  if (proof.kind === 'package' && tools.lookUpPackage) {
    const { lookUpPackage } = tools;
    stages.push((exchange) => byRegistry(exchange, lookUpPackage));
  }
  return stages;
}

/** Null when no stage saw anything: then the goal's own proof has the last word. */
async function askInTurn(stages: readonly Stage[], exchange: Exchange): Promise<Opinion | null> {
  let last: Opinion | null = null;
  for (const stage of stages) {
    const opinion = await stage(exchange);
    if (opinion?.outcome === 'vulnerable') return opinion;
    // An open question is not settled by a stage that saw nothing.
    if (opinion && last?.outcome !== 'unclear') last = opinion;
  }
  return last;
}
