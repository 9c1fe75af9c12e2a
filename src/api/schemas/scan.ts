import { z } from 'zod';
import { profiles, scanStatuses } from '#src/core/scan.ts';
import { scanCreateSchema } from '#src/core/scan-input.ts';
import { targetKinds } from '#src/core/target.ts';
import { exampleId, exampleTime, id, paging, time } from './common.ts';

const count = z.number().int().min(0);

export const ScanCreate = scanCreateSchema.meta({
  id: 'ScanCreate',
  example: { target_id: exampleId, profile: 'standard', max_attempts: 200, seed: 42 },
});

export const Summary = z
  .object({ critical: count, high: count, medium: count, low: count, info: count, suppressed: count })
  .meta({ id: 'Summary', description: 'Open findings by severity, and how many are suppressed' });

export const ScanOut = z
  .object({
    id,
    target_id: id,
    kind: z.enum(targetKinds),
    status: z.enum(scanStatuses),
    profile: z.enum(profiles),
    progress_pct: z.number().min(0).max(100),
    current_stage: z.string().nullable(),
    summary: Summary,
    grade: z.enum(['A', 'B', 'C', 'D', 'F']).nullable(),
    score: z.number().nullable(),
    stats: z
      .record(z.string(), z.unknown())
      .meta({ description: 'seed, max_attempts, and what the run measured' }),
    error: z.string().nullable(),
    created_at: time,
    started_at: time.nullable(),
    finished_at: time.nullable(),
  })
  .meta({
    id: 'ScanOut',
    example: {
      id: exampleId,
      target_id: exampleId,
      kind: 'llm',
      status: 'completed',
      profile: 'standard',
      progress_pct: 100,
      current_stage: 'llm10-unbounded-consumption',
      summary: { critical: 0, high: 2, medium: 1, low: 0, info: 0, suppressed: 1 },
      grade: 'B',
      score: 90.5,
      stats: { seed: 42, max_attempts: 75, calls: 81, cost_usd: 0.12 },
      error: null,
      created_at: exampleTime,
      started_at: exampleTime,
      finished_at: exampleTime,
    },
  });

export const ScanQuery = z.strictObject({
  ...paging,
  target_id: id.optional(),
  status: z.enum(scanStatuses).optional(),
});

export const CommissionQuery = z.strictObject({
  dry_run: z.stringbool().optional().meta({
    description: 'true: nothing is created or sent; the answer is the plan',
    type: 'boolean',
  }),
});

export const EventsQuery = z.strictObject({
  last_event_id: z.coerce
    .number()
    .int()
    .min(0)
    .optional()
    .meta({ description: 'go on after this event', example: 17 }),
});

export const AttemptQuery = z.strictObject({
  ...paging,
  outcome: z.string().max(50).optional().meta({ example: 'vulnerable' }),
  strategy: z.string().max(200).optional().meta({ example: 'base64' }),
  technique: z.string().max(200).optional(),
});

export const AttemptOut = z
  .object({
    index: count,
    key: z.string(),
    goal_id: z.string(),
    category: z.string(),
    technique: z.string(),
    strategy: z.string(),
    outcome: z.string(),
    stage: z.string(),
    confidence: z.number(),
    error_rate: z.number().nullable().meta({ description: 'share of wrong verdicts of the stage' }),
    reason: z.string(),
    proof: z.record(z.string(), z.unknown()).nullable(),
    transcript: z.array(z.unknown()).meta({ description: 'every message of every exchange, redacted' }),
    calls: count,
    input_tokens: count,
    output_tokens: count,
    cost_usd: z.number(),
    latency_ms: z.number(),
    created_at: time,
  })
  .meta({
    id: 'AttemptOut',
    example: {
      index: 0,
      key: 'llm01-join-halves-1/base64/0',
      goal_id: 'llm01-join-halves-1',
      category: 'LLM01',
      technique: 'join-halves',
      strategy: 'base64',
      outcome: 'refused',
      stage: 'refusal',
      confidence: 0.96,
      error_rate: 0.001,
      reason: 'the answer declines',
      proof: null,
      transcript: [{ role: 'user', content: '…' }],
      calls: 1,
      input_tokens: 120,
      output_tokens: 18,
      cost_usd: 0.0001,
      latency_ms: 380,
      created_at: exampleTime,
    },
  });
