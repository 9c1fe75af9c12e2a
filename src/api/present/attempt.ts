import type { z } from 'zod';
import type { Attempt } from '#src/app/attempts.ts';
import type { AttemptOut } from '../schemas/scan.ts';

/** An attempt as its journal row has it: transcript and proof were redacted before they were stored. */
export const presentAttempt = (row: Attempt): z.output<typeof AttemptOut> => ({
  index: row.index,
  key: row.key,
  goal_id: row.goal_id,
  category: row.category,
  technique: row.technique,
  strategy: row.strategy,
  outcome: row.outcome,
  stage: row.stage,
  confidence: row.confidence,
  error_rate: row.error_rate,
  reason: row.reason,
  proof: row.proof,
  transcript: row.transcript,
  calls: row.calls,
  input_tokens: row.input_tokens,
  output_tokens: row.output_tokens,
  cost_usd: row.cost_usd,
  latency_ms: row.latency_ms,
  created_at: row.created_at.toISOString(),
});
