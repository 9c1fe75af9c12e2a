import { emptyLlmConfig, type LlmConfig, type LlmProvider, llmDefaults } from '#src/core/llm-config.ts';
import type { ShareStore } from '#src/core/shares.ts';
import type { Exec, OpenSocket, Send } from '#src/core/tools.ts';
import type { Ledger } from '../budget.ts';
import { connectModel, connectThrough, type Model } from '../client.ts';
import { type Endpoint, openEndpoint } from '../post.ts';
import type { ProviderConnection } from '../providers/provider.ts';
import { type EmbeddingShape, embeddingsConnection } from './embeddings.ts';
import { moderationConnection } from './moderation.ts';
import { programConnection } from './program.ts';

/** What judge, attacker and embedder have in common in a configuration, header values in place. */
export interface HelperSettings {
  readonly endpoint?: string;
  readonly model?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly command?: readonly string[];
  readonly request_template?: string;
  readonly response_path?: string;
  readonly timeout_s?: number;
  readonly input_cost_per_1k?: number;
  readonly output_cost_per_1k?: number;
}

/** What helpers share with the scan they help: its limits, its account, its ways out. */
export interface HelperTools {
  readonly config: LlmConfig;
  readonly send: Send;
  readonly exec: Exec;
  readonly socket?: OpenSocket;
  readonly ledger: Ledger;
  readonly shares?: ShareStore;
}

/** How a helper is spoken to: as a chat of some provider, or in a protocol of its own. */
export type Protocol =
  | { readonly kind: 'chat'; readonly provider: LlmProvider }
  | { readonly kind: 'moderation' }
  | { readonly kind: 'program' }
  | { readonly kind: 'embeddings'; readonly shape: EmbeddingShape };

/** Connects a helper model: its own endpoint, prices and time limit; retries, concurrency and budget of the scan. */
export function openHelper(settings: HelperSettings, protocol: Protocol, tools: HelperTools): Model {
  const config = configOf(settings, protocol, tools.config);
  const baseUrl = settings.endpoint ?? 'cmd:';
  const headers = settings.headers ?? {};
  const { send, exec } = tools;
  if (protocol.kind === 'chat') return connectModel({ ...tools, baseUrl, config, headers });
  const timeoutMs = (settings.timeout_s ?? llmDefaults.timeout_s) * 1000;
  const endpoint = () => openEndpoint(baseUrl, headers, send, timeoutMs);
  return connectThrough(connectionOf(protocol, settings, endpoint, exec, timeoutMs), {
    baseUrl,
    config,
    ledger: tools.ledger,
    shares: tools.shares,
  });
}

function connectionOf(
  protocol: Exclude<Protocol, { kind: 'chat' }>,
  settings: HelperSettings,
  endpoint: () => Endpoint,
  exec: Exec,
  timeoutMs: number,
): ProviderConnection {
  const model = settings.model ?? null;
  if (protocol.kind === 'program') return programConnection(settings.command ?? [], exec, timeoutMs);
  if (protocol.kind === 'moderation') return moderationConnection(endpoint(), model);
  return embeddingsConnection(endpoint(), protocol.shape, model);
}

function configOf(settings: HelperSettings, protocol: Protocol, scan: LlmConfig): LlmConfig {
  const { retries, backoff_s, concurrency, budget } = scan;
  const { input_cost_per_1k, output_cost_per_1k } = settings;
  const priced = input_cost_per_1k !== undefined || output_cost_per_1k !== undefined;
  return {
    ...emptyLlmConfig,
    provider: protocol.kind === 'chat' ? protocol.provider : 'custom',
    model: settings.model ?? null,
    command: settings.command ? [...settings.command] : null,
    request_template: settings.request_template ?? null,
    response_path: settings.response_path ?? null,
    retries,
    backoff_s,
    concurrency,
    budget: budget || priced ? { ...budget, input_cost_per_1k, output_cost_per_1k } : null,
    ...(settings.timeout_s ? { timeout_s: settings.timeout_s } : {}),
  };
}
