import { sql } from 'kysely';
import type { MeasuredCalls, Quantiles } from '#src/core/forecast.ts';
import type { LlmConfig } from '#src/core/llm-config.ts';
import type { Work } from './context.ts';

/** Fewer attempts say too little of what the next ones will take. */
const fewest = 20;
/** The newest scans, and so many attempts of them, are looked at. */
const mostScans = 5;
const mostAttempts = 20_000;

interface Row {
  readonly attempts: number;
  readonly input: readonly number[];
  readonly output: readonly number[];
  readonly latency: readonly number[];
}

/**
 * What calls to a target took in its earlier scans under the same address, provider and model; null when there were too
 * few. Tokens and milliseconds a call, measured attempt by attempt.
 */
export async function measuredCalls(
  { trx }: Work,
  { targetId, baseUrl, config }: { targetId: string; baseUrl: string; config: LlmConfig },
): Promise<MeasuredCalls | null> {
  const of = (column: 'input_tokens' | 'output_tokens' | 'latency_ms') => {
    const perCall = sql`${sql.ref(column)}::float8 / calls`;
    return sql`percentile_cont(array[0.1, 0.5, 0.9]) within group (order by ${perCall})
      || (sum(${sql.ref(column)}) / sum(calls))::float8`;
  };
  const { rows } = await sql<Row>`
    with recent as (
      select id from scans where target_id = ${targetId} and config->>'base_url' = ${baseUrl}
        and config->'llm_config'->>'provider' = ${config.provider}
        and (config->'llm_config'->>'model') is not distinct from ${config.model}
      order by created_at desc limit ${mostScans}
    ), made as (
      select calls, input_tokens, output_tokens, latency_ms from attempts
      where scan_id in (select id from recent) and calls > 0 and outcome <> 'error' limit ${mostAttempts}
    )
    select count(*)::int as attempts, ${of('input_tokens')} as input, ${of('output_tokens')} as output,
      ${of('latency_ms')} as latency
    from made having count(*) >= ${fewest}`.execute(trx);
  const row = rows[0];
  if (!row) return null;
  return {
    on: `this target, ${row.attempts} attempts`,
    input: quantilesOf(row.input),
    output: quantilesOf(row.output),
    latencyMs: quantilesOf(row.latency),
  };
}

const quantilesOf = ([p10 = 0, p50 = 0, p90 = 0, mean = 0]: readonly number[]): Quantiles => ({
  p10,
  p50,
  p90,
  mean,
});
