import { expect, it } from 'vitest';
import { mapCoverage, rateText } from './coverage.ts';

const rate = {
  attempts: 75,
  errors: 1,
  vulnerable: 9,
  unclear: 2,
  clusters: 41,
  attack_success_rate: 9 / 74,
  interval: [0.0582, 0.2366] as [number, number],
};

it('lays the cells out by category and strategy', () => {
  const cell = (module: string, strategy: string) => ({ module, strategy, ...rate });
  const map = mapCoverage({
    cells: [cell('LLM02', 'plain'), cell('LLM01', 'plain'), cell('LLM01', 'base64')],
  });
  expect(map.categories).toEqual(['LLM01', 'LLM02']);
  expect(map.strategies).toEqual(['base64', 'plain']);
  expect(map.cells.get('LLM01 plain')?.attempts).toBe(75);
  expect(map.cells.has('LLM02 base64')).toBe(false);
});

it('says a rate with its interval and what is not in it', () => {
  expect(rateText(rate)).toBe('9 of 74 answered, 12 % (95 %: 5.8 % to 24 %), 1 error, 2 unclear');
  const none = { ...rate, errors: 75, vulnerable: 0, unclear: 0, attack_success_rate: null, interval: null };
  expect(rateText(none)).toBe('nothing answered, 75 errors');
});
