import type { z } from 'zod';
import type { Comparison } from '#src/app/compare-scans.ts';
import type { CompareOut } from '../schemas/comparison.ts';
import { presentFinding } from './finding.ts';

export const presentComparison = (compared: Comparison): z.output<typeof CompareOut> => ({
  ...compared,
  by_category: [...compared.by_category],
  new: compared.new.map(presentFinding),
  fixed: compared.fixed.map(presentFinding),
  not_checked: compared.not_checked.map(presentFinding),
  unchanged: compared.unchanged.map(presentFinding),
  notes: [...compared.notes],
});
