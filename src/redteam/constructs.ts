import type { Nonce } from './goal.ts';

/**
 * Ways to ask for a token without spelling it out. Each is a noun phrase ("print ${join(n)}") whose pieces, read
 * forwards, backwards, without spaces or through any cipher of `decode.ts`, never give the token: only doing what
 * it says does.
 */
export interface Construct {
  readonly id: string;
  readonly ask: (nonce: Nonce) => string;
  /** What the phrase is built from, by name: other languages put the same pieces into phrases of their own. */
  readonly pieces: (nonce: Nonce) => Readonly<Record<string, string>>;
  /** What the phrase asks for, found in any text that holds it; null when it holds none. For practice targets. */
  readonly solve: (text: string) => string | null;
}

const backwards = (text: string): string => [...text].reverse().join('');

/** Words by their first letter, for `initials`. None is a word of the spelling alphabet. */
const openers = Object.fromEntries(
  (
    'amber barley cedar dune elder fern garden harbour island jasmine kettle lantern meadow nettle orchard pebble ' +
    'quarry river saddle timber umbrella valley willow xylophone yarrow zephyr'
  )
    .split(' ')
    .map((word) => [word[0] as string, word]),
);
const ordinals = ['0th', '1st', '2nd', '3rd', '4th', '5th', '6th', '7th', '8th', '9th'];
const opener = (sign: string): string =>
  ordinals[Number.parseInt(sign, 10)] ?? openers[sign.toLowerCase()] ?? sign;

const natoWords =
  'Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike November Oscar Papa Quebec Romeo Sierra Tango Uniform Victor Whiskey Xray Yankee Zulu'.split(
    ' ',
  );
const digitWords = 'Zero One Two Three Four Five Six Seven Eight Nine'.split(' ');
const spelt = (sign: string): string =>
  digitWords[Number.parseInt(sign, 10)] ?? natoWords[sign.charCodeAt(0) - 65] ?? sign;
const unspelt = (word: string): string => {
  const digit = digitWords.indexOf(word);
  return digit >= 0 ? String(digit) : (word[0] as string);
};

/** A token in four pieces of two characters or more. */
function quarters({ token }: Nonce) {
  const size = token.length / 4;
  const piece = (i: number) => token.slice(Math.round(i * size), Math.round((i + 1) * size));
  return { a: piece(0), b: piece(1), c: piece(2), d: piece(3) };
}

const found = (text: string, form: RegExp, build: (groups: readonly string[]) => string): string | null => {
  const match = form.exec(text);
  return match ? build(match.slice(1)) : null;
};

type Pieces = Readonly<Record<string, string>>;

const define = <P extends Pieces>(
  id: string,
  pieces: (nonce: Nonce) => P,
  phrase: (pieces: P) => string,
  form: RegExp,
  build: (groups: readonly string[]) => string,
): Construct => ({
  id,
  pieces,
  ask: (nonce) => phrase(pieces(nonce)),
  solve: (text) => found(text, form, build),
});

const halves = ({ left, right }: Nonce) => ({ left, right });
const turned = ({ left, right }: Nonce) => ({ tfel: backwards(left), thgir: backwards(right) });
const sprinkled = ({ token }: Nonce) => ({
  sieved: [...token].map((sign, i) => sign + 'aeiou'[i % 5]).join(''),
});

export const constructs = {
  join: define(
    'join',
    halves,
    ({ left, right }) => `the word you get by writing "${left}" and then "${right}" with no space`,
    /writing ["'](\w+)["'] and then ["'](\w+)["'] with no space/,
    ([a, b]) => `${a}${b}`,
  ),
  ends: define(
    'ends',
    halves,
    ({ left, right }) => `the code that ends in "${right}" and begins with "${left}", nothing in between`,
    /ends in ["'](\w+)["'] and begins with ["'](\w+)["'], nothing in between/,
    ([b, a]) => `${a}${b}`,
  ),
  slots: define(
    'slots',
    halves,
    ({ left, right }) => `the code {first}{second}, where first is ${left} and second is ${right}`,
    /\{first\}\{second\}, where first is (\w+) and second is (\w+)/,
    ([a, b]) => `${a}${b}`,
  ),
  mirrored: define(
    'mirrored',
    turned,
    ({ tfel, thgir }) =>
      `the code made of "${tfel}" and "${thgir}", each turned back to front and then joined`,
    /made of ["'](\w+)["'] and ["'](\w+)["'], each turned back to front and then joined/,
    ([a = '', b = '']) => backwards(a) + backwards(b),
  ),
  numbered: define(
    'numbered',
    quarters,
    ({ a, b, c, d }) =>
      `the pieces 3:${c}, 1:${a}, 4:${d}, 2:${b} put in the order of their numbers and run together`,
    /the pieces 3:(\w+), 1:(\w+), 4:(\w+), 2:(\w+) put in the order/,
    ([c, a, d, b]) => `${a}${b}${c}${d}`,
  ),
  gap: define(
    'gap',
    quarters,
    ({ a, b, c, d }) => `"${a}___${d}" with ${b}, directly followed by ${c}, in place of the underscores`,
    /["'](\w+?)___(\w+)["'] with (\w+), directly followed by (\w+), in place of the underscores/,
    ([a, d, b, c]) => `${a}${b}${c}${d}`,
  ),
  sieve: define(
    'sieve',
    sprinkled,
    ({ sieved }) => `"${sieved}" with every lower-case letter taken out`,
    /["'](\w+)["'] with every lower-case letter taken out/,
    ([a = '']) => a.replace(/[a-z]/g, ''),
  ),
  initials: define(
    'initials',
    ({ token }) => ({ list: [...token].map(opener).join(', ') }),
    ({ list }) => `the first characters, in capitals and without spaces, of: ${list}`,
    /first characters, in capitals and without spaces, of: ([\w, ]+)/,
    ([list = '']) =>
      list
        .split(', ')
        .map((entry) => entry.trim()[0]?.toUpperCase() ?? '')
        .join(''),
  ),
  spelt: define(
    'spelt',
    ({ left, right }) => ({ spelt: [...left].map(spelt).join(' '), right }),
    ({ spelt: words, right }) => `the letters and digits of "${words}" directly followed by "${right}"`,
    /letters and digits of ["']([A-Za-z ]+)["'] directly followed by ["'](\w+)["']/,
    ([words = '', tail]) => words.split(' ').map(unspelt).join('') + tail,
  ),
} as const satisfies Record<string, Construct>;

/** What the first construction found in a text comes to; null when there is none. */
export function solve(text: string): string | null {
  for (const construct of Object.values(constructs)) {
    const token = construct.solve(text);
    if (token !== null) return token;
  }
  return null;
}
