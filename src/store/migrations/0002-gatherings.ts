import { type Kysely, sql } from 'kysely';
import { isolate } from './isolate.ts';

/**
 * What a scan gathered before it planned, sealed (it holds answers of the target and of helper models), and what the
 * helper models of each attempt used and how often the stage that settled it errs.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table gatherings (
      scan_id uuid primary key,
      workspace_id uuid not null references workspaces on delete cascade,
      gathered_sealed text not null,
      novel_key text,
      created_at timestamptz not null default now(),
      foreign key (scan_id, workspace_id) references scans (id, workspace_id) on delete cascade
    );
    create index gatherings_by_novel_key on gatherings (workspace_id, novel_key) where novel_key is not null;

    alter table attempts add column usage jsonb, add column error_rate double precision;
  `.execute(db);
  await isolate(db, 'gatherings');
}
