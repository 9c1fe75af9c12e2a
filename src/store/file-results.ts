import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { type Db, inWorkspace } from './database.ts';
import { toJson } from './json.ts';

export interface ResultsOf {
  readonly targetId: string;
  readonly workspaceId: string;
}

/** What was said of a file, under the key of its content and scanners. */
export interface FileResultRow {
  readonly path: string;
  readonly key: string;
  readonly depends: readonly unknown[];
  readonly result: Readonly<Record<string, unknown>>;
}

/** Results that no scan used for so long are forgotten. */
const keptDays = 30;

/** A path may hold what a text column refuses. */
const hashOf = (path: string): string => createHash('sha256').update(path).digest('hex');

/** Every result known of these files, whatever their content was. */
export async function keptResults(
  db: Db,
  { targetId, workspaceId }: ResultsOf,
  paths: readonly string[],
): Promise<FileResultRow[]> {
  const byHash = new Map(paths.map((path) => [hashOf(path), path]));
  const rows = await inWorkspace(db, workspaceId, (trx) =>
    trx
      .selectFrom('file_results')
      .select(['path_hash', 'key', 'depends', 'result'])
      .where('target_id', '=', targetId)
      .where('path_hash', 'in', [...byHash.keys()])
      .execute(),
  );
  return rows.map(({ path_hash, key, depends, result }) => ({
    path: byHash.get(path_hash) as string,
    key,
    depends,
    result,
  }));
}

/** Keeps new results, and remembers that the `used` ones were of use. */
export async function keepResults(
  db: Db,
  { targetId, workspaceId }: ResultsOf,
  fresh: readonly FileResultRow[],
  used: readonly Pick<FileResultRow, 'path' | 'key'>[],
): Promise<void> {
  if (fresh.length + used.length === 0) return;
  const rows = fresh.map(({ path, key, depends, result }) => ({
    target_id: targetId,
    workspace_id: workspaceId,
    path_hash: hashOf(path),
    key,
    depends,
    result,
    used_at: new Date().toISOString(),
  }));
  await inWorkspace(db, workspaceId, async (trx) => {
    await sql`
      insert into file_results select r.* from jsonb_populate_recordset(null::file_results, ${toJson(rows)}::jsonb) r
      on conflict (target_id, path_hash, key) do update
        set depends = excluded.depends, result = excluded.result, used_at = excluded.used_at`.execute(trx);
    if (used.length === 0) return;
    await sql`
      update file_results set used_at = now() where target_id = ${targetId} and used_at < now() - interval '1 day'
        and path_hash = any(${used.map(({ path }) => hashOf(path))}::text[])`.execute(trx);
  });
}

/** Forgets results of a target that were of no use for a month: of files that are gone, of rules that changed. */
export const forgetResults = (db: Db, { targetId, workspaceId }: ResultsOf): Promise<unknown> =>
  inWorkspace(db, workspaceId, (trx) =>
    sql`delete from file_results where target_id = ${targetId}
      and used_at < now() - make_interval(days => ${keptDays})`.execute(trx),
  );
