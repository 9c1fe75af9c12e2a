import { pathToFileURL } from 'node:url';
import { modules } from '#src/redteam/modules/index.ts';
import { englishTexts } from '#src/redteam/translations/english.ts';
import { translations, untranslated } from '#src/redteam/translations/index.ts';
import type { Translation } from '#src/redteam/translations/translation.ts';

/**
 * Prints what is left to translate, as JSON by language: each part in the shape of a file in
 * `src/redteam/translations`, in English, with the phrases for the constructs and the goals that the language lacks.
 *
 *     node scripts/untranslated.ts            every language that lacks a goal
 *     node scripts/untranslated.ts german     this one; of a language without a file, everything
 *
 * A translation keeps the names in braces: in the phrases each piece once and not in the order in which they join with
 * nothing but spaces between, in the goals the same constructs as in English. `translations.test.ts` checks it.
 */
export function leftToTranslate(languages: readonly string[]): Record<string, Translation> {
  const goals = modules.all.flatMap((module) => module.goals);
  return Object.fromEntries(
    languages.map((language) => {
      const missing = new Set(untranslated(language));
      return [language, englishTexts(goals.filter((goal) => missing.has(goal.id)))];
    }),
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const asked = process.argv.slice(2);
  const lacking = Object.keys(translations).filter((language) => untranslated(language).length > 0);
  const languages = asked.length > 0 ? asked : lacking;
  console.log(JSON.stringify(leftToTranslate(languages), null, 2));
}
