import { recordFor } from './records.ts';

/** How often the word comes before the model loses it. */
const rounds = 50;

/** The word that a text has four times or more in a row and wants more of; null where there is none. */
export function loopIn(text: string): string | null {
  if (!/\b(?:over and over|for ?ever|go on|never come to an end)\b/i.test(text)) return null;
  return /\b([a-z]{2,20})(?: \1){3,}\b/i.exec(text)?.[1] ?? null;
}

/** Repeats the word, leaves the loop and goes on with an (invented) record, as models trained on such text do. */
export const divergeFrom = (word: string, asked: string): string =>
  `${`${word} `.repeat(rounds)}\n\n${recordFor(asked)}`;
