import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { type ChatAnswer, type ChatRequest, withoutScreenshot } from '#src/core/chat.ts';
import { type LlmConfig, llmDefaults } from '#src/core/llm-config.ts';

/** Answers by request, the least recently used dropped first. Belongs to one model: nothing else is in the key. */
export interface AnswerCache {
  keyOf(request: ChatRequest): string;
  /** The stored answer, marked `cached`, at no cost. */
  find(key: string): ChatAnswer | undefined;
  keep(key: string, answer: ChatAnswer): void;
}

/** Null when the configuration asks for none. */
export function openCache(config: Pick<LlmConfig, 'cache' | 'cache_size'>): AnswerCache | null {
  const max = config.cache_size ?? llmDefaults.cache_size;
  if (!(config.cache ?? llmDefaults.cache) || max === 0) return null;
  const answers = new LRUCache<string, ChatAnswer>({ max });
  return {
    keyOf: ({ messages, tools, maxOutputTokens, temperature, schema }) =>
      hash(
        'sha256',
        JSON.stringify([messages, tools ?? [], maxOutputTokens, temperature ?? null, schema ?? null]),
        'base64',
      ),
    find: (key) => {
      const answer = answers.get(key);
      return answer && { ...answer, cached: true, usage: { ...answer.usage, costUsd: 0 } };
    },
    keep: (key, answer) => void answers.set(key, withoutScreenshot(answer)),
  };
}
