import { z } from 'zod';
import { stages } from '#src/core/forecast.ts';

const count = z.number().int().min(0);
const amounts = z.tuple([z.number().min(0), z.number().min(0)]).meta({ description: 'from, to' });
const part = z.object({ id: z.string(), calls: count });

const StageForecast = z
  .object({
    stage: z.enum(stages),
    calls: amounts,
    tokens: amounts,
    cost_usd: amounts,
  })
  .meta({ id: 'StageForecast', description: 'what one model would be asked, within the budget' });

export const PlanOut = z
  .object({
    attempts: count,
    calls: count.meta({ description: 'questions to the target at most' }),
    tokens: count.meta({ description: 'of all stages, as expected' }),
    cost_usd: amounts,
    duration_s: z.number().min(0).meta({ description: 'as expected' }),
    duration_band_s: amounts,
    measured_on: z.string().meta({ description: 'where tokens and latency were measured' }),
    stages: z.array(StageForecast),
    by_module: z.array(part),
    by_strategy: z.array(part),
    notes: z.array(z.string()).meta({ description: 'what is left out and why, and what is assumed' }),
  })
  .meta({
    id: 'Plan',
    example: {
      attempts: 75,
      calls: 112,
      tokens: 61000,
      cost_usd: [0.01, 0.04],
      duration_s: 84,
      duration_band_s: [61, 130],
      measured_on: 'this target, 250 attempts',
      stages: [{ stage: 'target', calls: [75, 112], tokens: [41000, 88000], cost_usd: [0.01, 0.04] }],
      by_module: [{ id: 'llm01-prompt-injection', calls: 12 }],
      by_strategy: [{ id: 'base64', calls: 8 }],
      notes: ['strategy goat left out: it needs redteam.attacker'],
    },
  });
