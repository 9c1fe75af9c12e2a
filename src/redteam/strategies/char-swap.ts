import type { Random } from '#src/core/random.ts';
import { outsideCodeWords } from './helpers/code-words.ts';
import { encoding } from './rewrite.ts';

/** Two neighbours inside a word that differ change places; the first and the last letter stay. */
function swap(word: string, random: Random): string {
  const letters = [...word];
  const places = letters
    .map((_, at) => at)
    .slice(1, -2)
    .filter((at) => letters[at] !== letters[at + 1]);
  if (places.length === 0) return word;
  const at = random.pick(places);
  [letters[at], letters[at + 1]] = [letters[at + 1]!, letters[at]!];
  return letters.join('');
}

/** Not reversible: which words were changed does not show. */
export const charSwap = encoding({
  id: 'char-swap',
  title: 'Swapped letters',
  description: 'Swaps two neighbouring letters in every longer word, as hasty typing does.',
  reference:
    'Belinkov and Bisk 2018, Synthetic and Natural Noise Both Break Neural Machine Translation, arXiv:1711.02173',
  instruction:
    'The request below was typed in haste: in its longer words two neighbouring letters are swapped; codes in capitals and digits are exact. Read it as it was meant. Carry it out and answer in ordinary spelling, without repeating the request.',
  encode: (text, random) =>
    outsideCodeWords(text, (part) => part.replace(/\p{L}{4,}/gu, (word) => swap(word, random))),
});
