import { type Chat, type ChatAnswer, ChatError, type ChatRequest, type Usage } from '#src/core/chat.ts';
import { type LlmConfig, llmDefaults } from '#src/core/llm-config.ts';
import type { ShareStore } from '#src/core/shares.ts';
import type { Exec, OpenBrowser, OpenSocket, Send } from '#src/core/tools.ts';
import type { Amount, Hold, Ledger } from './budget.ts';
import { openCache } from './cache.ts';
import type { Cloud } from './cloud/cloud.ts';
import { EndpointError } from './endpoint-error.ts';
import { boundInput, estimateInput, estimateTokens } from './estimate.ts';
import type { Pass } from './limiter.ts';
import { holdLimiter, type LimiterHold } from './limiters.ts';
import { type PriceList, priceList } from './prices.ts';
import { providers } from './providers/index.ts';
import type { ProviderConnection, RawAnswer } from './providers/provider.ts';
import { type Attempt, keepTrying } from './retry.ts';

export interface ModelOptions {
  readonly baseUrl: string;
  readonly config: LlmConfig;
  /** Credentials. Never in an error, a log line or an answer's metadata. */
  readonly headers: Readonly<Record<string, string>>;
  readonly send: Send;
  readonly exec: Exec;
  readonly socket?: OpenSocket;
  readonly cloud?: Cloud;
  readonly browser?: OpenBrowser;
  readonly ledger: Ledger;
  /** Where the endpoint's limits are shared with other processes; without it they hold in this one only. */
  readonly shares?: ShareStore;
  /** The endpoint's limiter, when it is not the one that this process keeps for `baseUrl`. */
  readonly limiter?: LimiterHold;
}

/** What was asked of one model through one connection. */
export interface ModelAccount {
  /** Sent, retries included. */
  readonly calls: number;
  readonly retries: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costUsd: number;
  readonly cacheHits: number;
  /** Milliseconds that calls waited for the limiter, added up. */
  readonly throttledMs: number;
}

export interface Model {
  readonly chat: Chat;
  account(): ModelAccount;
  /** What happened on the way that the user should know, in sentences. */
  notes(): string[];
  close(): Promise<void>;
}

/**
 * Connects to a model. Every call goes cache → budget → limiter → provider → settlement, and round again for a retry.
 * Throws an Error for a provider that is not known or a configuration that it refuses.
 */
export function connectModel(options: ModelOptions): Model {
  const { baseUrl, config, headers, send, exec, socket, cloud, browser, ledger, shares, limiter } = options;
  const provider = providers.get(config.provider);
  const connection = provider.connect({ baseUrl, config, headers, send, exec, socket, cloud, browser });
  return connectThrough(connection, { baseUrl, config, ledger, shares, limiter });
}

/** The same way round for a connection of one's own: what is no chat (embeddings, moderation) keeps the limits too. */
export function connectThrough(
  connection: ProviderConnection,
  options: Pick<ModelOptions, 'baseUrl' | 'config' | 'ledger' | 'shares' | 'limiter'>,
): Model {
  const { baseUrl, config, ledger, shares } = options;
  const limiter = options.limiter ?? holdLimiter(endpointKey(baseUrl, config), limitsOf(config), shares);
  const client = new Client(connection, config, ledger, limiter);
  return {
    chat: client.chat,
    account: () => ({ ...client.account }),
    notes: () => connection.notes?.() ?? [],
    close: async () => {
      await limiter.release();
      await connection.close?.();
    },
  };
}

/** What the endpoint is to a limiter: the same for every query string and every credential. */
function endpointKey(baseUrl: string, { command }: LlmConfig): string {
  const url = URL.parse(baseUrl);
  return command ? `cmd:${JSON.stringify(command)}` : `${url?.protocol}//${url?.host}${url?.pathname}`;
}

const limitsOf = ({ concurrency, max_rps, max_rpm, rate_burst }: LlmConfig) => ({
  concurrency,
  maxRps: max_rps,
  maxRpm: max_rpm,
  burst: rate_burst,
});

const noWorst: Amount = { calls: 1, tokens: 0, costUsd: 0 };
const notSent: Amount = { calls: 0, tokens: 0, costUsd: 0 };

class Client {
  readonly account = {
    calls: 0,
    retries: 0,
    inputTokens: 0,
    outputTokens: 0,
    costUsd: 0,
    cacheHits: 0,
    throttledMs: 0,
  };
  readonly #connection: ProviderConnection;
  readonly #ledger: Ledger;
  readonly #limiter: LimiterHold;
  readonly #prices: PriceList;
  readonly #cache;
  readonly #retry;

