import { randomUUID } from 'node:crypto';
import { findingsOf } from '#src/repo/finding.ts';
import { readSarif } from '#src/repo/sarif/read-sarif.ts';
import { upsertFindings } from '#src/store/finding-writes.ts';
import { toJson } from '#src/store/json.ts';
import type { Work } from './context.ts';
import { appendEvent } from './events.ts';
import { findRepoScan, type RepoScan, type RepoScanConfig } from './repo-scans.ts';
import { findRepository } from './repositories.ts';

/** Findings that are written at once: what is sent to the database stays small, however long the file is. */
const batch = 500;

export interface SarifImport {
  readonly repositoryId: string;
  /** The file as it came. */
  readonly text: string;
}

/**
 * Takes the results of another tool into a repository's findings, as a scan of its own that is over: as many findings as the
 * file has results. The same again follows the same fingerprints, so that triage stays.
 *
 * @throws AssayError `not-found`; `bad-request` where the text is no SARIF
 */
export async function importSarif(work: Work, { repositoryId, text }: SarifImport): Promise<RepoScan> {
  const repository = await findRepository(work, repositoryId);
  const { issues, tools, notes } = readSarif(text);
  const { trx, workspaceId } = work;
  const scanId = randomUUID();
  const names = [...new Set(tools)];
  const config: RepoScanConfig = {
    name: repository.name,
    url: repository.url,
    scanners: null,
    ref: null,
    commit_sha: null,
    working_tree: false,
    import: names,
  };
  const now = new Date();
  await trx
    .insertInto('scans')
    .values({
      id: scanId,
      workspace_id: workspaceId,
      target_id: repository.targetId,
      kind: 'repo',
      status: 'completed',
      profile: 'standard',
      max_attempts: 0,
      seed: 0,
      config: toJson(config),
      planned: 0,
      stats: toJson({ partial: notes.length > 0, imported: issues.length, tools: names, notes }),
      started_at: now,
      finished_at: now,
    })
    .execute();
  const of = { scanId, workspaceId, targetId: repository.targetId };
  const drafts = [...Map.groupBy(issues, ({ path }) => path).values()].flatMap((some) =>
    findingsOf(some, null),
  );
  for (let at = 0; at < drafts.length; at += batch)
    await upsertFindings(trx, of, drafts.slice(at, at + batch));
  for (const message of notes) await appendEvent(work, scanId, { type: 'note', level: 'warning', message });
  const partial = notes.length > 0;
  await appendEvent(work, scanId, { type: 'finished', status: 'completed', error: null, partial });
  return findRepoScan(work, scanId);
}
