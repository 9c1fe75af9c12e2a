import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { listAdvisorySources } from '#src/store/advisories.ts';
import { inWorkspace } from '#src/store/database.ts';
import type { Loose } from '#test/api.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { type ZipEntry, zipOf } from '#test/zip.ts';
import { openAdvisories } from './advisories.ts';
import { importAdvisories } from './import-advisories.ts';

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database?.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-advisories-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
  await sql`truncate advisory_sources, advisory_imports, advisories`.execute(database.db);
});

const record = (
  id: string,
  packages: readonly (readonly [string, string])[],
  more: Record<string, unknown> = {},
) =>
  JSON.stringify({
    id,
    modified: '2026-01-02T00:00:00Z',
    affected: packages.map(([ecosystem, name]) => ({
      package: { ecosystem, name },
      ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }] }],
    })),
    ...more,
  });
const entry = (id: string, ecosystem: string, name: string, more = {}): ZipEntry => ({
  name: `${id}.json`,
  data: record(id, [[ecosystem, name]], more),
});

async function zip(path: string, entries: readonly ZipEntry[]): Promise<string> {
  const whole = join(folder, path);
  await mkdir(join(whole, '..'), { recursive: true });
  await writeFile(whole, zipOf(entries));
  return whole;
}

/** Ids that the imports have for a package. */
async function idsFor(ecosystem: string, name: string): Promise<string[]> {
  const source = openAdvisories({ db: database.db, config: { osvApi: null } });
  const query = { ecosystem, name, version: '1.0.0' };
  const [records = []] = await source.candidates([query], new AbortController().signal);
  await source.close();
  return records.map((one) => (one as Loose).id);
}

const ecosystems = async () =>
  (await listAdvisorySources(database.db)).map(({ ecosystem, records }) => [ecosystem, records]);

test('a folder of archives as osv.dev exports them; names are found in any spelling', async () => {
  await zip('npm/all.zip', [entry('GHSA-1', 'npm', 'lodash'), entry('GHSA-2', 'npm', 'lodash')]);
  await zip('PyPI/all.zip', [entry('PYSEC-1', 'PyPI', 'Flask_Cors')]);
  const seen: [number, number][] = [];
  const imported = await importAdvisories(database.db, [folder], { onProgress: (...at) => seen.push(at) });
  expect(imported).toEqual({ ecosystems: ['PyPI', 'npm'], records: 3, withdrawn: 0, bad: 0, examples: [] });
  expect(seen.at(-1)).toEqual([3, 3]);
  expect(await idsFor('npm', 'lodash')).toEqual(['GHSA-1', 'GHSA-2']);
  expect(await idsFor('PyPI', 'flask-cors')).toEqual(['PYSEC-1']);
  expect(await idsFor('npm', 'express')).toEqual([]);
  expect(await listAdvisorySources(database.db)).toMatchObject([
    { ecosystem: 'PyPI', newest: new Date('2026-01-02T00:00:00Z') },
    { ecosystem: 'npm', records: 2, file: join(folder, 'npm/all.zip') },
  ]);
});

test('loose files at any depth, JSON and YAML, are one import over all their ecosystems', async () => {
  await mkdir(join(folder, 'reviewed/2024/01'), { recursive: true });
  await writeFile(join(folder, 'reviewed/2024/01/GHSA-1.json'), record('GHSA-1', [['npm', 'a']]));
  await writeFile(join(folder, 'reviewed/GHSA-2.json'), record('GHSA-2', [['Maven', 'g:a']]));
  await writeFile(
    join(folder, 'PYSEC-1.yaml'),
    'id: PYSEC-1\naffected:\n- package: {ecosystem: PyPI, name: b}\n  versions: ["1.0"]\n',
  );
  await writeFile(join(folder, 'README.md'), 'nothing');
  await symlink('/etc', join(folder, 'outside'));
  const imported = await importAdvisories(database.db, [folder]);
  expect(imported).toMatchObject({ ecosystems: ['Maven', 'PyPI', 'npm'], records: 3, bad: 0 });
});

