import { sql } from 'kysely';
import { asSystem } from '#src/store/database.ts';
import type { App, Trx } from './context.ts';

/** Every column that holds something sealed. A new one belongs here, or rotation would leave it behind. */
const sealedColumns = [
  ['targets', 'credentials_sealed'],
  ['targets', 'llm_secrets_sealed'],
  ['repositories', 'token_sealed'],
  ['repositories', 'webhook_secret_sealed'],
  ['gatherings', 'gathered_sealed'],
  ['turns', 'answer_sealed'],
] as const;

/** Rows are locked before they are rewritten: what is stored meanwhile waits, and their places stay the same. */
async function rotateColumn(app: App, trx: Trx, [table, column]: (typeof sealedColumns)[number]) {
  const [place, field] = [sql.table(table), sql.ref(column)];
  const { rows } = await sql<{ at: string; value: string }>`
    select ctid as at, ${field} as value from ${place} where ${field} is not null for update`.execute(trx);
  for (const { at, value } of rows) {
    await sql`update ${place} set ${field} = ${app.vault.reseal(value)} where ctid = ${at}::tid`.execute(trx);
  }
  return rows.length;
}

/**
 * Seals every stored secret of every workspace anew with the newest key, all or none, so that older keys can go.
 * Answers kept for retried requests are dropped: they live a day and are sealed with the same keys.
 *
 * @returns how many secrets were sealed anew
 * @throws AssayError `unavailable` when one of them opens with none of the keys
 */
export const rotateSecrets = (app: App): Promise<number> =>
  asSystem(app.db, async (trx) => {
    let count = 0;
    for (const place of sealedColumns) count += await rotateColumn(app, trx, place);
    await trx.deleteFrom('idempotency_keys').execute();
    return count;
  });
