import type { z } from 'zod';
import type { Coverage, Rate } from '#src/core/coverage.ts';
import type { CoverageOut } from '../schemas/coverage.ts';

const presentRate = <T extends Omit<Rate, 'id'>>(rate: T) => ({
  ...rate,
  interval: rate.interval && ([rate.interval[0], rate.interval[1]] as [number, number]),
});

export const presentCoverage = (coverage: Coverage): z.output<typeof CoverageOut> => ({
  overall: presentRate(coverage.overall),
  by_module: coverage.by_module.map(presentRate),
  by_technique: coverage.by_technique.map(presentRate),
  by_strategy: coverage.by_strategy.map(presentRate),
  cells: coverage.cells.map(presentRate),
});
