import { sql } from 'kysely';
import { badRequest, invalid, notFound } from '#src/core/errors.ts';
import type { RepoScanCreate } from '#src/core/repository-input.ts';
import { checkRef } from '#src/io/git-files.ts';
import { scanners } from '#src/repo/scanners/index.ts';
import type { Work } from './context.ts';
import type { Page, PageRequest } from './page.ts';
import { findRepository } from './repository-rows.ts';
import { findScan, listScans, type Scan } from './scan-rows.ts';
import { requireVendors } from './vendors.ts';

/** What a repository scan was asked to do; a snapshot without secrets, kept in the scan's `config`. */
export interface RepoScanConfig {
  readonly name: string;
  readonly url: string;
  /** Null: every embedded one, and every tool that is present. */
  readonly scanners: readonly string[] | null;
  /** Null: the default branch, as the server says when the scan starts. */
  readonly ref: string | null;
  /** Null: the newest commit of the ref. */
  readonly commit_sha: string | null;
  /** The folder as it stands, with what is not committed. Only the command line asks for that. */
  readonly working_tree: boolean;
  /** Earlier versions of files are looked through for secrets. */
  readonly history?: true;
  /** Vendors are asked whether secrets work. */
  readonly check_liveness?: true;
  /** Names of the tools whose report was taken in, where nothing was scanned here. */
  readonly import?: readonly string[];
}

/** What a scan is asked to look at. */
export interface RepoScanAsk extends RepoScanCreate {
  readonly workingTree?: boolean;
}

/** A scan of a repository with what it was asked for. */
export type RepoScan = Scan & { readonly repositoryId: string; readonly asked: RepoScanConfig };

/** Throws `invalid` that names every scanner that there is not, with those that there are. */
function checkScanners(wanted: readonly string[], known: readonly string[]): void {
  const list = known.length > 0 ? known.join(', ') : 'none in this version';
  const problems = wanted.flatMap((id, at) =>
    known.includes(id)
      ? []
      : [{ loc: ['body', 'scanners', at], msg: `unknown scanner "${id}"; known: ${list}`, type: 'invalid' }],
  );
  if (problems.length > 0) throw invalid(problems);
}

/**
 * Writes a repository scan and its job down together; a worker takes it from there.
 *
 * @param known ids that `scanners` may name
 * @throws AssayError `not-found`, `bad-request` (ref), `invalid` (scanners, check_liveness)
 */
export async function commissionRepoScan(
  work: Work,
  repositoryId: string,
  input: RepoScanAsk,
  known: readonly string[] = scanners.ids,
): Promise<RepoScan> {
  const repository = await findRepository(work, repositoryId);
  if (input.scanners) checkScanners(input.scanners, known);
  if (input.check_liveness) requireVendors(work.app.config, ['body', 'check_liveness']);
  const pinned = repository.branchPinned ? repository.defaultBranch : null;
  const config: RepoScanConfig = {
    name: repository.name,
    url: repository.url,
    scanners: input.scanners ? [...new Set(input.scanners)] : null,
    // A folder as it stands is on no branch that could be chosen.
    ref: input.ref ? checkRef(input.ref) : input.workingTree ? null : pinned,
    commit_sha: input.commit_sha ?? null,
    working_tree: input.workingTree ?? false,
    ...(input.history && { history: true }),
    ...(input.check_liveness && { check_liveness: true }),
  };
  const { app, trx, workspaceId } = work;
  const { id } = await trx
    .insertInto('scans')
    .values({
      workspace_id: workspaceId,
      target_id: repository.targetId,
      kind: 'repo',
      status: 'queued',
      profile: 'standard',
      // A repository is looked at as a whole: there are no attempts to count and no choices to draw.
      max_attempts: 0,
      seed: 0,
      config: JSON.stringify(config),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await app.queue.enqueue(trx, 'execute-scan', { scanId: id, workspaceId }, { singletonKey: id });
  return findRepoScan(work, id);
}

async function withAsked({ trx }: Work, scans: readonly Scan[]): Promise<RepoScan[]> {
  if (scans.length === 0) return [];
  const rows = await trx
    .selectFrom('scans as s')
    .innerJoin('targets as t', 't.id', 's.target_id')
    .select(['s.id', 's.config', 't.repository_id'])
    .where(
      's.id',
      'in',
      scans.map(({ id }) => id),
    )
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return scans.flatMap((scan) => {
    const row = byId.get(scan.id);
    if (!row?.repository_id) return [];
    return [{ ...scan, repositoryId: row.repository_id, asked: row.config as RepoScanConfig }];
  });
}

/** One scan of a repository. Throws `not-found`, also for a scan of something else. */
export async function findRepoScan(work: Work, id: string): Promise<RepoScan> {
  const [scan] = await withAsked(work, [await findScan(work, id)]);
  if (!scan) throw notFound('scan');
  return scan;
}

/** Scans of a repository, newest first. Throws `not-found` for an unknown repository. */
export async function listRepoScans(
  work: Work,
  repositoryId: string,
  ask: PageRequest,
): Promise<Page<RepoScan>> {
  const { targetId } = await findRepository(work, repositoryId);
  const page = await listScans(work, { ...ask, target_id: targetId });
  return { items: await withAsked(work, page.items), next: page.next };
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The scan that others of the repository are held against: by its id, or a branch's last completed one. Throws `not-found` for
 * the id of another repository's, and `bad-request` for a branch without any: then everything would look new.
 */
export async function baselineScan(work: Work, repositoryId: string, against: string): Promise<string> {
  const { targetId } = await findRepository(work, repositoryId);
  if (uuid.test(against)) {
    const scan = await findScan(work, against);
    if (scan.target_id !== targetId) throw notFound('scan');
    return scan.id;
  }
  const row = await work.trx
    .selectFrom('scans')
    .select('id')
    .where('target_id', '=', targetId)
    .where('status', '=', 'completed')
    .where(sql<boolean>`stats->'checkout'->>'branch' = ${against}`)
    .orderBy('created_at', 'desc')
    .executeTakeFirst();
  if (row) return row.id;
  throw badRequest(
    `only_new_against: no completed scan of the branch "${against}"; POST /repos/${repositoryId}/scan with that ref makes one`,
  );
}