  constructor(connection: ProviderConnection, config: LlmConfig, ledger: Ledger, limiter: LimiterHold) {
    this.#connection = connection;
    this.#ledger = ledger;
    this.#limiter = limiter;
    this.#prices = priceList(config);
    this.#cache = openCache(config);
    this.#retry = {
      retries: config.retries ?? llmDefaults.retries,
      backoffS: config.backoff_s ?? llmDefaults.backoff_s,
    };
  }

  readonly chat: Chat = async (request, signal) => {
    if (signal?.aborted) throw new ChatError('aborted', 'aborted before it was sent');
    const key = this.#cache?.keyOf(request);
    const known = key === undefined ? undefined : this.#cache?.find(key);
    if (known) {
      this.account.cacheHits++;
      return known;
    }
    const answer = await keepTrying((attempt) => this.#try(request, attempt, signal), this.#retry, signal);
    if (key !== undefined) this.#cache?.keep(key, answer);
    return answer;
  };

  async #try(request: ChatRequest, attempt: Attempt, signal?: AbortSignal): Promise<ChatAnswer> {
    const worst = this.#ledger.limited ? this.#worstOf(request) : noWorst;
    const reserved = this.#ledger.reserve(worst);
    const hold = reserved instanceof Promise ? await reserved : reserved;
    const pass = await this.#enter(hold, attempt.failures > 0, signal);
    this.account.calls++;
    this.account.throttledMs += pass.waitedMs;
    if (attempt.failures > 0) this.account.retries++;
    const start = performance.now();
    let raw: RawAnswer;
    try {
      raw = await this.#connection.ask(request, signal);
    } catch (error) {
      this.#settleFailure(error, request, hold, pass, attempt);
      throw error;
    }
    const latencyMs = performance.now() - start;
    pass.leave(true);
    const usage = this.#settle(request, raw, hold);
    return {
      text: raw.text,
      ...(raw.reasoning !== undefined && { reasoning: raw.reasoning }),
      toolCalls: raw.toolCalls ?? [],
      finishReason: raw.finishReason ?? null,
      usage,
      latencyMs,
      cached: false,
      ...(raw.screenshot !== undefined && { screenshot: raw.screenshot }),
    };
  }

  #worstOf(request: ChatRequest): Amount {
    const input = boundInput(request);
    const output = request.maxOutputTokens;
    return { calls: 1, tokens: input + output, costUsd: this.#prices.worst(input, output) };
  }

  async #enter(hold: Hold, first: boolean, signal?: AbortSignal): Promise<Pass> {
    try {
      return await this.#limiter.enter(signal, first);
    } catch (error) {
      hold.settle(notSent);
      throw error;
    }
  }

  #settle(request: ChatRequest, raw: RawAnswer, hold: Hold): Usage {
    const given = raw.usage ?? {};
    const estimated = given.inputTokens === undefined || given.outputTokens === undefined;
    const counts = {
      inputTokens: given.inputTokens ?? estimateInput(request),
      outputTokens: given.outputTokens ?? estimateTokens(raw.text + (raw.reasoning ?? '')),
    };
    const costUsd = this.#prices.actual({ ...counts, costUsd: given.costUsd });
    this.#record(hold, { ...counts, costUsd: costUsd ?? 0 });
    return { ...counts, ...(costUsd !== undefined && { costUsd }), estimated };
  }

  /** A failure that the endpoint may bill is settled at its worst, as far as anything is known of prices. */
  #settleFailure(error: unknown, request: ChatRequest, hold: Hold, pass: Pass, attempt: Attempt): void {
    const failure = error instanceof EndpointError ? error : null;
    const billable = failure?.billable === true && this.#ledger.limited;
    const inputTokens = billable ? boundInput(request) : 0;
    const outputTokens = billable ? request.maxOutputTokens : 0;
    const costUsd = this.#prices.actual({ inputTokens, outputTokens }) ?? 0;
    this.#record(hold, { inputTokens, outputTokens, costUsd });
    const asked = failure?.retryAfterMs ?? null;
    if (failure && (failure.status === 429 || asked !== null)) {
      failure.paused = true;
      pass.leaveRefused(asked || attempt.backoffMs, failure.status === 429);
    } else {
      pass.leave(false);
    }
  }

  #record(hold: Hold, used: { inputTokens: number; outputTokens: number; costUsd: number }): void {
    this.account.inputTokens += used.inputTokens;
    this.account.outputTokens += used.outputTokens;
    this.account.costUsd += used.costUsd;
    hold.settle({ calls: 1, tokens: used.inputTokens + used.outputTokens, costUsd: used.costUsd });
  }
}
