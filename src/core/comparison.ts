import { exactMcNemar, holm, smallestDetectable } from './statistics.ts';

/** Two-sided level of every test; a regression is significant at it, and nothing less is called one. */
export const alpha = 0.05;
/** Probability with which the smallest detectable difference would be found. */
export const power = 0.8;

export type ChangeVerdict = 'regression' | 'improvement' | 'no significant change';

/** Attempts that both scans answered, by what came of them. */
export interface PairCounts {
  readonly both_vulnerable: number;
  readonly only_base: number;
  readonly only_head: number;
  readonly neither: number;
}

/** A paired comparison of attack success. */
export interface Change extends PairCounts {
  readonly pairs: number;
  /** Rate of the second scan minus that of the first, −1 to 1; null without a pair. */
  readonly difference: number | null;
  /** Exact two-sided McNemar. */
  readonly p: number;
  /** Holm over the categories compared; the overall comparison is one test of its own, and keeps its p. */
  readonly p_adjusted: number;
  readonly verdict: ChangeVerdict;
  /** Smallest difference found four times in five at this many pairs; null when none would be significant. */
  readonly smallest_detectable: number | null;
}

export interface CategoryChange extends Change {
  readonly category: string;
}

/**
 * Compares pairs as a whole and by category. `by_category` keeps the order given; categories without a pair are
 * compared with nothing and do not count as a test.
 */
export function compareCategories(categories: readonly (PairCounts & { readonly category: string })[]): {
  overall: Change;
  by_category: CategoryChange[];
} {
  const tested = categories.filter((counts) => sizeOf(counts) > 0);
  const adjusted = holm(tested.map(pOf));
  const sum = (key: keyof PairCounts) => tested.reduce((total, counts) => total + counts[key], 0);
  const all = {
    both_vulnerable: sum('both_vulnerable'),
    only_base: sum('only_base'),
    only_head: sum('only_head'),
    neither: sum('neither'),
  };
  return {
    overall: changeOf(all, pOf(all), alpha),
    // A category alone must pass the strictest of Holm's steps; so its smallest difference is reckoned at that level.
    by_category: tested.map(({ category, ...counts }, index) => ({
      category,
      ...changeOf(counts, adjusted[index] as number, alpha / tested.length),
    })),
  };
}

/**
 * Whether the second scan is significantly worse, as a whole or in a category. Each family of tests errs on this side
 * at most 2.5 % of the time: a model that did not change fails a gate at most once in twenty.
 */
export const isRegression = ({
  overall,
  by_category,
}: {
  readonly overall: Change;
  readonly by_category: readonly Change[];
}): boolean => [overall, ...by_category].some(({ verdict }) => verdict === 'regression');

const sizeOf = ({ both_vulnerable, only_base, only_head, neither }: PairCounts): number =>
  both_vulnerable + only_base + only_head + neither;

const pOf = ({ only_base, only_head }: PairCounts): number => exactMcNemar(only_base, only_head);

function changeOf(counts: PairCounts, adjusted: number, level: number): Change {
  const { only_base, only_head } = counts;
  const pairs = sizeOf(counts);
  const discordance = pairs === 0 ? 0 : (only_base + only_head) / pairs;
  return {
    ...counts,
    pairs,
    difference: pairs === 0 ? null : (only_head - only_base) / pairs,
    p: pOf(counts),
    p_adjusted: adjusted,
    verdict: verdictOf(counts, adjusted),
    smallest_detectable: smallestDetectable(pairs, discordance, { alpha: level, power }),
  };
}

function verdictOf({ only_base, only_head }: PairCounts, p: number): ChangeVerdict {
  if (p > alpha) return 'no significant change';
  return only_head > only_base ? 'regression' : 'improvement';
}
