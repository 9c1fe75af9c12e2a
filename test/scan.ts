import { executeScan } from '#src/app/execute-scan.ts';
import type { LlmConfig } from '#src/core/llm-config.ts';
import type { TestApi } from './api.ts';

// biome-ignore lint/suspicious/noExplicitAny: JSON of our own API, whose shape the response schemas enforce
type Json = Record<string, any>;

/** A scan as its user sees it when it is over, all of it read through the API. */
export interface PlayedScan {
  readonly id: string;
  readonly scan: Json;
  readonly findings: Json[];
  readonly attempts: Json[];
}

export interface ScanAsk {
  readonly baseUrl: string;
  readonly config?: Partial<LlmConfig>;
  readonly credentials?: Record<string, unknown>;
  readonly profile?: 'quick' | 'standard' | 'deep';
  readonly maxAttempts?: number;
  readonly seed?: number;
}

async function created(api: TestApi, path: string, body: unknown): Promise<Json> {
  const answer = await api.call('POST', path, { body });
  if (answer.statusCode !== 201) throw new Error(`POST ${path}: ${answer.statusCode} ${answer.body}`);
  return answer.json();
}

/** Registers the endpoint and commissions a scan; nothing runs yet. */
export async function commission(api: TestApi, ask: ScanAsk): Promise<string> {
  const target = await created(api, '/targets', {
    name: 'practice model',
    base_url: ask.baseUrl,
    kind: 'llm',
    ...(ask.credentials ? { credentials: ask.credentials } : {}),
    llm_config: { provider: 'openai-chat', model: 'practice', retries: 0, backoff_s: 0, ...ask.config },
  });
  const scan = await created(api, '/scans', {
    target_id: target.id,
    profile: ask.profile ?? 'standard',
    seed: ask.seed ?? 11,
    ...(ask.maxAttempts ? { max_attempts: ask.maxAttempts } : {}),
  });
  return scan.id as string;
}

/** Runs a commissioned scan in this process, as the worker does. */
export const execute = (api: TestApi, scanId: string, signal = new AbortController().signal): Promise<void> =>
  executeScan(api.app, { scanId, workspaceId: api.workspaceId }, signal);

export async function readScan(api: TestApi, id: string): Promise<PlayedScan> {
  const get = async (path: string) => (await api.call('GET', path)).json();
  const scan = await get(`/scans/${id}`);
  const findings = await allOf(api, `/scans/${id}/findings?limit=500`);
  return { id, scan, findings, attempts: await allOf(api, `/scans/${id}/attempts?limit=500`) };
}

/** Every page of a list. */
async function allOf(api: TestApi, first: string): Promise<Json[]> {
  const items: Json[] = [];
  for (let path: string | null = first; path; ) {
    const answer = await api.call('GET', path);
    items.push(...answer.json());
    path = /<([^>]+)>;\s*rel="next"/.exec(String(answer.headers.link ?? ''))?.[1] ?? null;
    if (path) path = path.replace(/^https?:\/\/[^/]+/, '');
  }
  return items;
}

export async function play(api: TestApi, ask: ScanAsk): Promise<PlayedScan> {
  const id = await commission(api, ask);
  await execute(api, id);
  return readScan(api, id);
}
