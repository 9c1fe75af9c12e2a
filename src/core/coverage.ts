import { type ClusterSums, clusteredInterval, type Interval } from './statistics.ts';

/** How attempts ended. What was answered is `attempts − errors`: the one denominator of every rate. */
export interface AttemptCounts {
  readonly attempts: number;
  /** Not answered: shown beside the rate, in neither part of it. */
  readonly errors: number;
  readonly vulnerable: number;
  /** Answered, and nothing could tell whether that was harmful: in the denominator, not among the vulnerable. */
  readonly unclear: number;
}

/** Attack success of the attempts that share something. */
export interface Rate extends AttemptCounts {
  /** Of what: a category, a technique, a strategy, or `all`. */
  readonly id: string;
  /** vulnerable / (attempts − errors); null when nothing was answered. */
  readonly attack_success_rate: number | null;
  /** Prompts (goals) with an answer: the answers of one resemble each other. */
  readonly clusters: number;
  /** 95 % interval of the rate, clustered by prompt; null when nothing was answered. */
  readonly interval: Interval | null;
}

/** One field of the map category × strategy. */
export interface CoverageCell extends Omit<Rate, 'id'> {
  /** The module's category, as in `by_module`. */
  readonly module: string;
  readonly strategy: string;
}

/** Where attacks were tried, and where they succeeded. Pairs that were not tried have no cell. */
export interface Coverage {
  readonly overall: Rate;
  readonly by_module: readonly Rate[];
  readonly by_technique: readonly Rate[];
  readonly by_strategy: readonly Rate[];
  readonly cells: readonly CoverageCell[];
}

/** The rate of attempts whose answers are summed by prompt: `sums.n` of them were answered, `sums.x` vulnerable. */
export function rateOf(counts: AttemptCounts, sums: ClusterSums): Omit<Rate, 'id'> {
  return {
    ...counts,
    attack_success_rate: sums.n === 0 ? null : sums.x / sums.n,
    clusters: sums.clusters,
    interval: clusteredInterval(sums),
  };
}

/** The coverage among a scan's stored statistics; null where it has none, or none with intervals. */
export const coverageIn = (stats: Readonly<Record<string, unknown>>): Coverage | null =>
  typeof stats.overall === 'object' && stats.overall !== null ? (stats as unknown as Coverage) : null;

/** "12.2 % (95 %: 5.8 to 23.7 %)", or that nothing was answered. */
export function describeRate({ attack_success_rate: rate, interval }: Omit<Rate, 'id'>): string {
  if (rate === null || interval === null) return 'nothing answered';
  const percent = (share: number) => (share * 100).toFixed(1);
  return `${percent(rate)} % (95 %: ${percent(interval[0])} to ${percent(interval[1])} %)`;
}
