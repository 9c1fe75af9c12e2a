import type { Chat, ChatAnswer } from '#src/core/chat.ts';
import { llmDefaults } from '#src/core/llm-config.ts';

/** The models that help an attempt besides the target. */
export const helperStages = ['attacker', 'judge', 'embedder'] as const;
export type HelperStage = (typeof helperStages)[number];
export type HelperChats = Readonly<Record<HelperStage, Chat | null>>;

/** What was used besides the questions of the plan. Answered calls: retries are in the account of the scan. */
export type HelperUse = Partial<
  Record<HelperStage | 'discovery', { calls: number; tokens: number; costUsd: number }>
>;

/** The same chats, counted into `use`. */
export function meterHelpers(chats: HelperChats, use: HelperUse): HelperChats {
  const metered = (stage: HelperStage): Chat | null => {
    const chat = chats[stage];
    return chat && meter(chat, stage, use);
  };
  return { attacker: metered('attacker'), judge: metered('judge'), embedder: metered('embedder') };
}

/** The same chat, counted into a stage of `use`. */
export const meter =
  (chat: Chat, stage: keyof HelperUse, use: HelperUse): Chat =>
  async (request, signal) =>
    count(use, stage, await chat(request, signal));

function count(use: HelperUse, stage: keyof HelperUse, answer: ChatAnswer): ChatAnswer {
  use[stage] ??= { calls: 0, tokens: 0, costUsd: 0 };
  const sum = use[stage];
  sum.calls += answer.cached ? 0 : 1;
  sum.tokens += answer.usage.inputTokens + answer.usage.outputTokens;
  sum.costUsd += answer.usage.costUsd ?? 0;
  return answer;
}

/** One question to the attacker model, one answer, which may be empty. Rejects with a `ChatError`. */
export const askAttacker =
  (chat: Chat, temperature?: number, signal?: AbortSignal) =>
  async (prompt: string): Promise<string> => {
    const messages = [{ role: 'user' as const, content: prompt }];
    const answer = await chat(
      {
        messages,
        maxOutputTokens: llmDefaults.maxOutputTokens,
        ...(temperature !== undefined && { temperature }),
      },
      signal,
    );
    return answer.text;
  };
