import type { Framework } from '../rule.ts';
import { csharpFrameworks } from './csharp/index.ts';
import { javaFrameworks } from './java/index.ts';
import { pythonFrameworks } from './python/index.ts';

/** Frameworks of every language. */
export const frameworks: readonly Framework[] = [
  ...csharpFrameworks.all,
  ...javaFrameworks.all,
  ...pythonFrameworks.all,
];

/** The rules that speak of a language. */
export const frameworksFor = (language: string): readonly Framework[] =>
  frameworks.filter((framework) => framework.languages.some((one) => one === language));
