import { expect, test } from 'vitest';
import { compareCategories, isRegression, type PairCounts } from './comparison.ts';

const counts = (category: string, only_base: number, only_head: number, same = 10) => ({
  category,
  both_vulnerable: same,
  only_base,
  only_head,
  neither: same,
});

const close = (value: number) => expect.closeTo(value, 10);

test('a regression is significant after Holm, and nothing less is called one', () => {
  const one = compareCategories([counts('LLM01', 0, 6)]);
  expect(one.by_category[0]).toMatchObject({
    verdict: 'regression',
    p: close(0.03125),
    p_adjusted: close(0.03125),
  });
  // The same category among three is not: its p is three times that.
  const three = compareCategories([counts('LLM01', 0, 6), counts('LLM02', 2, 2), counts('LLM03', 1, 0)]);
  expect(three.by_category[0]).toMatchObject({
    verdict: 'no significant change',
    p_adjusted: close(0.09375),
  });
  expect(three.overall).toMatchObject({
    only_base: 3,
    only_head: 8,
    pairs: 71,
    verdict: 'no significant change',
  });
  expect([isRegression(one), isRegression(three)]).toEqual([true, false]);
});

test('fewer successes are an improvement, and no regression', () => {
  const compared = compareCategories([counts('LLM01', 9, 0), counts('LLM02', 8, 1)]);
  expect(compared.overall).toMatchObject({ verdict: 'improvement', difference: close(-16 / 58) });
  expect(isRegression(compared)).toBe(false);
});

test('a category that got worse fails the gate though the whole did not', () => {
  const compared = compareCategories([counts('LLM01', 0, 12), counts('LLM02', 12, 0)]);
  expect(compared.overall.verdict).toBe('no significant change');
  expect(isRegression(compared)).toBe(true);
});

test('categories without a pair are no test; no pair at all is no change, and says that nothing could be found', () => {
  const empty: PairCounts = { both_vulnerable: 0, only_base: 0, only_head: 0, neither: 0 };
  const compared = compareCategories([counts('LLM01', 0, 6), { category: 'LLM02', ...empty }]);
  expect(compared.by_category.map(({ category }) => category)).toEqual(['LLM01']);
  expect(compared.by_category[0]?.p_adjusted).toBeCloseTo(0.03125, 10);
  expect(compareCategories([]).overall).toMatchObject({
    pairs: 0,
    difference: null,
    p: 1,
    verdict: 'no significant change',
    smallest_detectable: null,
  });
});
