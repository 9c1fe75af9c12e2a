import type { Framework } from '../rule.ts';
import { csharpFrameworks } from './csharp/index.ts';
import { goFrameworks } from './go/index.ts';
import { javaFrameworks } from './java/index.ts';
import { javascriptFrameworks } from './javascript/index.ts';
import { phpFrameworks } from './php/index.ts';
import { pythonFrameworks } from './python/index.ts';
import { rubyFrameworks } from './ruby/index.ts';

/** Frameworks of every language. */
export const frameworks: readonly Framework[] = [
  ...csharpFrameworks.all,
  ...goFrameworks.all,
  ...javaFrameworks.all,
  ...javascriptFrameworks.all,
  ...phpFrameworks.all,
  ...pythonFrameworks.all,
  ...rubyFrameworks.all,
];

/** The rules that speak of a language. */
export const frameworksFor = (language: string): readonly Framework[] =>
  frameworks.filter((framework) => framework.languages.some((one) => one === language));