test("an ecosystem's export says nothing whole of the others that its records mention", async () => {
  const both = record('GHSA-9', [
    ['npm', 'grpc'],
    ['PyPI', 'grpc'],
  ]);
  const path = await zip('npm.zip', [entry('GHSA-1', 'npm', 'a'), { name: 'GHSA-9.json', data: both }]);
  await importAdvisories(database.db, [path]);
  expect(await ecosystems()).toEqual([['npm', 2]]);
  expect(await idsFor('PyPI', 'grpc')).toEqual([]);
  const other = await zip('PyPI.zip', [entry('PYSEC-1', 'PyPI', 'b'), { name: 'GHSA-9.json', data: both }]);
  await importAdvisories(database.db, [path, other]);
  expect(await ecosystems()).toEqual([
    ['PyPI', 2],
    ['npm', 2],
  ]);
  expect(await idsFor('PyPI', 'grpc')).toEqual(['GHSA-9']);
});

test('tags of a repository beside a package are no ecosystem, alone they are', async () => {
  const range = { type: 'GIT', repo: 'https://github.com/a/b', events: [{ introduced: '0' }] };
  const tags = { ranges: [range], versions: ['v1.0.0'] };
  const beside = {
    id: 'X-1',
    affected: [{ package: { ecosystem: 'npm', name: 'a' }, versions: ['1.0.0'] }, tags],
  };
  const file = async (name: string, record: unknown) =>
    importAdvisories(database.db, [await zip(name, [{ name: 'x.json', data: JSON.stringify(record) }])]);
  expect((await file('1.zip', beside)).ecosystems).toEqual(['npm']);
  expect((await file('2.zip', { id: 'X-2', affected: [tags] })).ecosystems).toEqual(['GIT']);
  expect(await idsFor('GIT', 'github.com/A/b')).toEqual(['X-2']);
});

test('an archive larger than what is read of it at once', async () => {
  const entries = Array.from({ length: 300 }, (_, at) =>
    entry(`X-${at}`, 'npm', `p${at}`, { details: randomBytes(8000).toString('base64') }),
  );
  const path = await zip('large.zip', entries);
  expect((await stat(path)).size).toBeGreaterThan(2 * 1024 * 1024);
  expect(await importAdvisories(database.db, [path])).toMatchObject({ records: 300, bad: 0 });
  expect(await idsFor('npm', 'p299')).toEqual(['X-299']);
});

test('releases of a distribution are one ecosystem, addresses of registries too', async () => {
  await importAdvisories(database.db, [
    await zip('Debian.zip', [entry('DSA-1', 'Debian:11', 'zlib'), entry('DSA-2', 'Debian:12', 'zlib')]),
    await zip('drupal.zip', [entry('DRUPAL-1', 'Packagist:https://packages.drupal.org/8', 'drupal/core')]),
  ]);
  expect(await ecosystems()).toEqual([
    ['Debian', 2],
    ['Packagist', 1],
  ]);
  expect(await idsFor('Debian:12', 'zlib')).toEqual(['DSA-2']);
  expect(await idsFor('Packagist', 'Drupal/Core')).toEqual(['DRUPAL-1']);
});

test('an import replaces what was there for its ecosystems, and leaves the others', async () => {
  await importAdvisories(database.db, [
    await zip('1.zip', [entry('GHSA-1', 'npm', 'a'), entry('GHSA-2', 'npm', 'a')]),
    await zip('2.zip', [entry('PYSEC-1', 'PyPI', 'b')]),
  ]);
  await importAdvisories(database.db, [await zip('3.zip', [entry('GHSA-3', 'npm', 'a')])]);
  expect(await idsFor('npm', 'a')).toEqual(['GHSA-3']);
  expect(await idsFor('PyPI', 'b')).toEqual(['PYSEC-1']);
  const { rows } = await sql<{ count: number }>`select count(*) from advisories`.execute(database.db);
  expect(rows).toEqual([{ count: 2 }]);
});

