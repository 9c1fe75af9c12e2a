/** Classes for which these characters alone do harm. */
const byCharacter: readonly (readonly [RegExp, readonly string[]])[] = [
  [/[./\\:]/, ['path-traversal', 'zip-slip', 'ssrf', 'open-redirect', 'unsafe-reflection']],
];

/**
 * Classes a text is safe for once it matched `source` as a whole: the expression must be anchored at both ends and
 * made of letters, digits and a few characters that mean nothing to the interpreters behind sinks. Empty: none.
 */
export function safeFor(
  source: string,
  full: boolean,
  start: boolean,
  classes: readonly string[],
): readonly string[] {
  const anchoredStart = full || start || /^(?:\^|\\A)/.test(source);
  const anchoredEnd = full || /(?:[^\\]\$|\\[Zz])$/.test(source);
  if (!anchoredStart || !anchoredEnd) return [];
  const body = source.replace(/^(?:\^|\\A)/, '').replace(/(?:\$|\\[Zz])$/, '');
  // Anything that lets all characters through, or all but some.
  if (/\[\^|\\[WSDB]/.test(body) || hasWildcard(body) || topLevelAlternative(body)) return [];
  const literal = body
    .replace(/\{\d*,?\d*\}/g, '')
    .replace(/\(\?(?:[:=!]|<[=!]|P?<\w+>)/g, '')
    .replace(/\\[wd]/g, '')
    .replace(/[[\](){}|+*?]/g, '')
    .replace(/\\([^a-zA-Z0-9])/g, '$1');
  if (/[^\w./\\:@,+ \-=~#]/.test(literal) || /\\s/.test(body)) return [];
  const unsafe = byCharacter.flatMap(([characters, ids]) => (characters.test(literal) ? ids : []));
  return unsafe.length === 0 ? ['*'] : classes.filter((id) => !unsafe.includes(id));
}

/** A dot outside of brackets that is not escaped. */
function hasWildcard(body: string): boolean {
  return body
    .replace(/\\./g, '')
    .replace(/\[[^\]]*\]/g, '')
    .includes('.');
}

/** `^a|b$` is anchored at neither of the two ends of its halves. */
function topLevelAlternative(body: string): boolean {
  let depth = 0;
  for (const character of body.replace(/\\./g, '').replace(/\[[^\]]*\]/g, '')) {
    if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    else if (character === '|' && depth === 0) return true;
  }
  return false;
}
