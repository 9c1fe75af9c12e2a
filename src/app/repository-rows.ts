import { sql } from 'kysely';
import { notFound } from '#src/core/errors.ts';
import type { Repository } from '#src/core/repository.ts';
import type { ScanStatus } from '#src/core/scan.ts';
import type { Trx, Work } from './context.ts';
import {
  containing,
  decodeCursor,
  encodeCursor,
  type Page,
  type PageRequest,
  pageOf,
  position,
} from './page.ts';

/** The newest scan of a repository, as its list shows it. */
export interface LastScan {
  readonly id: string;
  readonly status: ScanStatus;
  readonly created_at: string;
  readonly finished_at: string | null;
}

/** A repository with what other rows say about it. */
export type RegisteredRepository = Repository & { readonly lastScan: LastScan | null };

const select = (trx: Trx) =>
  trx
    .selectFrom('repositories as r')
    .innerJoin('targets as t', 't.repository_id', 'r.id')
    .selectAll('r')
    .select(({ ref }) => [
      't.id as target_id',
      position(ref('r.created_at')).as('position'),
      sql<LastScan | null>`(select json_build_object('id', s.id, 'status', s.status,
          'created_at', s.created_at, 'finished_at', s.finished_at)
        from scans s where s.target_id = t.id order by s.created_at desc, s.id desc limit 1)`.as('last_scan'),
    ]);

export type RepositoryRow = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number];

export const toRepository = (row: RepositoryRow): RegisteredRepository => ({
  id: row.id,
  workspaceId: row.workspace_id,
  name: row.name,
  provider: row.provider,
  url: row.url,
  localPath: row.local_path,
  defaultBranch: row.default_branch,
  branchPinned: row.branch_pinned,
  hasToken: row.token_sealed !== null,
  hasWebhook: row.webhook_secret_sealed !== null,
  targetId: row.target_id,
  createdAt: row.created_at,
  lastScan: row.last_scan,
});

/** One row. Throws `not-found` for an unknown id and for another workspace's. */
export async function findRepositoryRow({ trx }: Work, id: string): Promise<RepositoryRow> {
  const row = await select(trx).where('r.id', '=', id).executeTakeFirst();
  if (!row) throw notFound('repository');
  return row;
}

/** One repository. Throws `not-found`. */
export const findRepository = async (work: Work, id: string): Promise<RegisteredRepository> =>
  toRepository(await findRepositoryRow(work, id));

/** Repositories, newest first; `q` is looked for in name and URL. */
export async function listRepositories(
  { trx }: Work,
  ask: PageRequest & { q?: string },
): Promise<Page<RegisteredRepository>> {
  let query = select(trx).orderBy('r.created_at', 'desc').orderBy('r.id', 'desc');
  if (ask.q) {
    const pattern = containing(ask.q);
    query = query.where(sql<boolean>`(r.name ilike ${pattern} or r.url ilike ${pattern})`);
  }
  if (ask.cursor) {
    const [at, id] = decodeCursor(ask.cursor, ['time', 'id']);
    query = query.where(sql<boolean>`(r.created_at, r.id) < (${at}::timestamptz, ${id}::uuid)`);
  }
  if (ask.limit !== undefined) query = query.limit(ask.limit + 1);
  const page = pageOf(await query.execute(), ask.limit, (row) => encodeCursor(row.position, row.id));
  return { items: page.items.map(toRepository), next: page.next };
}

/** A repository with its token in the clear, for the moment of use. Never log, store or present it. */
export interface OpenedRepository {
  readonly repository: RegisteredRepository;
  readonly token: string | null;
}

/** Opens a repository's token. Throws `not-found`, `unavailable` when no key of the vault fits. */
export async function openRepository(work: Work, id: string): Promise<OpenedRepository> {
  const row = await findRepositoryRow(work, id);
  const { token_sealed: sealed } = row;
  return {
    repository: toRepository(row),
    token: sealed === null ? null : work.app.vault.open<string>(sealed),
  };
}
