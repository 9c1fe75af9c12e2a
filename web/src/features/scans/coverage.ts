import type { Coverage, CoverageCell, Rate } from '../../api/types.ts';
import { formatPercent } from '../../components/numbers.ts';

export interface CoverageMap {
  readonly categories: readonly string[];
  readonly strategies: readonly string[];
  /** By `${category} ${strategy}`; a pair that was not tried is absent. */
  readonly cells: ReadonlyMap<string, CoverageCell>;
}

/** The server's cells as rows and columns. */
export const mapCoverage = ({ cells }: Pick<Coverage, 'cells'>): CoverageMap => ({
  categories: [...new Set(cells.map(({ module }) => module))].sort(),
  strategies: [...new Set(cells.map(({ strategy }) => strategy))].sort(),
  cells: new Map(cells.map((cell) => [`${cell.module} ${cell.strategy}`, cell])),
});

type Measured = Pick<
  Rate,
  'attempts' | 'errors' | 'vulnerable' | 'unclear' | 'attack_success_rate' | 'interval'
>;

/** "95 %: 5.8 % to 24 %"; null when nothing was answered. */
export const intervalText = ({ interval }: Pick<Rate, 'interval'>): string | null =>
  interval && `95 %: ${formatPercent(interval[0])} to ${formatPercent(interval[1])}`;

/** "9 of 74 answered, 12 % (95 %: 5.8 % to 24 %), 1 error, 2 unclear". */
export function rateText(rate: Measured): string {
  const { attempts, errors, vulnerable, unclear, attack_success_rate } = rate;
  const answered = attempts - errors;
  const share =
    attack_success_rate === null
      ? 'nothing answered'
      : `${vulnerable} of ${answered} answered, ${formatPercent(attack_success_rate)} (${intervalText(rate)})`;
  const more = [
    errors > 0 && `${errors} ${errors === 1 ? 'error' : 'errors'}`,
    unclear > 0 && `${unclear} unclear`,
  ].filter((part) => part !== false);
  return [share, ...more].join(', ');
}
