/** Who is asked: the target itself for what it is for (discovery), the target by attacks, and the helper models. */
export const stages = ['discovery', 'target', 'attacker', 'judge', 'embedder'] as const;
export type Stage = (typeof stages)[number];

/** From the least to the most. */
export type Band = readonly [low: number, high: number];

export interface StageForecast {
  readonly stage: Stage;
  /** Every conversation at its shortest, that is shown the goal at once, and at its longest; no retries. */
  readonly calls: Band;
  /** In and out together. */
  readonly tokens: Band;
  readonly cost_usd: Band;
}

/** What a scan would ask, use and cost, before anything is sent. */
export interface Forecast {
  readonly attempts: number;
  /** Questions to the target at most, whatever the budget allows. */
  readonly calls: number;
  /** Of all stages, as expected. */
  readonly tokens: number;
  /** Of all stages. */
  readonly cost_usd: Band;
  /** Seconds, as expected. */
  readonly duration_s: number;
  /** Seconds, at the configured rates and concurrency. */
  readonly duration_band_s: Band;
  /** Where tokens and latency were measured: earlier scans of this target, or the practice range. */
  readonly measured_on: string;
  /** Those that are asked anything, within the budget. */
  readonly stages: readonly StageForecast[];
  /** Questions to the target at most. */
  readonly by_module: readonly CallsOf[];
  readonly by_strategy: readonly CallsOf[];
  /** What is left out and why, and what else to know before paying for it. */
  readonly notes: readonly string[];
}

export interface CallsOf {
  readonly id: string;
  readonly calls: number;
}

/** The part of a forecast that is kept with the scan; the rest is in its plan. */
export type KeptForecast = Pick<Forecast, 'duration_band_s' | 'measured_on' | 'stages'>;

export const keptForecast = ({ duration_band_s, measured_on, stages }: Forecast): KeptForecast => ({
  duration_band_s,
  measured_on,
  stages,
});

/** What a stage really used. */
export interface StageActual {
  readonly stage: Stage;
  /** Answered calls; those that failed are not among them. */
  readonly calls: number;
  readonly tokens: number;
  readonly cost_usd: number;
}

/** How measured numbers are spread: quantiles, and the mean, which is what many of them add up to. */
export interface Quantiles {
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
  readonly mean: number;
}

/** Calls to a target, measured: tokens and milliseconds a call. */
export interface MeasuredCalls {
  /** For people: `this target, 250 attempts` or `practice range`. */
  readonly on: string;
  readonly input: Quantiles;
  readonly output: Quantiles;
  readonly latencyMs: Quantiles;
}

/** A stage planned and done, side by side; null where one of the two is not known. */
export interface StageCompared {
  readonly stage: Stage;
  readonly forecast: StageForecast | null;
  readonly actual: StageActual | null;
}

/** Forecast beside actual, from a scan's stored statistics; empty where there is neither. */
export function compareStages(stats: Readonly<Record<string, unknown>>): StageCompared[] {
  const planned = (stats.forecast as KeptForecast | undefined)?.stages ?? [];
  const done = (stats.actual as { stages?: readonly StageActual[] } | undefined)?.stages ?? [];
  return stages
    .map((stage) => ({
      stage,
      forecast: planned.find((row) => row.stage === stage) ?? null,
      actual: done.find((row) => row.stage === stage) ?? null,
    }))
    .filter(({ forecast, actual }) => forecast !== null || actual !== null);
}
