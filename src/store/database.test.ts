import { execFileSync } from 'node:child_process';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { generateKey } from '#src/io/fernet.ts';
import { openVault } from '#src/io/vault.ts';
import { folderVariable, type TestDatabase, testDatabase } from '#test/database.ts';
import { asSystem, inWorkspace, openDatabase } from './database.ts';

let base: TestDatabase;
let other: string;
const here = <T>(work: Parameters<typeof inWorkspace<T>>[2]) => inWorkspace(base.db, base.workspaceId, work);
const there = <T>(work: Parameters<typeof inWorkspace<T>>[2]) => inWorkspace(base.db, other, work);

beforeAll(async () => {
  base = await testDatabase();
  const row = await base.db
    .insertInto('workspaces')
    .values({ name: 'Other' })
    .returning('id')
    .executeTakeFirstOrThrow();
  other = row.id;
});
afterAll(() => base.close());

const target = (workspaceId: string, name = 'Shop') => ({
  workspace_id: workspaceId,
  kind: 'url' as const,
  name,
  base_url: 'https://shop.example',
});

async function addTarget(workspaceId: string): Promise<string> {
  const row = await inWorkspace(base.db, workspaceId, (trx) =>
    trx.insertInto('targets').values(target(workspaceId)).returning('id').executeTakeFirstOrThrow(),
  );
  return row.id;
}

const scan = (workspaceId: string, targetId: string) => ({
  workspace_id: workspaceId,
  target_id: targetId,
  kind: 'url' as const,
  status: 'queued' as const,
  profile: 'quick' as const,
  max_attempts: 25,
  seed: 4_294_967_295,
});

test('rows of another workspace are invisible, also to raw SQL', async () => {
  const id = await addTarget(other);
  expect(await there((trx) => trx.selectFrom('targets').select('id').execute())).toContainEqual({ id });
  expect(await here((trx) => trx.selectFrom('targets').select('id').where('id', '=', id).execute())).toEqual(
    [],
  );
  const raw = await here((trx) => sql`select * from targets where id = ${id}`.execute(trx));
  expect(raw.rows).toEqual([]);
  const seen = await here((trx) => trx.selectFrom('workspaces').select('id').execute());
  expect(seen).toEqual([{ id: base.workspaceId }]);
});

test('rows of another workspace cannot be changed, deleted, added or taken over', async () => {
  const id = await addTarget(other);
  const changed = await here((trx) => sql`update targets set name = 'x' where id = ${id}`.execute(trx));
  expect(changed.numAffectedRows).toBe(0n);
  const deleted = await here((trx) => sql`delete from targets where id = ${id}`.execute(trx));
  expect(deleted.numAffectedRows).toBe(0n);
  await expect(here((trx) => trx.insertInto('targets').values(target(other)).execute())).rejects.toThrow(
    'row-level security',
  );
  const mine = await addTarget(base.workspaceId);
  const move = here((trx) => sql`update targets set workspace_id = ${other} where id = ${mine}`.execute(trx));
  await expect(move).rejects.toThrow('row-level security');
  await expect(here((trx) => sql`truncate targets cascade`.execute(trx))).rejects.toThrow(
    'permission denied',
  );
  await expect(here((trx) => sql`select * from pgboss.job`.execute(trx))).rejects.toThrow(
    'permission denied',
  );
  await expect(here((trx) => sql`select * from kysely_migration`.execute(trx))).rejects.toThrow(
    'permission denied',
  );
});

test('a row cannot point into another workspace', async () => {
  const id = await addTarget(other);
  const pointing = here((trx) => trx.insertInto('scans').values(scan(base.workspaceId, id)).execute());
  await expect(pointing).rejects.toThrow('foreign key');
});

test('a setting that is missing or empty shows nothing', async () => {
  await addTarget(other);
  const rows = await base.db.transaction().execute(async (trx) => {
    await sql`set local role assay_app`.execute(trx);
    return trx.selectFrom('targets').selectAll().execute();
  });
  expect(rows).toEqual([]);
  expect(await inWorkspace(base.db, '', (trx) => trx.selectFrom('targets').selectAll().execute())).toEqual(
    [],
  );
});

test('the role and the workspace end with the transaction', async () => {
  const db = openDatabase(base.url, { max: 1 });
  try {
    await inWorkspace(db, other, async () => {});
    await inWorkspace(db, other, () => Promise.reject(new Error('no'))).catch(() => {});
    const { rows } =
      await sql`select current_user <> 'assay_app' as owner, current_setting('assay.workspace') as w`.execute(
        db,
      );
    expect(rows).toEqual([{ owner: true, w: '' }]);
  } finally {
    await db.destroy();
  }
});

