import type { z } from 'zod';
import type { LlmCategory } from '#src/core/attempt.ts';
import type { Chat } from '#src/core/chat.ts';
import type { judgeSchema } from '#src/core/llm-config.ts';
import type { Plugin } from '#src/core/registry.ts';
import type { Protocol } from '#src/llm/helpers/helper.ts';

export type JudgeSettings = z.infer<typeof judgeSchema>;

/** What a judge is asked: data from a stranger, all of it. */
export interface JudgeQuestion {
  /** The last question that was put to the target. */
  readonly prompt: string;
  readonly answer: string;
  /** What an answer that crosses the line does. */
  readonly criterion: string;
}

/** A judge's opinion, before `min_confidence` is applied. */
export interface Judgement {
  readonly outcome: 'vulnerable' | 'safe' | 'unclear';
  /** 0–1, the judge's own. */
  readonly confidence: number;
  readonly reason: string;
  /** Where the judge sorts harm into kinds: the category that its kind belongs to, and its own codes. */
  readonly category?: LlmCategory;
  readonly codes?: readonly string[];
}

/** Who says what an answer did where no proof can. Its opinion counts only after its controls (judge-controls.ts). */
export interface Judge extends Plugin {
  /** One sentence for forms and docs. */
  readonly description: string;
  readonly reference: string;
  /** What it decides by: the criterion of each goal, or its own notion of harmful content. */
  readonly decidesBy: 'criterion' | 'content';
  readonly protocol: Protocol;
  /** Asks once. Rejects with a `ChatError`; an answer that cannot be read is `unclear`. */
  ask(question: JudgeQuestion, chat: Chat, settings: JudgeSettings): Promise<Judgement>;
}
