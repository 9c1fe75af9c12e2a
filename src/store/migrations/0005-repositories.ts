import { type Kysely, sql } from 'kysely';
import { isolate } from './isolate.ts';

/**
 * Repositories: a branch that people chose, and the secret that GitHub signs its calls with. What GitHub delivered is
 * remembered, so that a delivery that comes twice creates nothing twice.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table repositories
      add column branch_pinned boolean not null default false,
      add column webhook_secret_sealed text;
    create index repositories_newest on repositories (workspace_id, created_at desc, id desc);
    create index repositories_by_path on repositories (lower(substring(url from '[^/]+/[^/]+$')));

    create table webhook_deliveries (
      repository_id uuid not null,
      workspace_id uuid not null references workspaces on delete cascade,
      delivery text not null,
      body_hash text not null,
      scan_id uuid,
      created_at timestamptz not null default now(),
      primary key (repository_id, delivery),
      unique (repository_id, body_hash),
      foreign key (repository_id, workspace_id) references repositories (id, workspace_id) on delete cascade
    );
  `.execute(db);
  await isolate(db, 'webhook_deliveries');
}
