import { expect, test } from 'vitest';
import { takesExponentialTime } from './slow-regex.ts';

test.each([
  '([0-9]+)+#',
  '^(a+)+$',
  '(\\w+\\s?)*$',
  '(a|a)*b',
  '(\\w|\\d)+x',
  '^([a-z]*)*!',
  '((ab)+)+c',
  '^(.+)*x',
])('%s takes exponential time', (source) => {
  expect(takesExponentialTime(source)).toBe(true);
});

test.each([
  '([0-9]+)#',
  '^(a+b)+$',
  '(a|b)*c',
  '^\\w+@\\w+\\.\\w+$',
  '(?:\\d{1,3}\\.)+x',
  '([a-z]+)*',
  '(',
  '[',
  'a{2}',
  '(-\\w+)*$',
])('%s does not', (source) => {
  expect(takesExponentialTime(source)).toBe(false);
});

test('hostile expressions are read in bounded time and depth', () => {
  expect(takesExponentialTime('('.repeat(1900))).toBe(false);
  expect(takesExponentialTime('(a+)+'.repeat(5000))).toBe(false);
});
