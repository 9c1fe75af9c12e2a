import type { z } from 'zod';
import type { Band, Forecast } from '#src/core/forecast.ts';
import type { PlanOut } from '../schemas/plan.ts';

const pair = ([low, high]: Band): [number, number] => [low, high];

export const presentPlan = (plan: Forecast): z.output<typeof PlanOut> => ({
  ...plan,
  cost_usd: pair(plan.cost_usd),
  duration_band_s: pair(plan.duration_band_s),
  stages: plan.stages.map(({ stage, calls, tokens, cost_usd }) => ({
    stage,
    calls: pair(calls),
    tokens: pair(tokens),
    cost_usd: pair(cost_usd),
  })),
  by_module: [...plan.by_module],
  by_strategy: [...plan.by_strategy],
  notes: [...plan.notes],
});
