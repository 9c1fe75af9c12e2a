import { badRequest, notFound } from '#src/core/errors.ts';
import type { Triage } from '#src/core/triage.ts';
import type { Work } from './context.ts';
import { type Finding, findFinding } from './finding-rows.ts';

export { type Finding, findFinding, listFindings } from './finding-rows.ts';

/**
 * Triages a finding, and with it the same flaw in every later scan of the target. Throws `not-found`, and
 * `bad-request` when the body changes nothing.
 */
export async function triageFinding(work: Work, id: string, triage: Triage): Promise<Finding> {
  if (Object.keys(triage).length === 0) throw badRequest('nothing to change; give status or suppress');
  const finding = await findFinding(work, id);
  const set = {
    ...(triage.status === undefined ? {} : { status: triage.status }),
    ...(triage.suppress === undefined
      ? {}
      : {
          suppressed: triage.suppress,
          suppressed_in_file: false,
          suppression_reason: triage.reason ?? null,
          suppressed_until: triage.until ? new Date(triage.until) : null,
        }),
  };
  if (Object.keys(set).length === 0) return finding;
  await work.trx
    .updateTable('findings')
    .set(set)
    .where('target_id', '=', finding.target_id)
    .where('fingerprint', '=', finding.fingerprint)
    .where('created_at', '>=', ({ selectFrom }) =>
      selectFrom('findings').select('created_at').where('id', '=', id),
    )
    .execute();
  return findFinding(work, id);
}

/** A picture that belongs to a finding's evidence. Throws `not-found`, also for one of another finding. */
export async function findArtifact(work: Work, findingId: string, artifactId: string) {
  const finding = await findFinding(work, findingId);
  const rows = finding.evidence as readonly { screenshot?: unknown }[];
  const artifact = rows.some(({ screenshot }) => screenshot === artifactId)
    ? await work.trx
        .selectFrom('artifacts')
        .select(['media_type', 'bytes'])
        .where('id', '=', artifactId)
        .executeTakeFirst()
    : undefined;
  if (!artifact) throw notFound('artifact');
  return { mediaType: artifact.media_type, bytes: artifact.bytes };
}
