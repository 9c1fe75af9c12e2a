import { sql } from 'kysely';
import { type StageActual, stages } from '#src/core/forecast.ts';
import { type HelperUse, helperStages } from '#src/redteam/helpers.ts';
import type { Work } from './context.ts';

type Used = Omit<StageActual, 'stage'>;

/**
 * What every stage of a scan used: the target and its helpers from the journal, discovery, judge's controls and novel
 * goals from what was gathered. Answered calls; a worker that was killed takes none of it along.
 */
export async function stageUsage(
  { trx }: Work,
  scanId: string,
  gathering: HelperUse,
): Promise<StageActual[]> {
  const { rows } = await sql<Used>`
    select coalesce(sum(calls), 0)::float8 as calls,
      coalesce(sum(input_tokens + output_tokens), 0)::float8 as tokens, coalesce(sum(cost_usd), 0)::float8 as cost_usd
    from attempts where scan_id = ${scanId}`.execute(trx);
  const target = rows[0] ?? none;
  const used = new Map<string, Used>([['target', target]]);
  for (const stage of helperStages) used.set(stage, await helperUsage({ trx }, scanId, stage));
  for (const [stage, { calls, tokens, costUsd }] of Object.entries(gathering)) {
    const known = used.get(stage) ?? none;
    used.set(stage, {
      calls: known.calls + calls,
      tokens: known.tokens + tokens,
      cost_usd: known.cost_usd + costUsd,
    });
  }
  return stages
    .map((stage) => ({ stage, ...(used.get(stage) ?? none) }))
    .filter(({ stage, calls }) => stage === 'target' || calls > 0);
}

const none: Used = { calls: 0, tokens: 0, cost_usd: 0 };

async function helperUsage({ trx }: Pick<Work, 'trx'>, scanId: string, stage: string): Promise<Used> {
  const { rows } = await sql<Used>`
    select coalesce(sum((usage #>> array[${stage}, 'calls'])::float8), 0) as calls,
      coalesce(sum((usage #>> array[${stage}, 'tokens'])::float8), 0) as tokens,
      coalesce(sum((usage #>> array[${stage}, 'costUsd'])::float8), 0) as cost_usd
    from attempts where scan_id = ${scanId} and usage ? ${stage}`.execute(trx);
  return rows[0] ?? none;
}
