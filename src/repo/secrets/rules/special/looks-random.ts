import { entropyOf } from '../../placeholder.ts';

const vowels = /[aeiouy]/gi;

/**
 * True for what a generator wrote, false for what a person did: names, paths, sentences, versions, dates. Digits and
 * letters alternate in it, or it is hexadecimal, and its entropy is near what its length allows.
 */
export function looksRandom(value: string): boolean {
  const length = value.length;
  const letters = value.replace(/[^A-Za-z]/g, '').length;
  const numbers = value.replace(/\D/g, '').length;
  if (letters === 0 || numbers === 0) return false;
  if (entropyOf(value) < Math.min(Math.log2(length) * 0.74, 3.4)) return false;
  // Where letters turn to digits and back: "sha256" and "v2" do it once.
  const turns = value.match(/[A-Za-z](?=\d)|\d(?=[A-Za-z])/g)?.length ?? 0;
  if (turns < Math.max(2, Math.floor(length / 16))) return false;
  // Words: long runs of lower case letters with vowels at the usual rate.
  const longWords = value.match(/[A-Z]?[a-z]{5,}/g)?.filter(isWordLike) ?? [];
  const inWords = longWords.reduce((sum, part) => sum + part.length, 0);
  return inWords * 2 < length;
}

const isWordLike = (part: string): boolean => {
  const share = (part.match(vowels)?.length ?? 0) / part.length;
  return share >= 0.25 && share <= 0.65;
};
