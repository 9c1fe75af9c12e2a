import type { z } from 'zod';
import type { ChatRequest, ToolCall } from '#src/core/chat.ts';
import type { FieldProblem } from '#src/core/errors.ts';
import { type LlmConfig, llmDefaults } from '#src/core/llm-config.ts';
import type { Plugin } from '#src/core/registry.ts';
import type { Exec, Limits, OpenBrowser, OpenSocket, Send } from '#src/core/tools.ts';
import type { Cloud } from '../cloud/cloud.ts';
import { EndpointError } from '../endpoint-error.ts';

/** What a provider is given to reach its endpoint. `headers` are credentials. */
export interface ProviderContext {
  readonly baseUrl: string;
  readonly config: LlmConfig;
  readonly headers: Readonly<Record<string, string>>;
  readonly send: Send;
  readonly exec: Exec;
  /** Absent where no WebSocket can be opened. */
  readonly socket?: OpenSocket;
  /** What a cloud is signed in to with, where headers alone do not do it. */
  readonly cloud?: Cloud;
  /** Absent where no browser can be started. */
  readonly browser?: OpenBrowser;
}

/** An answer as the endpoint gave it. Latency, missing token counts, cost and cache marks are the client's business. */
export interface RawAnswer {
  readonly text: string;
  readonly reasoning?: string;
  readonly toolCalls?: readonly ToolCall[];
  readonly finishReason?: string | null;
  readonly usage?: RawUsage;
  /** See `ChatAnswer`. */
  readonly screenshot?: Uint8Array;
}

export interface RawUsage {
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  readonly costUsd?: number;
}

export interface ProviderConnection {
  /** Asks once, without retries, within `timeout_s`. Rejects with an `EndpointError`. */
  ask(request: ChatRequest, signal?: AbortSignal): Promise<RawAnswer>;
  close?(): Promise<void>;
  /** What happened on the way that the user should know, so far. */
  notes?(): string[];
}

/** One way of talking to a model. */
export interface ChatProvider extends Plugin {
  /** One sentence for forms and docs. */
  readonly description: string;
  /** The fields of LlmConfig that it uses: forms and docs are drawn from it. */
  readonly settings: z.ZodType;
  /** Whether functions can be offered to the model. */
  readonly tools: boolean;
  /** Problems of a configuration beyond its schema; `loc` is relative to `llm_config`. */
  checkConfig?(config: LlmConfig): FieldProblem[];
  /** What is wrong with the place it is asked at; null when nothing is. Never quotes the URL. */
  checkUrl?(baseUrl: URL, config: LlmConfig): string | null;
  /** What the user should know before a scan: what this configuration cannot do. */
  notes?(config: LlmConfig): string[];
  connect(context: ProviderContext): ProviderConnection;
}

export const timeoutMs = (config: LlmConfig, fallbackS: number): number =>
  (config.timeout_s ?? fallbackS) * 1000;

/** A connection that says why nothing can be asked. */
export const refusing = (message: string): ProviderConnection => ({
  ask: () => Promise.reject(new EndpointError('refused', message)),
});

/** Conversations that a scan may have under way at once: one per lane, see redteam/pipeline.ts. */
export function lanesOf({ concurrency = llmDefaults.concurrency }: LlmConfig): number {
  return concurrency + Math.floor(concurrency / 8);
}

/** What is left of one time-out for each of several steps; a millisecond when it is used up. */
export function deadline(totalMs: number, signal: AbortSignal | undefined): () => Limits {
  const end = performance.now() + totalMs;
  return () => ({ timeoutMs: Math.max(1, Math.round(end - performance.now())), ...(signal && { signal }) });
}
