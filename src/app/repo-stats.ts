import { sql } from 'kysely';
import type { ScanEnd } from '#src/scan/run-scan.ts';
import type { Work } from './context.ts';
import type { PlayedStats } from './player.ts';
import { findScan } from './scan-rows.ts';

/** What one scanner did. */
export interface ScannerStats {
  readonly id: string;
  /** `not-scanned`: absent, timed out or crashed; `incomplete`: in part. Never the same as nothing found. */
  readonly status: 'scanned' | 'incomplete' | 'not-scanned';
  readonly reason: string | null;
  readonly findings: number;
  /** Files that it did not, or not wholly, look at. */
  readonly skipped: number;
}

/** Files that were not wholly looked at, by scanner and reason; `checkout` is what was left out before any scanner. */
export interface SkippedStats {
  readonly scanner: string;
  readonly reason: string;
  readonly files: number;
  /** The first few. */
  readonly paths: readonly string[];
}

/** A scan beside the target's last completed one of the same branch and scanners. */
export interface ChangeStats {
  readonly since: string;
  readonly new: number;
  readonly closed: number;
  readonly unchanged: number;
}

export interface RepoStats extends PlayedStats {
  readonly planned: number;
  readonly done: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly not_asked: number;
  readonly not_asked_reason: string | null;
  readonly checkout: unknown;
  /** Files that were looked at, and those of them whose result was known from an earlier scan. */
  readonly files: number;
  readonly files_unchanged: number;
  readonly scanners: readonly ScannerStats[];
  readonly skipped: readonly SkippedStats[];
  readonly changes: ChangeStats | null;
  readonly duration_s: number;
}

/** Rows of `skipped`; beyond them there are only numbers. */
const skippedRows = 100;

/** What a checkout left out, in the form of what scanners skip: one row for each reason. */
export function leftOutStats(
  skipped: readonly { readonly path: string; readonly reason: string }[],
): SkippedStats[] {
  const byReason = Map.groupBy(skipped, ({ reason }) => reason);
  return [...byReason].slice(0, skippedRows).map(([reason, some]) => ({
    scanner: 'checkout',
    reason,
    files: some.length,
    paths: some.slice(0, 5).map(({ path }) => path),
  }));
}

/** What a repository scan did, from its journal. */
export async function repoStats(work: Work, scanId: string, end: Partial<ScanEnd>): Promise<RepoStats> {
  const row = await work.trx
    .selectFrom('scans')
    .select(['stats', 'started_at'])
    .where('id', '=', scanId)
    .executeTakeFirst();
  const began = row?.stats as { checkout?: unknown; left_out?: SkippedStats[] } | null;
  const done = end.totals?.done ?? 0;
  const planned = end.planned ?? 0;
  const outcomes = end.totals?.outcomes ?? {};
  const left = Math.max(0, planned - done);
  const seconds = row?.started_at ? (Date.now() - row.started_at.getTime()) / 1000 : 0;
  return {
    planned,
    done,
    outcomes,
    partial: left > 0 || (outcomes['not-scanned'] ?? 0) + (outcomes.incomplete ?? 0) > 0,
    not_asked: left,
    not_asked_reason: left > 0 ? end.detail || 'the scan was stopped' : null,
    checkout: began?.checkout ?? null,
    ...(await countFiles(work, scanId)),
    scanners: await countScanners(work, scanId),
    skipped: [...(began?.left_out ?? []), ...(await countSkipped(work, scanId))],
    changes: await countChanges(work, scanId),
    duration_s: Math.round(seconds * 10) / 10,
  };
}

async function countFiles({ trx }: Work, scanId: string) {
  const { rows } = await sql<{ files: number; kept: number }>`
    select coalesce(sum((record->>'files')::int), 0)::int as files,
      coalesce(sum((record->>'kept')::int), 0)::int as kept
    from units where scan_id = ${scanId} and key like 'files/%'`.execute(trx);
  return { files: rows[0]?.files ?? 0, files_unchanged: rows[0]?.kept ?? 0 };
}

async function countScanners({ trx }: Work, scanId: string): Promise<ScannerStats[]> {
  const { rows } = await sql<ScannerStats>`
    select s.id, min(u.outcome) as status, nullif(max(u.reason), '') as reason,
      (select count(*)::int from findings f where f.scan_id = ${scanId} and f.location->>'scanner' = s.id) as findings,
      (select count(*)::int from units k, jsonb_array_elements(k.record->'skipped') e
        where k.scan_id = ${scanId} and e->>'scanner' = s.id) as skipped
    from units u, jsonb_array_elements_text(u.record->'scanners') s(id)
    where u.scan_id = ${scanId} group by s.id order by s.id`.execute(trx);
  return rows;
}

async function countSkipped({ trx }: Work, scanId: string): Promise<SkippedStats[]> {
  const { rows } = await sql<SkippedStats>`
    select e->>'scanner' as scanner, e->>'reason' as reason, count(*)::int as files,
      to_json((array_agg(e->>'path' order by e->>'path'))[1:5]) as paths
    from units u, jsonb_array_elements(u.record->'skipped') e
    where u.scan_id = ${scanId} group by 1, 2 order by 3 desc, 1, 2 limit ${skippedRows}`.execute(trx);
  return rows;
}

/** Null for the first of its kind. A scan of other scanners or another branch says nothing about what was closed. */
async function countChanges(work: Work, scanId: string): Promise<ChangeStats | null> {
  const { target_id: target } = await findScan(work, scanId);
  const { rows } = await sql<ChangeStats>`
    with asked as (select config, created_at from scans where id = ${scanId}),
    base as (
      select s.id from scans s, asked a
      where s.target_id = ${target} and s.id <> ${scanId} and s.status = 'completed' and s.created_at < a.created_at
        and s.config->'ref' is not distinct from a.config->'ref'
        and s.config->'scanners' is not distinct from a.config->'scanners'
        and s.config->'working_tree' is not distinct from a.config->'working_tree'
        and s.config->'history' is not distinct from a.config->'history'
        and s.config->'import' is not distinct from a.config->'import'
      order by s.created_at desc limit 1),
    before as (select fingerprint from findings where scan_id = (select id from base)),
    after as (select fingerprint from findings where scan_id = ${scanId})
    select base.id as since,
      (select count(*)::int from after a where not exists (select from before b where b.fingerprint = a.fingerprint)) as new,
      (select count(*)::int from before b where not exists (select from after a where a.fingerprint = b.fingerprint)) as closed,
      (select count(*)::int from after a join before b using (fingerprint)) as unchanged
    from base`.execute(work.trx);
  return rows[0] ?? null;
}
