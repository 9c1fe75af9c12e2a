import { at, textOf, type Value } from '../../value.ts';

export const allows = (rule: Value, direction: string): boolean =>
  /^allow$/i.test(textOf(at(rule, 'access'))) &&
  textOf(at(rule, 'direction')).toLowerCase() === direction.toLowerCase();
