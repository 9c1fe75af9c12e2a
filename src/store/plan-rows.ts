import type { Plan, Unit } from '#src/core/pipeline.ts';
import { type Db, inWorkspace } from './database.ts';
import { toJson } from './json.ts';

const chunkSize = 1000;

export interface JournalOf {
  readonly scanId: string;
  readonly targetId: string;
  readonly workspaceId: string;
}

/** Size and notes of the plan, or null before there is one. */
export async function readPlan(
  db: Db,
  of: JournalOf,
): Promise<{ size: number; notes: readonly string[] } | null> {
  return inWorkspace(db, of.workspaceId, async (trx) => {
    const scan = await trx
      .selectFrom('scans')
      .select('planned')
      .where('id', '=', of.scanId)
      .executeTakeFirstOrThrow();
    if (scan.planned === null) return null;
    const first = await trx
      .selectFrom('scan_plans')
      .select('notes')
      .where('scan_id', '=', of.scanId)
      .where('chunk', '=', 0)
      .executeTakeFirst();
    return { size: scan.planned, notes: (first?.notes as string[] | undefined) ?? [] };
  });
}

/** The whole plan and its size in one transaction: a plan is written or it is not. */
export async function writePlan<U extends Unit>(db: Db, of: JournalOf, plan: Plan<U>): Promise<void> {
  await inWorkspace(db, of.workspaceId, async (trx) => {
    for (let chunk = 0; chunk === 0 || chunk * chunkSize < plan.size; chunk++) {
      const from = chunk * chunkSize;
      const length = Math.min(chunkSize, plan.size - from);
      const units = toJson(Array.from({ length }, (_, i) => plan.unit(from + i)));
      const notes = toJson(chunk === 0 ? plan.notes : []);
      await trx
        .insertInto('scan_plans')
        .values({ scan_id: of.scanId, workspace_id: of.workspaceId, chunk, units, notes })
        .execute();
    }
    await trx.updateTable('scans').set({ planned: plan.size }).where('id', '=', of.scanId).execute();
  });
}

/** Units of the plan without a row in `table`, chunk by chunk. */
export async function* pendingUnits<U extends Unit>(
  db: Db,
  of: JournalOf,
  table: 'attempts' | 'units',
): AsyncGenerator<readonly U[]> {
  for (let chunk = 0; ; chunk++) {
    const units = await inWorkspace(db, of.workspaceId, async (trx) => {
      const row = await trx
        .selectFrom('scan_plans')
        .select('units')
        .where('scan_id', '=', of.scanId)
        .where('chunk', '=', chunk)
        .executeTakeFirst();
      if (!row) return null;
      const done = await trx
        .selectFrom(table)
        .select('index')
        .where('scan_id', '=', of.scanId)
        .where('index', '>=', chunk * chunkSize)
        .where('index', '<', (chunk + 1) * chunkSize)
        .execute();
      const indices = new Set(done.map((row) => row.index));
      return (row.units as unknown as U[]).filter((unit) => !indices.has(unit.index));
    });
    if (units === null) return;
    yield units;
  }
}
