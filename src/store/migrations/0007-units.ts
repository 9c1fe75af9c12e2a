import { type Kysely, sql } from 'kysely';
import { isolate } from './isolate.ts';

/** Units of work that are no conversations, and what scanners said of a file, kept for the target's next scan. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table units (
      scan_id uuid not null,
      workspace_id uuid not null references workspaces on delete cascade,
      index integer not null,
      key text not null,
      outcome text not null,
      reason text not null,
      record jsonb not null,
      created_at timestamptz not null default now(),
      primary key (scan_id, index),
      foreign key (scan_id, workspace_id) references scans (id, workspace_id) on delete cascade
    );

    create table file_results (
      target_id uuid not null,
      workspace_id uuid not null references workspaces on delete cascade,
      path_hash text not null,
      key text not null,
      depends jsonb not null,
      result jsonb not null,
      used_at timestamptz not null default now(),
      primary key (target_id, path_hash, key),
      foreign key (target_id, workspace_id) references targets (id, workspace_id) on delete cascade
    );
    alter table findings add column suppressed_in_file boolean not null default false;
  `.execute(db);
  await isolate(db, 'units');
  await isolate(db, 'file_results');
}
