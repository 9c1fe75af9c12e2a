import type { LlmCategory, Proof } from '#src/core/attempt.ts';
import { ChatError } from '#src/core/chat.ts';
import type { RedteamConfig } from '#src/core/llm-config.ts';
import type { Judge, JudgeSettings } from '../judge.ts';
import type { JudgeTrial } from '../judge-controls.ts';

/** What a later stage of the verdict says of an answer that no proof settles and that is no refusal. */
export interface Opinion {
  readonly outcome: 'vulnerable' | 'safe' | 'unclear';
  readonly stage: 'similarity' | 'judge' | 'factuality' | 'harm' | 'package';
  readonly confidence: number;
  /** Of the stage; of a judge as its controls showed. Null where nothing was decided. */
  readonly errorRate: number | null;
  readonly reason: string;
  /** What a machine can check again: present when the outcome is `vulnerable`. */
  readonly proof: Proof | null;
  /** Where the judge sorts the harm into another category than the goal's. */
  readonly category?: LlmCategory;
}

/** A judge that passed its controls, or that was switched off by them. */
export interface TriedJudge {
  readonly judge: Judge;
  readonly settings: JudgeSettings;
  readonly trial: JudgeTrial;
}

/** The later stages of a scan, as configured. */
export interface Opinions {
  readonly judge: TriedJudge | null;
  readonly embedder: RedteamConfig['embedder'] | null;
}

export const unclear = (stage: Opinion['stage'], reason: string): Opinion => ({
  outcome: 'unclear',
  stage,
  confidence: 0,
  errorRate: null,
  reason,
  proof: null,
});

/** A helper that fails leaves the question open; only an abort ends the attempt. */
export async function orUnclear(stage: Opinion['stage'], ask: () => Promise<Opinion | null>) {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof ChatError) || error.failure === 'aborted') throw error;
    return unclear(stage, `the ${stage} stage could not be asked: ${error.message}`);
  }
}
