import { type Kysely, sql } from 'kysely';
import { isolate } from './isolate.ts';

/** The newest bill of materials of a repository in each form. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table sboms (
      repository_id uuid not null,
      workspace_id uuid not null references workspaces on delete cascade,
      format text not null,
      commit text,
      document text not null,
      created_at timestamptz not null,
      primary key (repository_id, format),
      foreign key (repository_id, workspace_id) references repositories (id, workspace_id) on delete cascade
    );
  `.execute(db);
  await isolate(db, 'sboms');
}
