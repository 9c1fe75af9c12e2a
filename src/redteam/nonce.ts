import { type Random, random } from '#src/core/random.ts';
import type { Nonce } from './goal.ts';

/**
 * Upper-case consonants and digits that leetspeak leaves alone (it knows A B E G I L O S T Z and 0 1 3 4 5 7 8), so a
 * strategy that dresses a prompt in it hands the pieces over unharmed, and no word can come about by chance.
 */
const letters = 'CDFHJKMNPQRVWX';
const digits = '269';

const shortest = 10;
const longest = 12;

/**
 * A fresh token of 10–12 characters: about 17^11 ≈ 3·10^13 possibilities, so that it never stands in an answer by
 * accident. Starts with a letter (it serves as an identifier too), holds at least one digit and does not read the same
 * backwards. Same `random`, same nonce; `words` always gives the same first words.
 */
export function mintNonce(random: Random): Nonce {
  const length = shortest + random.below(longest - shortest + 1);
  const token = drawWord(random, length);
  const middle = length >> 1;
  const left = token.slice(0, middle);
  const right = token.slice(middle);
  const more: string[] = [];
  return {
    token,
    left,
    right,
    reversed: [...token].reverse().join(''),
    spaced: [...token].join(' '),
    swapped: [right, left],
    words(count) {
      while (more.length < count) more.push(drawWord(random, 7));
      return more.slice(0, count);
    },
  };
}

/** No two equal neighbours: models and people miscount "CCC". */
function drawWord(random: Random, length: number): string {
  for (;;) {
    let word = random.pick([...letters]);
    while (word.length < length) {
      const next = random.below(5) === 0 ? random.pick([...digits]) : random.pick([...letters]);
      if (next !== word.at(-1)) word += next;
    }
    if (/\d/.test(word) && !isPalindrome(word)) return word;
  }
}

const isPalindrome = (word: string): boolean => word === [...word].reverse().join('');

/** For looking at what a goal would send: its tools, the number of its turns. */
export const probeNonce: Nonce = mintNonce(random('probe'));
