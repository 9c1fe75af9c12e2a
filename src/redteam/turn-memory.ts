import { createHash } from 'node:crypto';
import { type Chat, type ChatAnswer, type ChatRequest, withoutScreenshot } from '#src/core/chat.ts';

/** An answer that an attempt had before its worker was killed. */
export interface RememberedTurn {
  readonly questionHash: string;
  readonly answer: ChatAnswer;
}

/** Where the answers of attempts under way are kept, so that a resumed attempt does not ask for them again. */
export interface TurnMemory {
  /** What an earlier worker was answered within this attempt, in order of its questions; mostly nothing. */
  recall(attempt: number): readonly RememberedTurn[];
  /** Resolves when it is durable. */
  keep(attempt: number, turn: number, remembered: RememberedTurn): Promise<void>;
}

/** For attempts that are not part of a journaled scan. */
export const noMemory: TurnMemory = { recall: () => [], keep: async () => {} };

const hashOf = ({ messages, tools }: ChatRequest): string =>
  createHash('sha256')
    .update(JSON.stringify([messages, tools ?? []]))
    .digest('hex');

/**
 * A chat that answers from memory as long as the attempt asks what it asked before, and writes down every new answer
 * before the next question. Attempts draw everything from the scan's seed, so they do ask the same again.
 */
export function withMemory(chat: Chat, memory: TurnMemory, attempt: number): Chat {
  const remembered = memory.recall(attempt);
  let turn = 0;
  return async (request, signal) => {
    const number = turn++;
    const questionHash = hashOf(request);
    const known = remembered[number];
    if (known?.questionHash === questionHash) return known.answer;
    const answer = await chat(request, signal);
    await memory.keep(attempt, number, { questionHash, answer: withoutScreenshot(answer) });
    return answer;
  };
}
