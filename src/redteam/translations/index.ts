import { modules } from '../modules/index.ts';
import french from './french.json' with { type: 'json' };
import portuguese from './portuguese.json' with { type: 'json' };
import russian from './russian.json' with { type: 'json' };
import spanish from './spanish.json' with { type: 'json' };
import type { Translation } from './translation.ts';

/**
 * The built-in goals in other languages, by the ids of `languages.ts`. `node scripts/untranslated.ts` prints what each
 * still lacks.
 */
export const translations: Readonly<Record<string, Translation>> = {
  french,
  portuguese,
  russian,
  spanish,
};

/** Ids of the built-in goals that `language` has no text for: all of them when there is no such translation. */
export const untranslated = (language: string): string[] =>
  modules.all
    .flatMap((module) => module.goals.map((goal) => goal.id))
    .filter((id) => !translations[language]?.goals[id]);
