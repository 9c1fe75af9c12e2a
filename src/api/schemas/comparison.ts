import { z } from 'zod';
import { exampleId, id } from './common.ts';
import { FindingOut } from './finding.ts';

const count = z.number().int().min(0);
const probability = z.number().min(0).max(1);

export const CompareParams = z.strictObject({ a: id, b: id });

const change = {
  pairs: count.meta({ description: 'attempts that both scans answered' }),
  both_vulnerable: count,
  only_base: count.meta({ description: 'vulnerable in the first scan only' }),
  only_head: count.meta({ description: 'vulnerable in the second scan only' }),
  neither: count,
  difference: z
    .number()
    .min(-1)
    .max(1)
    .nullable()
    .meta({ description: 'attack success rate of the second scan minus that of the first, over the pairs' }),
  p: probability.meta({ description: "McNemar's exact test, two-sided" }),
  p_adjusted: probability.meta({ description: 'after Holm, over the categories' }),
  verdict: z
    .enum(['regression', 'improvement', 'no significant change'])
    .meta({ description: 'significant: adjusted p at most 0.05' }),
  smallest_detectable: probability.nullable().meta({
    description:
      'smallest difference that would be found with a probability of 80 %; null when none would be significant',
  }),
};

const Change = z.object(change).meta({ id: 'Change' });
const CategoryChange = z.object({ category: z.string(), ...change }).meta({ id: 'CategoryChange' });

const exampleChange = {
  pairs: 75,
  both_vulnerable: 8,
  only_base: 1,
  only_head: 12,
  neither: 54,
  difference: 0.1467,
  p: 0.0034,
  p_adjusted: 0.0034,
  verdict: 'regression' as const,
  smallest_detectable: 0.1306,
};

export const CompareOut = z
  .object({
    base: id,
    head: id,
    regression: z.boolean().meta({ description: 'significantly worse, as a whole or in a category' }),
    overall: Change,
    by_category: z.array(CategoryChange),
    unpaired: z
      .object({
        only_base: count,
        only_head: count,
        error_base: count,
        error_head: count,
        error_both: count,
      })
      .meta({ description: 'attempts without a pair: made by one scan only, or not answered' }),
    unclear: z.object({ base: count, head: count }).meta({
      description: 'pairs in which that answer could not be decided; it counts as not vulnerable',
    }),
    new: z.array(FindingOut).meta({ description: 'in the second scan only' }),
    fixed: z
      .array(FindingOut)
      .meta({ description: 'in the first scan only, and the second was answered at their technique' }),
    not_checked: z
      .array(FindingOut)
      .meta({ description: 'in the first scan only, and the second got no answer at their technique' }),
    unchanged: z.array(FindingOut).meta({ description: 'in both, as the second scan saw them' }),
    notes: z.array(z.string()).meta({ description: 'what makes the two less comparable' }),
  })
  .meta({
    id: 'Compare',
    example: {
      base: exampleId,
      head: exampleId,
      regression: true,
      overall: exampleChange,
      by_category: [{ category: 'LLM01', ...exampleChange }],
      unpaired: { only_base: 0, only_head: 0, error_base: 1, error_head: 0, error_both: 0 },
      unclear: { base: 2, head: 1 },
      new: [],
      fixed: [],
      not_checked: [],
      unchanged: [],
      notes: ['The configurations differ in model.'],
    },
  });
