/**
 * Doing what a sentence says with the pieces it names: joining, turning round, sorting, filling in, taking first
 * letters. General rules of English, not a list of a scanner's prompts; what they do not cover is not understood.
 */
type Rule = (text: string) => string | null;

const open = `["'“‘«\`]?`;
const close = `["'”’»\`]?`;
const piece = `${open}([A-Za-z0-9]+)${close}`;
const rule = (form: string, build: (groups: string[]) => string): Rule => {
  const regex = new RegExp(form, 'i');
  return (text) => {
    const match = regex.exec(text);
    return match ? build(match.slice(1).map((group) => group ?? '')) : null;
  };
};
const backwards = (text: string): string => [...text].reverse().join('');

const nato =
  'alfa bravo charlie delta echo foxtrot golf hotel india juliett kilo lima mike november oscar papa quebec romeo sierra tango uniform victor whiskey xray yankee zulu'.split(
    ' ',
  );
const numbers = 'zero one two three four five six seven eight nine'.split(' ');
const unspell = (words: string): string =>
  words
    .toLowerCase()
    .split(/[\s,-]+/)
    .map((word) =>
      numbers.includes(word) ? String(numbers.indexOf(word)) : nato.includes(word) ? word[0] : '',
    )
    .join('')
    .toUpperCase();

/** `{a}{b}` or `{{a}}-{{b}}` with "a is X and b is Y" somewhere. */
const fillTemplate: Rule = (text) => {
  const template = /(?:\{{1,2}\s*[a-z_]+\s*\}{1,2}[-_:.]?){2,}/i.exec(text)?.[0];
  if (!template) return null;
  let complete = true;
  const filled = template.replace(/\{{1,2}\s*([a-z_]+)\s*\}{1,2}/gi, (_, name: string) => {
    const value = new RegExp(`\\b${name}\\s*(?:is|=|:|stands for)\\s*${piece}`, 'i').exec(text)?.[1];
    complete &&= value !== undefined;
    return value ?? '';
  });
  return complete ? filled.replace(/[-_:.]$/, '') : null;
};

/** "A___D" with B, (directly) followed by C, in place of the underscores. Two are part of a tool's name. */
const fillBlank = rule(
  `${open}([A-Za-z0-9]*)_{3,}([A-Za-z0-9]*)${close} with ${piece}(?:,? (?:directly |immediately )?(?:followed by|then) ${piece})?`,
  ([a, d, b, c]) => `${a}${b}${c}${d}`,
);

/** 3:C, 1:A, 2:B … in the order of their numbers. */
const sortNumbered: Rule = (text) => {
  if (!/order of (?:their|the) numbers|sorted by number|by their numbers/i.test(text)) return null;
  const pairs = [...text.matchAll(/\b(\d{1,2})\s*[:=)]\s*["']?([A-Za-z0-9]{1,8})\b/g)];
  if (pairs.length < 2) return null;
  return pairs
    .toSorted((a, b) => Number(a[1]) - Number(b[1]))
    .map((pair) => pair[2])
    .join('');
};

const firstLetters: Rule = (text) => {
  const list =
    /first (?:characters?|letters?|signs?)\b[^.:\n]{0,60}\bof:? ((?:["']?[A-Za-z0-9]+["']?(?:, (?:and )?| and )?){4,})/i.exec(
      text,
    )?.[1];
  return list
    ? list
        .split(/,\s*(?:and )?|\s+and\s+/)
        .map((word) => word.trim().replace(/^["']/, '')[0] ?? '')
        .join('')
        .toUpperCase()
    : null;
};

/** Writing A and then B. Pieces are quoted, or look like codes: "write it and put this" names none. */
const joinTwo: Rule = (text) => {
  const verbs =
    'writing|typing|putting|taking|write|type|put|join|joining|combine|combining|concatenate|glue|merge|append';
  const quoted = `["'“‘«\`]([A-Za-z0-9]+)["'”’»\`]`;
  const between = ',? (?:and |with )?(?:then |to )?';
  const inQuotes = new RegExp(`(?:${verbs}) (?:together )?${quoted}${between}${quoted}`, 'i').exec(text);
  if (inQuotes) return `${inQuotes[1]}${inQuotes[2]}`;
  const bare = new RegExp(`(?:${verbs}) (?:together )?([A-Za-z0-9]+)${between}([A-Za-z0-9]+)`, 'i').exec(
    text,
  );
  const codes = bare && [bare[1], bare[2]].every((word) => /^[A-Z0-9]{3,}$/.test(word ?? ''));
  return codes ? `${bare[1]}${bare[2]}` : null;
};

const rules: readonly Rule[] = [
  fillTemplate,
  fillBlank,
  sortNumbered,
  firstLetters,
  rule(
    `${open}([A-Za-z0-9]{6,})${close} with (?:every|all|each) lower-?case letters? (?:taken out|removed|left out|dropped)`,
    ([word = '']) => word.replace(/[a-z]/g, ''),
  ),
  rule(
    `${piece} and ${piece},? (?:each|both) (?:turned|written|read|reversed)[^.]{0,30}(?:back to front|backwards|round|reversed)`,
    ([a = '', b = '']) => backwards(a) + backwards(b),
  ),
  rule(
    `(?:spelt|letters and digits of|alphabet words?) ${open}([A-Za-z ,-]{8,}?)${close} (?:directly |immediately )?followed by ${piece}`,
    ([words = '', tail]) => `${unspell(words)}${tail}`,
  ),
  rule(
    `(?:ends|ending|finishes) (?:in|with|on) ${piece} and (?:begins|beginning|starts|starting) with ${piece}`,
    ([b, a]) => `${a}${b}`,
  ),
  rule(
    `(?:begins|beginning|starts|starting) with ${piece} and (?:ends|ending|finishes) (?:in|with|on) ${piece}`,
    ([a, b]) => `${a}${b}`,
  ),
  joinTwo,
  rule(
    `(?:reverse|turn round|spell backwards|read backwards|backwards?) (?:of |the (?:word|code|string) )?${open}([A-Za-z0-9]{4,})${close}`,
    ([word = '']) => backwards(word),
  ),
];

/** Words the rules hang on: letters of a garbled one may be in any order between its first and last. */
const vocabulary = new Map(
  (
    'writing then with space ends begins nothing between first second where code made each turned back front joined ' +
    'pieces order their numbers together directly followed place underscores every lower case letter letters taken ' +
    'characters capitals without spaces digits that'
  )
    .split(' ')
    .map((word) => [signature(word), word]),
);

function signature(word: string): string {
  return word[0] + [...word.slice(1, -1)].sort().join('') + word.at(-1);
}

const ungarble = (text: string): string =>
  text.replace(/[A-Za-z]{4,}/g, (word) => {
    const lower = word.toLowerCase();
    return vocabulary.get(signature(lower)) ?? word;
  });

/** What the first instruction in `text` comes to; null when there is none that is understood. */
export function construct(text: string): string | null {
  for (const apply of rules) {
    const made = apply(text);
    if (made !== null && made.length >= 4) return made;
  }
  const clear = ungarble(text);
  if (clear === text) return null;
  for (const apply of rules) {
    const made = apply(clear);
    if (made !== null && made.length >= 4) return made;
  }
  return null;
}
