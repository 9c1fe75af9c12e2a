import { randomInt } from 'node:crypto';
import ipaddr from 'ipaddr.js';
import { badRequest, conflict, invalid, mirrorScan, notFound } from '#src/core/errors.ts';
import type { LlmConfig } from '#src/core/llm-config.ts';
import { finalStatuses, profileAttempts, type ScanSpec } from '#src/core/scan.ts';
import type { ScanCreate } from '#src/core/scan-input.ts';
import type { Target } from '#src/core/target.ts';
import { providers } from '#src/llm/providers/index.ts';
import type { Work } from './context.ts';
import { appendEvent } from './events.ts';
import { findScan, type Scan } from './scan-rows.ts';
import { findTarget } from './target-rows.ts';

export { findScan, listScans, type Scan } from './scan-rows.ts';

/** Whether a target is this machine itself: programs and loopback addresses. */
export function isLoopback(baseUrl: string): boolean {
  if (baseUrl.startsWith('cmd:')) return true;
  if (!URL.canParse(baseUrl)) return false;
  const host = new URL(baseUrl).hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (host === 'localhost' || host.endsWith('.localhost')) return true;
  return ipaddr.isValid(host) && ipaddr.process(host).range() === 'loopback';
}

/** Every place of a configuration that would run a program on the worker. */
function programsOf(target: Target): string[] {
  const config = target.llmConfig;
  const places: string[] = [];
  if (config?.provider === 'executable') places.push('llm_config.provider');
  for (const helper of ['judge', 'attacker', 'embedder'] as const) {
    const model = config?.redteam?.[helper];
    if (model?.provider === 'executable' || model?.command) places.push(`llm_config.redteam.${helper}`);
  }
  return places;
}

/** Throws `bad-request` when the target would run programs and the operator does not allow it. */
export function refusePrograms(work: Work, target: Target): void {
  if (work.app.config.allowExecutable) return;
  const places = programsOf(target);
  if (places.length === 0) return;
  throw badRequest(
    `${places.join(', ')} would run a program on the worker, which this server does not allow; ` +
      'its operator can, with ASSAY_ALLOW_EXECUTABLE=1',
  );
}

/** Throws `bad-request` for a provider of the contract that this version does not have. */
export function requireProvider(provider: string): void {
  if (providers.has(provider)) return;
  throw badRequest(`provider "${provider}" is not part of this version; it has ${providers.ids.join(', ')}`);
}

/** Throws `bad-request` when address and model do not say where the provider is asked. */
function requirePlace(baseUrl: string, config: LlmConfig): void {
  const url = URL.parse(baseUrl);
  const problem = url && providers.get(config.provider).checkUrl?.(url, config);
  if (problem) throw badRequest(`This target cannot be asked: base_url ${problem}`);
}

/** The rules of what may be scanned by POST /scans. Throws `bad-request`, or `invalid` where consent is missing. */
function checkCommission(work: Work, target: Target, input: ScanCreate): void {
  if (target.repositoryId !== null) throw mirrorScan(target.repositoryId);
  if (target.kind === 'url') {
    throw badRequest(
      'This server cannot scan web targets yet: its web pipeline is not installed. Nothing was sent.',
    );
  }
  if (!target.llmConfig) {
    throw badRequest('This target has no llm_config; PATCH /targets/{id} with one before scanning it.');
  }
  requireProvider(target.llmConfig.provider);
  requirePlace(target.baseUrl, target.llmConfig);
  refusePrograms(work, target);
  if (work.app.config.requireConsent && !input.consent_payload && !isLoopback(target.baseUrl)) {
    const msg =
      'is required by this server for targets that are not loopback: {authorization_text, acknowledged: true}';
    throw invalid([{ loc: ['body', 'consent_payload'], msg, type: 'missing' }]);
  }
}

/** The target and spec of a scan that may be commissioned. Throws what `commissionScan` throws. */
export async function specifyScan(
  work: Work,
  input: ScanCreate,
): Promise<{ target: Target; spec: ScanSpec }> {
  const target = await findTarget(work, input.target_id);
  checkCommission(work, target, input);
  return {
    target,
    spec: {
      profile: input.profile,
      maxAttempts: input.max_attempts ?? profileAttempts[input.profile],
      seed: input.seed ?? randomInt(2 ** 32),
    },
  };
}

/** The target as it was when the scan was commissioned: header values are "***", credentials are not in it. */
const snapshot = (target: Target) => ({
  name: target.name,
  base_url: target.baseUrl,
  scope: target.scope,
  exclude_paths: target.excludePaths,
  llm_config: target.llmConfig,
});

/**
 * Writes the scan and its job down together; a worker takes it from there.
 * Throws `not-found`, `bad-request` (repository mirror, no llm_config, url target), `invalid` (consent).
 */
export async function commissionScan(work: Work, input: ScanCreate): Promise<Scan> {
  const { target, spec } = await specifyScan(work, input);
  const { app, trx, workspaceId } = work;
  const { id } = await trx
    .insertInto('scans')
    .values({
      workspace_id: workspaceId,
      target_id: target.id,
      kind: target.kind,
      status: 'queued',
      profile: spec.profile,
      max_attempts: spec.maxAttempts,
      seed: spec.seed,
      config: JSON.stringify(snapshot(target)),
      consent: input.consent_payload ? JSON.stringify(input.consent_payload) : null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await app.queue.enqueue(trx, 'execute-scan', { scanId: id, workspaceId }, { singletonKey: id });
  return findScan(work, id);
}

/** Locks a scan's row. Throws `not-found`. */
async function lockScan({ trx }: Work, id: string) {
  const row = await trx
    .selectFrom('scans')
    .select(['id', 'status'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound('scan');
  return row;
}

/** Cancels: a queued scan at once, a running one as soon as its worker sees it. Throws `conflict` when it is over. */
export async function cancelScan(work: Work, id: string): Promise<Scan> {
  const { status } = await lockScan(work, id);
  if (finalStatuses.includes(status)) throw conflict(`the scan is ${status} already`);
  const queued = status === 'queued';
  await work.trx
    .updateTable('scans')
    .set({
      cancel_requested: true,
      ...(queued ? { status: 'cancelled' as const, finished_at: new Date() } : {}),
    })
    .where('id', '=', id)
    .execute();
  if (queued) {
    await appendEvent(work, id, { type: 'finished', status: 'cancelled', error: null, partial: false });
  }
  return findScan(work, id);
}

/** Deletes a scan with its plan, attempts and findings. Throws `not-found`; `conflict` while it runs. */
export async function deleteScan(work: Work, id: string): Promise<void> {
  const { status } = await lockScan(work, id);
  if (status === 'running')
    throw conflict(`the scan is running; cancel it first with POST /scans/${id}/cancel`);
  await work.trx.deleteFrom('scans').where('id', '=', id).execute();
}
