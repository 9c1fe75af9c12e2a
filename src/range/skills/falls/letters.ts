import { pickFor } from '../../persona.ts';
import { isEnglish, payloadOf, type Undress } from './dressing.ts';
import { nearestWord, pigWord } from './words.ts';

const count = (text: string, form: RegExp): number => (text.match(form) ?? []).length;

/** Dressing that is undone by taking certain signs away, once there are enough of them. */
const stripping =
  (signs: RegExp, enough: number): Undress =>
  (message) => {
    const payload = payloadOf(message);
    return count(payload, signs) < enough ? null : payload.replace(signs, '');
  };

const figures: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  8: 'b',
  9: 'g',
};

/** Figures inside words of small letters are letters; so are words of figures only, such as 937 for "get". */
const leetspeak: Undress = (message) => {
  const payload = payloadOf(message);
  if (count(payload, /[a-z][0134578]|[0134578][a-z]/g) < 8) return null;
  const read = payload.replace(/[A-Za-z0-9]+/g, (word) =>
    /[a-z]/.test(word) || /^[01345789]{1,5}$/.test(word)
      ? word.replace(/[0-9]/g, (figure) => figures[figure] ?? figure)
      : word,
  );
  return isEnglish(read) ? read : null;
};

const lookAlikes = new Map(
  Object.entries({
    а: 'a',
    с: 'c',
    е: 'e',
    о: 'o',
    р: 'p',
    х: 'x',
    у: 'y',
    і: 'i',
    ј: 'j',
    ѕ: 's',
    ԁ: 'd',
    һ: 'h',
    А: 'A',
    В: 'B',
    Е: 'E',
    К: 'K',
    М: 'M',
    Н: 'H',
    О: 'O',
    Р: 'P',
    С: 'C',
    Т: 'T',
    Х: 'X',
    І: 'I',
    Ј: 'J',
    Ѕ: 'S',
  }),
);

const homoglyph: Undress = (message) => {
  const payload = payloadOf(message);
  if (count(payload, /[a-z][\u0400-\u052f]|[\u0400-\u052f][a-z]/gi) < 8) return null;
  return [...payload].map((sign) => lookAlikes.get(sign) ?? sign).join('');
};

/** Accents above vowels only, one each. */
const diacritics: Undress = (message) => {
  const payload = payloadOf(message).normalize('NFD');
  const vowels = count(payload, /[aeiouy]/gi);
  const accented = count(payload, /[aeiouy][\u0300-\u0308]/gi);
  return vowels >= 8 && accented >= vowels * 0.6
    ? payload.replace(/(?<=[aeiouy])[\u0300-\u0308]/gi, '')
    : null;
};

/** Words joined at capitals; codes and what is quoted stand apart again. */
const camelcase: Undress = (message) => {
  const payload = payloadOf(message);
  if (count(payload, /[a-z][A-Z](?=[a-z])/g) < 5 || count(payload, /\s/g) > payload.length / 10) return null;
  const read = payload
    .replace(/([a-z])([A-Z])(?=[a-z])/g, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`)
    .replace(/([a-z,:.])(?=["'][A-Za-z0-9_]+["'])/g, '$1 ')
    .replace(/(?<=["'][A-Za-z0-9_]+["'])(?=[A-Z])/g, ' ')
    .replace(/([a-z])(?=[A-Z0-9]{3,})/g, '$1 ')
    .replace(/(?<=[,.:;])(?=[A-Za-z])/g, ' ');
  return isEnglish(read) ? read : null;
};

const pigLatin: Undress = (message) => {
  const payload = payloadOf(message);
  const words = count(payload, /\b[a-z]{2,}\b/gi);
  if (words < 5 || count(payload, /\b[a-z]+ay\b/gi) < words * 0.6) return null;
  return payload.replace(/\b[A-Za-z]{3,}ay\b/g, pigWord);
};

const characterSpace: Undress = (message) => {
  const signs = [...payloadOf(message)];
  const gaps = signs.every((sign, i) => i % 2 === 0 || sign === ' ');
  return gaps && signs.length > 20 ? signs.filter((_, i) => i % 2 === 0).join('') : null;
};

/** Letters of random case in words that are otherwise apart, without a paragraph before them in ordinary spelling. */
function isGarbled(message: string): boolean {
  const opening = message.split('\n\n', 1)[0] ?? '';
  if (opening.length < message.length && isEnglish(opening) && count(opening, /[a-z][A-Z]/g) === 0)
    return false;
  const words = message.match(/[A-Za-z]{4,}/g) ?? [];
  const mixed = words.filter((word) => /[a-z]/.test(word) && /[a-z][A-Z]|[A-Z]{2}/.test(word));
  return (
    words.length >= 6 && mixed.length >= words.length * 0.5 && count(message, /\s/g) > message.length / 10
  );
}

/** One garbled message in three gets through, by chance: whoever wants to pass has to try several. */
const bestOfN: Undress = (message) =>
  isGarbled(message) && pickFor([true, false, false], message) ? smooth(message) : null;

/** Small letters again, words back to those they resemble, quotation marks around codes restored. */
const smooth = (message: string): string =>
  message
    .replace(/[!#](?=[A-Z0-9_]{3,}["'!#])/g, '"')
    .replace(/(?<=[A-Z0-9_]{3})[!#]/g, '"')
    .replace(/[^\s"']{3,}/g, (word) =>
      /^[A-Z0-9_]{3,}$/.test(word) && /\d|^[^AEIOU]+$/.test(word) ? word : nearestWord(word.toLowerCase()),
    );

export const letters: Readonly<Record<string, Undress>> = {
  'best-of-n': bestOfN,
  camelcase,
  'character-space': characterSpace,
  diacritics,
  homoglyph,
  leetspeak,
  'pig-latin': pigLatin,
  'word-split': stripping(/(?<=\p{L})\|(?=\p{L})/gu, 6),
  zalgo: stripping(/[\u0309-\u036f]/g, 12),
  'zero-width': stripping(/[\u200b-\u200d\u2060]/g, 12),
};
