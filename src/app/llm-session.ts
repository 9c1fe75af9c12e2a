import type { CloudAccess } from '#src/config.ts';
import { type LlmConfig, llmDefaults } from '#src/core/llm-config.ts';
import { random } from '#src/core/random.ts';
import type { ScanSpec } from '#src/core/scan.ts';
import type { ShareStore } from '#src/core/shares.ts';
import type { RegistryBases } from '#src/core/tools.ts';
import { createBrowser } from '#src/io/browser/open-browser.ts';
import { createExec } from '#src/io/exec.ts';
import { packageRegistry } from '#src/io/package-registry.ts';
import { createSend } from '#src/io/send.ts';
import { createSocket } from '#src/io/socket.ts';
import type { Ledger } from '#src/llm/budget.ts';
import { connectModel, type Model } from '#src/llm/client.ts';
import { mintNonce } from '#src/redteam/nonce.ts';
import type { RedteamSetting } from '#src/redteam/pipeline.ts';
import { plantCanary } from '#src/redteam/proofs/leak.ts';
import type { TurnMemory } from '#src/redteam/turn-memory.ts';
import { openCloud } from './cloud-credentials.ts';
import { openHelpers } from './helper-models.ts';
import type { OpenedTarget } from './target-rows.ts';

/** A model ready to be asked, with everything the red team needs to know of it. Close it. */
export interface LlmSession {
  readonly model: Model;
  readonly setting: SessionSetting;
  close(): Promise<void>;
}

/** All but what is gathered once the models are open. */
export type SessionSetting = Omit<RedteamSetting, 'gathered'>;

/** What an opened model costs and where it stands, decided by whoever opens it. */
export interface LlmSessionOf {
  readonly opened: OpenedTarget;
  /** As it was when the scan was commissioned, header values of helpers in place. */
  readonly config: LlmConfig;
  readonly spec: ScanSpec;
  readonly ledger: Ledger;
  readonly memory: TurnMemory;
  /** The operator's own cloud credentials, where targets may use them. */
  readonly access: CloudAccess | null;
  /** Package registries that may be asked; null: none. */
  readonly registries: RegistryBases | null;
  /** The Chromium for chat pages, when the operator named one. */
  readonly chromePath: string | null;
  /** Where limits are shared with other workers; without it they hold in this process only. */
  readonly shares?: ShareStore;
}

/** Opens the target's model and its helpers: one ledger, a limiter each; only their own origins can be reached. */
export function openLlmSession(of: LlmSessionOf): LlmSession {
  const { opened, config, spec, ledger, memory, access, registries, chromePath, shares } = of;
  const { target, credentials } = opened;
  const { baseUrl } = target;
  const { attacker, judge, embedder } = config.redteam ?? {};
  const { cloud, origins, secrets } = openCloud({ provider: config.provider, baseUrl, credentials, access });
  const helperUrls = [attacker?.endpoint, judge?.endpoint, embedder?.endpoint];
  const allowed = onlyOrigins([baseUrl, ...helperUrls, ...origins]);
  const send = createSend({ allow: allowed });
  const socket = createSocket(allowed);
  const exec = createExec();
  const headers = credentialHeaders(opened);
  secrets.push(...secretsOf(headers), ...helperSecrets(config), ...plainSecrets(credentials));
  const browser = createBrowser({ chromePath, secrets, login: loginOf(credentials) });
  const tools = { config, send, exec, socket, ledger, shares };
  const model = connectModel({ ...tools, baseUrl, headers, cloud, browser });
  const helpers = openHelpers(config, tools);
  const lookUps = registries && createSend({ allow: onlyOrigins(Object.values(registries)) });
  const canary = carriesSystem(config) ? mintNonce(random(spec.seed, 'canary')).token : null;
  const systemPrompt =
    config.system_prompt && canary ? plantCanary(config.system_prompt, canary) : config.system_prompt;
  return {
    model,
    setting: {
      config,
      spec,
      chat: model.chat,
      helpers: helpers.chats,
      lookUpPackage: lookUps && registries && packageRegistry(lookUps, registries),
      systemPrompt: systemPrompt || null,
      canary: config.system_prompt ? canary : null,
      thresholds: config.thresholds,
      memory,
      maxOutputTokens: llmDefaults.maxOutputTokens,
      concurrency: config.concurrency ?? llmDefaults.concurrency,
      secrets,
    },
    close: async () => {
      await model.close();
      await helpers.close();
      await lookUps?.close();
      await send.close();
    },
  };
}

/** Whether the system prompt reaches the model through this provider, so that a canary in it can be found again. */
const carriesSystem = (config: LlmConfig): boolean =>
  !['custom', 'websocket', 'browser'].includes(config.provider) ||
  /\{\{\s*(system|messages)\s*\}\}/.test(config.request_template ?? '');

/** The headers a target is asked with: given ones, and a bearer token or cookie where those were given instead. */
export function credentialHeaders({ credentials }: OpenedTarget): Record<string, string> {
  const headers: Record<string, string> = {};
  if (credentials?.token) headers.Authorization = `Bearer ${credentials.token}`;
  if (credentials?.cookie) headers.Cookie = credentials.cookie;
  return { ...headers, ...credentials?.headers };
}

function onlyOrigins(urls: readonly (string | undefined)[]): (url: URL) => true | string {
  const origins = new Set(
    urls.filter((url) => url !== undefined && URL.canParse(url)).map((url) => new URL(url!).origin),
  );
  return (url) => origins.has(url.origin) || `${url.origin} is not the target's origin`;
}

/** Shorter values are words that stand in any text: redacting them would hide nothing and blank out everything. */
const shortestSecret = 6;

const secretsOf = (headers: Readonly<Record<string, string>>): string[] =>
  Object.entries(headers)
    .flatMap(([name, value]) => [
      value,
      value.replace(/^\S+\s+/, ''),
      ...(name.toLowerCase() === 'cookie' ? cookieValues(value) : []),
    ])
    .filter((v) => v.length >= shortestSecret);

/** What a Cookie header holds: each value is a secret by itself. */
const cookieValues = (header: string): string[] =>
  header.split(/;\s*/).map((pair) => pair.slice(pair.indexOf('=') + 1));

const loginOf = (credentials: OpenedTarget['credentials']) =>
  credentials?.username !== undefined && credentials.password !== undefined
    ? { username: credentials.username, password: credentials.password }
    : null;

const helperSecrets = (config: LlmConfig): string[] =>
  [config.redteam?.judge, config.redteam?.attacker, config.redteam?.embedder].flatMap((helper) =>
    secretsOf(helper?.headers ?? {}),
  );

const plainSecrets = (credentials: OpenedTarget['credentials']): string[] =>
  [credentials?.password, credentials?.token, credentials?.cookie, credentials?.totp_secret].filter(
    (value): value is string => value !== undefined && value.length >= shortestSecret,
  );
