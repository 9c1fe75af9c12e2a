import { type Kysely, sql } from 'kysely';

/**
 * Who uses how much of an endpoint's limits at this moment. Not data of a workspace: an endpoint sees all of them as one.
 * Closed to requests and jobs (no `isolate`); reached through `asSystem` only. The addresses are hashed.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table endpoints (
      key_hash text primary key,
      paused_until timestamptz not null
    );

    create table endpoint_shares (
      key_hash text not null references endpoints on delete cascade,
      holder uuid not null,
      joined_at timestamptz not null default clock_timestamp(),
      expires_at timestamptz not null,
      demands boolean not null,
      limits jsonb not null,
      granted jsonb not null,
      primary key (key_hash, holder)
    );
  `.execute(db);
}
