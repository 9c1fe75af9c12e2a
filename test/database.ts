import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { type Db, openDatabase } from '#src/store/database.ts';
import { defaultWorkspaceId } from '#src/store/migrate.ts';

export const serverVariable = 'ASSAY_TEST_SERVER';
export const templateVariable = 'ASSAY_TEST_TEMPLATE';
/** The embedded server's data folder; not set when the tests run on another server. */
export const folderVariable = 'ASSAY_TEST_FOLDER';

export interface TestDatabase {
  readonly db: Db;
  readonly url: string;
  /** The Default workspace. */
  readonly workspaceId: string;
  /** Closes `db` and drops the database, whoever else is still connected. */
  close(): Promise<void>;
}

/** A database of the test's own, migrated, queue tables included. Call `close` in `afterAll` or `afterEach`. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = process.env[serverVariable];
  const template = process.env[templateVariable];
  if (!server || !template) throw new Error('testDatabase() needs the server that vitest.config.ts sets up');
  const name = `assay_test_${randomBytes(6).toString('hex')}`;
  await runOn(server, `create database ${name} template ${template}`);
  const url = inDatabase(server, name);
  const db = openDatabase(url, { max: 5 });
  const close = async () => {
    await db.destroy();
    await drop(server, name);
  };
  return { db, url, workspaceId: await defaultWorkspaceId(db), close };
}

/** Housekeeping of the server's own may be at work in it, and only the server's owner may end that: it ends by itself. */
async function drop(server: string, name: string, tries = 20): Promise<void> {
  try {
    await runOn(server, `drop database ${name} with (force)`);
  } catch (error) {
    if ((error as { code?: string }).code !== '42501' || tries === 0) throw error;
    await setTimeout(250);
    await drop(server, name, tries - 1);
  }
}

/** The same server and user, another database. */
export function inDatabase(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

/** One statement on a connection of its own. */
export async function runOn(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // assay-ignore: javascript-unsafe-query tests write the statements themselves
    await client.query(statement);
  } finally {
    await client.end();
  }
}
