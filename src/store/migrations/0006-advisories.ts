import { type Kysely, sql } from 'kysely';

/**
 * Published advisories, imported for use without a network. Not data of a workspace: what is public is the same for
 * all of them. Requests and jobs may read it and nothing more; an import writes as the owner.
 *
 * An import writes under a number of its own. It shows as soon as `advisory_sources` points to it, and only then are
 * the rows of the one before taken away: nobody sees half of it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table advisory_imports (
      id bigint generated always as identity primary key,
      started_at timestamptz not null default now()
    );

    create table advisories (
      import_id bigint not null,
      ecosystem text not null,
      name text not null,
      id text not null,
      part smallint not null,
      record json not null,
      primary key (import_id, ecosystem, name, id)
    );

    create table advisory_sources (
      ecosystem text primary key,
      import_id bigint not null references advisory_imports,
      imported_at timestamptz not null default now(),
      file text not null,
      records integer not null,
      newest timestamptz
    );

    alter table advisories enable row level security;
    alter table advisory_sources enable row level security;
    create policy everyone_reads on advisories for select to assay_app using (true);
    create policy everyone_reads on advisory_sources for select to assay_app using (true);
    grant select on advisories, advisory_sources to assay_app;
  `.execute(db);
}
