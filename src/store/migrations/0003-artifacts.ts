import { type Kysely, sql } from 'kysely';
import { isolate } from './isolate.ts';

/** Pictures that evidence refers to by id. They go with their scan. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table artifacts (
      id uuid primary key,
      workspace_id uuid not null references workspaces on delete cascade,
      scan_id uuid not null,
      media_type text not null check (media_type in ('image/jpeg')),
      bytes bytea not null check (octet_length(bytes) <= 262144),
      created_at timestamptz not null default now(),
      foreign key (scan_id, workspace_id) references scans (id, workspace_id) on delete cascade
    );
    create index artifacts_of_scan on artifacts (scan_id);
    alter table artifacts alter column bytes set storage external;
  `.execute(db);
  await isolate(db, 'artifacts');
}
