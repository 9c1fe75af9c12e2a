/** The vocabulary of a conversation with a model, the same for every provider. */
export type Role = 'system' | 'user' | 'assistant' | 'tool';

export interface ToolCall {
  readonly id: string;
  readonly name: string;
  /** The arguments as the model wrote them, usually JSON. */
  readonly arguments: string;
}

export interface ChatMessage {
  readonly role: Role;
  readonly content: string;
  /** On an assistant message that called tools. */
  readonly toolCalls?: readonly ToolCall[];
  /** On a tool message: the call it answers. */
  readonly toolCallId?: string;
}

/** A function offered to the model (JSON Schema parameters). */
export interface ToolOffer {
  readonly name: string;
  readonly description: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

export interface ChatRequest {
  readonly messages: readonly ChatMessage[];
  readonly tools?: readonly ToolOffer[];
  /** Upper bound on answer tokens that the provider is asked to respect. */
  readonly maxOutputTokens: number;
  /** Absent: the model's own default. */
  readonly temperature?: number;
  /** JSON Schema that the answer is asked to follow; a provider that cannot ask for one leaves it out. */
  readonly schema?: Readonly<Record<string, unknown>>;
}

export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** By the configured prices, else as the provider billed it; absent when neither is known. */
  readonly costUsd?: number;
  /** True when the provider gave no usage and the numbers are our estimate from the text. */
  readonly estimated: boolean;
}

export interface ChatAnswer {
  readonly text: string;
  /** A separate reasoning channel, when the provider has one. */
  readonly reasoning?: string;
  readonly toolCalls: readonly ToolCall[];
  readonly finishReason: string | null;
  readonly usage: Usage;
  /** Time of the exchange that was answered: retries and waiting for the limiter are not in it. */
  readonly latencyMs: number;
  readonly cached: boolean;
  /** JPEG of the page that gave the answer, redacted. For the attempt only: in no cache and no memory of turns. */
  readonly screenshot?: Uint8Array;
}

/** An answer as it may be kept: without its picture. */
export function withoutScreenshot({ screenshot: _, ...answer }: ChatAnswer): ChatAnswer {
  return answer;
}

/** Asks the model once. Limits, retries, cache and budget are behind it. Rejects with a `ChatError`. */
export type Chat = (request: ChatRequest, signal?: AbortSignal) => Promise<ChatAnswer>;

/**
 * budget: the scan's budget is used up, nothing was sent · timeout, network, http, shape: the endpoint failed after
 * all retries · refused: scope or address rules forbid it · unsupported: the provider cannot do what was asked
 */
export type ChatFailure =
  | 'budget'
  | 'timeout'
  | 'network'
  | 'http'
  | 'shape'
  | 'refused'
  | 'aborted'
  | 'unsupported';

export class ChatError extends Error {
  readonly failure: ChatFailure;
  readonly status: number | undefined;
  constructor(failure: ChatFailure, message: string, status?: number) {
    super(message);
    this.name = 'ChatError';
    this.failure = failure;
    this.status = status;
  }
}
