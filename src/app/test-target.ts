import { badRequest, messageOf } from '#src/core/errors.ts';
import { type LlmConfig, llmDefaults } from '#src/core/llm-config.ts';
import { redact } from '#src/core/redact.ts';
import type { Credentials } from '#src/core/target.ts';
import type { TargetCreate } from '#src/core/target-input.ts';
import { SendError } from '#src/core/tools.ts';
import { createSend } from '#src/io/send.ts';
import { createLedger, memoryBudget } from '#src/llm/budget.ts';
import { probeModel } from '#src/llm/probe.ts';
import { noMemory } from '#src/redteam/turn-memory.ts';
import { type App, transact, type Work } from './context.ts';
import { credentialHeaders, openLlmSession } from './llm-session.ts';
import { refusePrograms, requireProvider } from './scans.ts';
import { type OpenedTarget, openTarget } from './target-rows.ts';
import { checkNewTarget, draftTarget } from './targets.ts';

/** What trying a connection showed. `detail` holds no secret. */
export interface ConnectionTest {
  readonly ok: boolean;
  readonly latency_ms: number | null;
  readonly detail: string;
}

const longestS = 30;

/** Tries what a POST /targets with this body would register, and creates nothing. Throws what creating it throws. */
export async function testNewTarget(
  app: App,
  workspaceId: string,
  input: TargetCreate,
): Promise<ConnectionTest> {
  checkNewTarget(input);
  const opened = await transact(app, workspaceId, async (work) => {
    const drafted = draftTarget(work, input);
    refusePrograms(work, drafted.target);
    return drafted;
  });
  return test(app, opened);
}

/** Tries a stored target. Throws `not-found`, and `bad-request` for a repository mirror or an llm target without config. */
export async function testStoredTarget(app: App, workspaceId: string, id: string): Promise<ConnectionTest> {
  return test(app, await transact(app, workspaceId, (work) => openForTest(work, id)));
}

async function openForTest(work: Work, id: string): Promise<OpenedTarget> {
  const opened = await openTarget(work, id);
  const { target } = opened;
  if (target.repositoryId !== null) {
    throw badRequest(
      `This target is a repository mirror; there is no connection to test. See /repos/${target.repositoryId}.`,
    );
  }
  if (target.kind === 'llm' && !target.llmConfig)
    throw badRequest('This target has no llm_config to connect with.');
  refusePrograms(work, target);
  return opened;
}

const test = (app: App, opened: OpenedTarget): Promise<ConnectionTest> =>
  opened.llmConfig ? askModel(app, opened, opened.llmConfig) : getPage(opened);

/** One short question: no retries, no cache, outside every budget. */
async function askModel(app: App, opened: OpenedTarget, stored: LlmConfig): Promise<ConnectionTest> {
  requireProvider(stored.provider);
  const timeout = Math.min(stored.timeout_s ?? llmDefaults.timeout_s, longestS);
  const config = { ...stored, retries: 0, cache: false, budget: null, timeout_s: timeout, redteam: null };
  const spec = { profile: 'quick' as const, maxAttempts: 1, seed: 0 };
  const ledger = createLedger(config, memoryBudget());
  const session = openLlmSession({
    opened,
    config,
    spec,
    ledger,
    memory: noMemory,
    access: app.config.cloud,
    registries: null,
    chromePath: app.config.chromePath,
  });
  const { secrets } = session.setting;
  try {
    const probe = await probeModel(session.model, stored.system_prompt);
    const clean = (text: string) => redact(text, [...secrets]);
    if (probe.error !== null) return { ok: false, latency_ms: null, detail: clean(probe.error) };
    const preview = clean(probe.answerPreview);
    const detail = preview === '' ? 'answered, with an empty text' : `answered: "${preview}"`;
    return { ok: preview !== '', latency_ms: probe.latencyMs, detail };
  } finally {
    await session.close();
    await ledger.close();
  }
}

/** The headers a web target is fetched with; a user name and password as Basic, the one way that needs no form. */
function pageHeaders(opened: OpenedTarget): Record<string, string> {
  const { username, password } = (opened.credentials ?? {}) as Credentials;
  const basic = username !== undefined && password !== undefined && !opened.credentials?.token;
  const sign = Buffer.from(`${username}:${password}`).toString('base64');
  return { ...(basic ? { Authorization: `Basic ${sign}` } : {}), ...credentialHeaders(opened) };
}

/** One GET of the base URL; redirects are told, not followed. */
async function getPage(opened: OpenedTarget): Promise<ConnectionTest> {
  const { origin } = new URL(opened.target.baseUrl);
  const send = createSend({
    allow: (url) => url.origin === origin || 'not the origin of the target',
    maxBodyBytes: 65_536,
  });
  const started = performance.now();
  try {
    const { status, headers } = await send({
      method: 'GET',
      url: opened.target.baseUrl,
      headers: pageHeaders(opened),
      timeoutMs: longestS * 1000,
    });
    const latency = Math.round(performance.now() - started);
    return { ok: status < 400, latency_ms: latency, detail: describe(status, headers.location) };
  } catch (error) {
    if (!(error instanceof SendError)) throw error;
    return { ok: false, latency_ms: null, detail: messageOf(error) };
  } finally {
    await send.close();
  }
}

function describe(status: number, location: string | undefined): string {
  if (status === 401 || status === 403)
    return `answered with status ${status}: reachable, but access is denied`;
  if (status >= 400) return `answered with status ${status}: reachable, but not with a page`;
  const to = location && URL.canParse(location) ? new URL(location).origin : null;
  return `answered with status ${status}${status >= 300 && to ? `, redirecting to ${to}` : ''}`;
}
