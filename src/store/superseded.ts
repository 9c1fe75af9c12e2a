import { sql } from 'kysely';
import type { inWorkspace } from './database.ts';

type Trx = Parameters<Parameters<typeof inWorkspace>[2]>[0];

/**
 * Takes findings away that only say that a line may be a flaw, where a flow of the same scan, begun in whatever file, proves
 * that it is that one. Within a file its scanner does so itself; here it is done for the whole tree.
 */
export async function removeSuperseded(trx: Trx, scanId: string): Promise<void> {
  await sql`
    delete from findings doubt using findings proven
    where doubt.scan_id = ${scanId} and proven.scan_id = ${scanId} and doubt.kind = 'repo'
      and doubt.proof->>'kind' = 'code-match' and proven.proof->>'kind' = 'taint-flow'
      and doubt.cwe = proven.cwe and doubt.location->>'path' = proven.location->>'path'
      and doubt.location->>'line_start' = proven.location->>'line_start'`.execute(trx);
}