test('bad records are counted and named, withdrawn ones are left out', async () => {
  const path = await zip('all.zip', [
    entry('GHSA-1', 'npm', 'a'),
    entry('GHSA-2', 'npm', 'a', { withdrawn: '2026-01-01T00:00:00Z' }),
    { name: 'broken.json', data: '{"id": ' },
    { name: 'other.json', data: '{"name": "no record"}' },
    { name: 'notes.txt', data: 'x' },
  ]);
  expect(await importAdvisories(database.db, [path])).toEqual({
    ecosystems: ['npm'],
    records: 2,
    withdrawn: 1,
    bad: 2,
    examples: [
      { file: 'broken.json', reason: expect.stringMatching(/^does not parse: /) },
      { file: 'other.json', reason: expect.stringMatching(/^is no OSV record/) },
    ],
  });
  expect(await idsFor('npm', 'a')).toEqual(['GHSA-1']);
});

test('an archive that grows without measure is no danger, and changes nothing', async () => {
  await importAdvisories(database.db, [await zip('good.zip', [entry('GHSA-1', 'npm', 'a')])]);
  const limits = { recordBytes: 10_000, totalBytes: 20_000 };
  const bomb = Buffer.alloc(5_000_000, ' ');
  const liar = await zip('liar.zip', [
    entry('GHSA-2', 'npm', 'a'),
    { name: 'b.json', data: bomb, claims: 100 },
    { name: 'c.json', data: bomb },
  ]);
  const imported = await importAdvisories(database.db, [liar], { limits });
  expect(imported).toMatchObject({ records: 1, bad: 2 });
  const many = Array.from({ length: 200 }, (_, at) =>
    entry(`X-${at}`, 'npm', 'a', { details: 'x'.repeat(500) }),
  );
  await expect(importAdvisories(database.db, [await zip('many.zip', many)], { limits })).rejects.toThrow(
    'unpacks to more than 20000 bytes',
  );
  expect(await idsFor('npm', 'a')).toEqual(['GHSA-2']);
  expect((await sql`select from advisory_imports`.execute(database.db)).rows.length).toBe(2);
});

test('names that lead out of an archive are refused, and so is what is no archive', async () => {
  await expect(
    importAdvisories(database.db, [await zip('evil.zip', [{ name: '../../evil.json', data: '{}' }])]),
  ).rejects.toThrow(/damaged or hostile archive: .*\.\.\/\.\.\/evil\.json/);
  await writeFile(join(folder, 'text.zip'), 'not a zip');
  await expect(importAdvisories(database.db, [join(folder, 'text.zip')])).rejects.toThrow(
    'cannot be read as a zip archive',
  );
  await expect(importAdvisories(database.db, [join(folder, 'absent')])).rejects.toThrow(
    'is neither a folder nor',
  );
  const empty = join(folder, 'empty');
  await mkdir(empty);
  await expect(importAdvisories(database.db, [empty])).rejects.toThrow('holds no OSV record');
});

test('an import that is stopped leaves what was there', async () => {
  await importAdvisories(database.db, [await zip('1.zip', [entry('GHSA-1', 'npm', 'a')])]);
  const controller = new AbortController();
  controller.abort(new Error('interrupted'));
  await expect(
    importAdvisories(database.db, [await zip('2.zip', [entry('GHSA-2', 'npm', 'a')])], {
      signal: controller.signal,
    }),
  ).rejects.toThrow('interrupted');
  expect(await idsFor('npm', 'a')).toEqual(['GHSA-1']);
});

test('requests and jobs may read advisories and nothing more', async () => {
  await importAdvisories(database.db, [await zip('1.zip', [entry('GHSA-1', 'npm', 'a')])]);
  const { db, workspaceId } = database;
  await inWorkspace(db, workspaceId, async (trx) => {
    expect((await trx.selectFrom('advisories').select('id').execute()).length).toBe(1);
  });
  for (const statement of [
    'delete from advisories',
    "update advisory_sources set file = 'x'",
    'insert into advisory_imports default values',
  ]) {
    await expect(inWorkspace(db, workspaceId, (trx) => sql.raw(statement).execute(trx))).rejects.toThrow(
      'permission denied',
    );
  }
});