test('a throw rolls the whole transaction back', async () => {
  const name = 'never kept';
  const failing = here(async (trx) => {
    await trx.insertInto('targets').values(target(base.workspaceId, name)).execute();
    throw new Error('stop');
  });
  await expect(failing).rejects.toThrow('stop');
  expect(
    await here((trx) => trx.selectFrom('targets').selectAll().where('name', '=', name).execute()),
  ).toEqual([]);
});

test('the system sees every workspace', async () => {
  const id = await addTarget(other);
  const rows = await asSystem(base.db, (trx) =>
    trx.selectFrom('targets').select('id').where('id', '=', id).execute(),
  );
  expect(rows).toEqual([{ id }]);
});

test('every table the role may touch has row-level security', async () => {
  const { rows } = await sql<{ relname: string; relrowsecurity: boolean }>`
    select relname, relrowsecurity from pg_class
    where relkind in ('r', 'p') and has_table_privilege('assay_app', oid, 'select, insert, update, delete')
      and relnamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)`.execute(
    base.db,
  );
  expect(rows.length).toBeGreaterThanOrEqual(12);
  expect(rows.filter((row) => !row.relrowsecurity)).toEqual([]);
});

test('what belongs to no workspace can only be read', async () => {
  const { rows } = await sql<{ relname: string }>`
    select relname from pg_class where relname in ('advisories', 'advisory_sources')
      and has_table_privilege('assay_app', oid, 'insert, update, delete, truncate')`.execute(base.db);
  expect(rows).toEqual([]);
});

test('JSON columns take arrays and objects, text arrays stay arrays, bigints are numbers', async () => {
  const id = await addTarget(base.workspaceId);
  const rows = await here(async (trx) => {
    await trx
      .updateTable('targets')
      .set({ scope: ['/a', '/b'], exclude_paths: [] })
      .where('id', '=', id)
      .execute();
    await trx
      .insertInto('scans')
      .values([
        { ...scan(base.workspaceId, id), stats: { calls: 1 } },
        { ...scan(base.workspaceId, id), consent: null },
      ])
      .execute();
    await trx
      .insertInto('api_keys')
      .values({ workspace_id: base.workspaceId, name: 'k', hash: 'h', prefix: 'p', scopes: ['a:b', '*'] })
      .execute();
    return {
      target: await trx
        .selectFrom('targets')
        .select(['scope', 'exclude_paths'])
        .where('id', '=', id)
        .execute(),
      scans: await trx.selectFrom('scans').select(['seed', 'stats']).where('target_id', '=', id).execute(),
      keys: await trx.selectFrom('api_keys').select('scopes').execute(),
    };
  });
  expect(rows.target).toEqual([{ scope: ['/a', '/b'], exclude_paths: [] }]);
  expect(rows.scans).toContainEqual({ seed: 4_294_967_295, stats: { calls: 1 } });
  expect(rows.scans).toContainEqual({ seed: 4_294_967_295, stats: null });
  expect(rows.keys).toEqual([{ scopes: ['a:b', '*'] }]);
});

test('what PostgreSQL cannot hold is replaced, not refused', async () => {
  const id = await addTarget(base.workspaceId);
  const stats = { 'a\0': ['\0', '\ud800x', 'C:\\u0000', '😀'] };
  const row = await here(async (trx) => {
    await trx.updateTable('targets').set({ name: 'a\0b' }).where('id', '=', id).execute();
    await trx
      .insertInto('scans')
      .values({ ...scan(base.workspaceId, id), stats })
      .execute();
    return trx
      .selectFrom('scans')
      .innerJoin('targets', 'targets.id', 'scans.target_id')
      .select(['name', 'stats'])
      .where('targets.id', '=', id)
      .executeTakeFirst();
  });
  expect(row).toEqual({ name: 'a\ufffdb', stats: { 'a\ufffd': ['\ufffd', '\ufffdx', 'C:\\u0000', '😀'] } });
});

test.skipIf(!process.env[folderVariable])(
  'a sealed secret is nowhere in the files of the database',
  async () => {
    const vault = openVault([generateKey()]);
    const plain = { name: 'plain-marker-41c7', secret: 'planted-secret-93fe' };
    await here((trx) =>
      trx
        .insertInto('targets')
        .values({
          ...target(base.workspaceId, plain.name),
          credentials_sealed: vault.seal({ password: plain.secret }),
        })
        .execute(),
    );
    const files = (text: string) => {
      try {
        const folder = process.env[folderVariable] ?? '';
        return execFileSync('grep', ['-rlaF', text, folder], { encoding: 'utf8' })
          .split('\n')
          .filter(Boolean);
      } catch (error) {
        if ((error as { status?: number }).status === 1) return [];
        throw error;
      }
    };
    expect(files(plain.name)).not.toEqual([]);
    expect(files(plain.secret)).toEqual([]);
  },
);
