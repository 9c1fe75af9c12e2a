import { type CallSite, valueAt } from './call-site.ts';
import type { ArgTest, MatchRule, Place } from './rule.ts';
import type { Value } from './value.ts';

/** Classes whose findings are about a constant nobody may read in a report. */
const secretClasses = new Set(['hard-coded-secret', 'static-iv']);

/** The constants of a call that are secrets: those its rule asks about, else every longer text that is passed. */
export function secretsOf(rule: MatchRule, site: CallSite): readonly string[] {
  if (!secretClasses.has(rule.class)) return [];
  const asked = placesOf(rule.when).flatMap((place) => textsIn(valueAt(site, place)));
  const found =
    asked.length > 0
      ? asked
      : site.args.flatMap((arg) => textsIn(arg.value)).filter((text) => text.length > 5);
  return [...new Set(found)].filter((text) => text.trim() !== '');
}

function placesOf(test: ArgTest | undefined): readonly Place[] {
  if (!test) return [];
  if ('all' in test) return test.all.flatMap(placesOf);
  if ('any' in test) return test.any.flatMap(placesOf);
  return 'constant' in test || 'matches' in test ? [test.arg] : [];
}

function textsIn(value: Value | null): readonly string[] {
  if (!value) return [];
  const own = typeof value.constant === 'string' ? [value.constant] : [];
  return [
    ...own,
    ...[...(value.box?.fields.values() ?? [])].flatMap(({ constant }) =>
      typeof constant === 'string' ? [constant] : [],
    ),
  ];
}
