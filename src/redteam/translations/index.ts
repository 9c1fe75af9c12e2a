import { modules } from '../modules/index.ts';
import arabic from './arabic.json' with { type: 'json' };
import bengali from './bengali.json' with { type: 'json' };
import chinese from './chinese.json' with { type: 'json' };
import french from './french.json' with { type: 'json' };
import hindi from './hindi.json' with { type: 'json' };
import portuguese from './portuguese.json' with { type: 'json' };
import russian from './russian.json' with { type: 'json' };
import spanish from './spanish.json' with { type: 'json' };
import type { Translation } from './translation.ts';
import urdu from './urdu.json' with { type: 'json' };

/**
 * The built-in goals in other languages, by the ids of `languages.ts`. `node scripts/untranslated.ts` prints what each
 * still lacks.
 */
export const translations: Readonly<Record<string, Translation>> = {
  arabic,
  bengali,
  chinese,
  french,
  hindi,
  portuguese,
  russian,
  spanish,
  urdu,
};

/** Ids of the built-in goals that `language` has no text for: all of them when there is no such translation. */
export const untranslated = (language: string): string[] =>
  modules.all
    .flatMap((module) => module.goals.map((goal) => goal.id))
    .filter((id) => !translations[language]?.goals[id]);
