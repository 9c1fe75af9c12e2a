import { randomUUID } from 'node:crypto';
import { badRequest, type FieldProblem, notFound } from '#src/core/errors.ts';
import type { LlmConfig } from '#src/core/llm-config.ts';
import type { Target } from '#src/core/target.ts';
import { checkPatch, checkTarget, type TargetCreate, type TargetPatch } from '#src/core/target-input.ts';
import { providers } from '#src/llm/providers/index.ts';
import { checkRedteam } from '#src/redteam/validate.ts';
import type { Work } from './context.ts';
import { findTarget, findTargetRow, type OpenedTarget, type TargetRow, toTarget } from './target-rows.ts';
import { openHelpers, sealCredentials, sealHelpers, splitSecrets } from './target-secrets.ts';

export { findTarget, listTargets, openTarget } from './target-rows.ts';

const json = (value: unknown): string | null =>
  value === null || value === undefined ? null : JSON.stringify(value);

/** What the registries say of a configuration: its provider's own rules, and the names it uses. */
function checkPlugins(config: LlmConfig, baseUrl: string): FieldProblem[] {
  const provider = providers.find(config.provider);
  const ofProvider = provider?.checkConfig?.(config) ?? [];
  const url = URL.parse(baseUrl);
  // Without a model a target is not finished yet; it is when a scan is commissioned that all must be there.
  const ofUrl = url && config.model ? provider?.checkUrl?.(url, config) : null;
  return [
    ...(ofUrl ? [{ loc: ['body', 'base_url'], msg: ofUrl, type: 'value_error' }] : []),
    ...ofProvider.map((problem) => ({ ...problem, loc: ['body', 'llm_config', ...problem.loc] })),
    ...(config.redteam ? checkRedteam(config.redteam) : []),
  ];
}

/** All rules of a new target. Throws `invalid` with one problem per field. */
export const checkNewTarget = (input: TargetCreate): void => checkTarget(input, checkPlugins);

/** What `createTarget` would make, opened and not stored: for a connection test. */
export function draftTarget({ workspaceId }: Work, input: TargetCreate): OpenedTarget {
  const { name, kind, scope = null, exclude_paths = null, llm_config: llmConfig = null } = input;
  // A "***" here would be sent as it is: it is refused as it is when a target is created.
  if (llmConfig) splitSecrets(llmConfig, {});
  const target: Target = {
    id: randomUUID(),
    workspaceId,
    kind,
    name,
    baseUrl: input.base_url,
    scope,
    excludePaths: exclude_paths,
    hasCredentials: Boolean(input.credentials),
    repositoryId: null,
    llmConfig,
    createdAt: new Date(),
  };
  return { target, credentials: input.credentials ?? null, llmConfig };
}

/** Registers a url or llm target. Throws `invalid` with one problem per field. */
export async function createTarget(work: Work, input: TargetCreate): Promise<Target> {
  checkNewTarget(input);
  const { vault } = work.app;
  const split = input.llm_config ? splitSecrets(input.llm_config, {}) : { config: null, secrets: null };
  const { id } = await work.trx
    .insertInto('targets')
    .values({
      workspace_id: work.workspaceId,
      kind: input.kind,
      name: input.name,
      base_url: input.base_url,
      scope: json(input.scope),
      exclude_paths: json(input.exclude_paths),
      credentials_sealed: sealCredentials(vault, input.credentials),
      llm_config: json(split.config),
      llm_secrets_sealed: sealHelpers(vault, split.secrets),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return findTarget(work, id);
}

const refuseMirror = (row: TargetRow, verb: 'changed' | 'deleted'): void => {
  if (row.repository_id === null) return;
  const how = verb === 'deleted' ? 'DELETE' : 'PATCH';
  const where = `/repos/${row.repository_id}`;
  throw badRequest(
    `This target is a repository mirror and cannot be ${verb} here. Use ${how} ${where} instead.`,
  );
};

/** The columns a PATCH writes: only those of fields that are there. */
function changes(work: Work, row: TargetRow, patch: TargetPatch) {
  const { vault } = work.app;
  const set: Record<string, string | null> = {};
  if (patch.name !== undefined) set.name = patch.name;
  if (patch.base_url !== undefined) set.base_url = patch.base_url;
  if (patch.scope !== undefined) set.scope = json(patch.scope);
  if (patch.exclude_paths !== undefined) set.exclude_paths = json(patch.exclude_paths);
  if (patch.clear_credentials) set.credentials_sealed = null;
  if (patch.credentials !== undefined) set.credentials_sealed = sealCredentials(vault, patch.credentials);
  if (patch.llm_config === null) {
    set.llm_config = null;
    set.llm_secrets_sealed = null;
  } else if (patch.llm_config !== undefined) {
    const split = splitSecrets(patch.llm_config, openHelpers(vault, row.llm_secrets_sealed));
    set.llm_config = json(split.config);
    set.llm_secrets_sealed = sealHelpers(vault, split.secrets);
  }
  return set;
}

/**
 * Changes a target: absent fields are left alone, null clears, credentials and llm_config are replaced wholesale.
 * Throws `not-found`, `bad-request` for a repository mirror, `invalid`.
 */
export async function patchTarget(work: Work, id: string, patch: TargetPatch): Promise<Target> {
  // Locked: of two PATCHes at once, each sees the other's secrets or none of them.
  await work.trx.selectFrom('targets').select('id').where('id', '=', id).forUpdate().execute();
  const row = await findTargetRow(work, id);
  refuseMirror(row, 'changed');
  checkPatch(patch, toTarget(row), checkPlugins);
  const set = changes(work, row, patch);
  if (Object.keys(set).length > 0) {
    await work.trx.updateTable('targets').set(set).where('id', '=', id).execute();
  }
  return findTarget(work, id);
}

/** Deletes a target with its scans, findings and reports. Throws `not-found`, `bad-request` for a mirror. */
export async function deleteTarget(work: Work, id: string): Promise<void> {
  refuseMirror(await findTargetRow(work, id), 'deleted');
  const gone = await work.trx.deleteFrom('targets').where('id', '=', id).executeTakeFirst();
  if (gone.numDeletedRows === 0n) throw notFound('target');
}
