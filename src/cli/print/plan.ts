import type { Band, Forecast } from '#src/core/forecast.ts';
import { table } from './tables.ts';

const range = ([low, high]: Band, show: (value: number) => string = String): string =>
  show(low) === show(high) ? show(high) : `${show(low)} to ${show(high)}`;
const usd = (amount: number): string => `$${amount.toFixed(amount > 0 && amount < 0.1 ? 4 : 2)}`;
const seconds = (amount: number): string => `${Math.ceil(amount)} s`;

/** A plan as tables: what each model would be asked, and where the target's calls go. */
export function planText(plan: Forecast): string {
  const stages = plan.stages.map(({ stage, calls, tokens, cost_usd }) => [
    stage,
    range(calls),
    range(tokens),
    range(cost_usd, usd),
  ]);
  const parts = (rows: Forecast['by_module']) => rows.map(({ id, calls }) => [id, String(calls)]);
  return [
    table(['Stage', 'Calls', 'Tokens', 'Cost'], stages),
    table(['Module', 'Calls at most'], parts(plan.by_module)),
    table(['Strategy', 'Calls at most'], parts(plan.by_strategy)),
    `${planLine(plan)}; nothing was sent\nTokens and latency measured on: ${plan.measured_on}\n`,
  ].join('');
}

/** A plan in one line. */
export const planLine = (plan: Forecast): string =>
  `${plan.attempts} attempts, at most ${plan.calls} calls to the target, about ${plan.tokens} tokens, ${range(plan.cost_usd, usd)}, about ${seconds(plan.duration_s)} (${range(plan.duration_band_s, seconds)})`;
