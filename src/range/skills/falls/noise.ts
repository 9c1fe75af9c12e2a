import { isEnglish, payloadOf, type Undress } from './dressing.ts';
import { nearestWord } from './words.ts';

/** Letters that were raised, ringed, cut apart, swapped or re-cased. */
const count = (text: string, form: RegExp): number => (text.match(form) ?? []).length;

/** The first paragraph, which says how the rest is to be read. */
const openingOf = (message: string): string => message.slice(0, Math.max(0, message.indexOf('\n\n')));

const isCode = (word: string): boolean => /^[A-Z0-9]{3,}$/.test(word);

/** Compatibility forms of a kind, once there are enough of them, as the letters that they stand for. */
const plainForms =
  (forms: RegExp): Undress =>
  (message) => {
    const payload = payloadOf(message);
    return count(payload, forms) < 16 ? null : payload.replace(forms, (sign) => sign.normalize('NFKD'));
  };

/** Signs of three kinds or more between letters, half a dozen times. */
const punctuationNoise: Undress = (message) => {
  const payload = payloadOf(message);
  const signs = payload.match(/(?<=\p{L})[~^*;§¦](?=\p{L})/gu) ?? [];
  if (signs.length < 6 || new Set(signs).size < 3) return null;
  return payload.replace(/(?<=\p{L})[~^*;§¦](?=\p{L})/gu, '');
};

/** A mixture of capitals inside words, after an opening that is in ordinary spelling and speaks of them. */
const randomCaps: Undress = (message) => {
  if (!/\bcapitals\b[^.]*\bmean the same\b/i.test(openingOf(message))) return null;
  const payload = payloadOf(message);
  const words = payload.match(/(?<![A-Za-z0-9])[A-Za-z]{3,}(?![A-Za-z0-9])/g) ?? [];
  const mixed = words.filter((word) => /[a-z]/.test(word) && /.[A-Z]/.test(word));
  if (words.length < 4 || mixed.length < words.length * 0.4) return null;
  return payload.replace(/[A-Za-z0-9_]+/g, (word) =>
    isCode(word) && !isSpeech(word) ? word : word.toLowerCase(),
  );
};

/** A word that came out in capitals by chance: short, with vowels, no digit. */
const isSpeech = (word: string): boolean => !/\d/.test(word) && /[AEIOU]/.test(word) && word.length < 6;

/** An opening that speaks of haste and of letters in each other's place, and words that others can be made of. */
const charSwap: Undress = (message) => {
  if (!/\b(?:haste|hastily|typing)\b[\s\S]*\b(?:swapped|transposed|exchanged)\b/i.test(openingOf(message)))
    return null;
  return payloadOf(message).replace(/(?<![A-Za-z0-9_])[A-Za-z]{4,}(?![A-Za-z0-9_])/g, (word) =>
    isCode(word) ? word : nearestWord(word.toLowerCase()),
  );
};

/** A numbered list of words, then a text with those numbers in brackets. */
const firstLetter: Undress = (message) => {
  const parts = message.split('\n\n');
  const at = parts.findIndex((part) => /^(?:\[\d+\](?: [a-z]+){4,}(?:\n|$))+$/.test(part));
  if (at < 0 || at === parts.length - 1) return null;
  const spelled = new Map<string, string>();
  for (const [, number = '', list = ''] of (parts[at] as string).matchAll(/^\[(\d+)\] (.+)$/gm))
    spelled.set(number, list.replace(/(\w)\w* ?/g, '$1'));
  return parts
    .slice(at + 1)
    .join('\n\n')
    .replace(/\[(\d+)\]/g, (gap, number: string) => spelled.get(number) ?? gap);
};

/** A table of letters and what each becomes; what comes last is written by it. */
const bijection: Undress = (message) => {
  const rows = [...message.matchAll(/^\w+: +((?:[a-z] ){25}[a-z])$/gm)].map(([, row = '']) => row.split(' '));
  const [plain, coded] = rows;
  const after = /\bcoded: [^\n]+\n\n[^\n]+\n\n(?![\s\S]*\ncoded: )([\s\S]+)$/.exec(message)?.[1];
  if (!plain || !coded || after === undefined) return null;
  const read = after
    .split(/(&#x[0-9a-f]+;)/)
    .map((part, i) =>
      i % 2 === 1
        ? String.fromCodePoint(Number.parseInt(part.slice(3), 16))
        : part.replace(/[a-z]/gi, (letter) => {
            const found = plain[coded.indexOf(letter.toLowerCase())] ?? letter;
            return letter < 'a' ? found.toUpperCase() : found;
          }),
    )
    .join('');
  return isEnglish(read) ? read : null;
};

export const noise: Readonly<Record<string, Undress>> = {
  bijection,
  'char-swap': charSwap,
  'enclosed-letters': plainForms(/[\u24b6-\u24ea\u2460-\u2468]/g),
  'first-letter': firstLetter,
  fullwidth: plainForms(/[\uff01-\uff5e]/g),
  'punctuation-noise': punctuationNoise,
  'random-caps': randomCaps,
  superscript: plainForms(
    /[\u1d2c-\u1d6a\u1d9c-\u1dbf\u02b0-\u02e3\u2070-\u207e\u2c7d\u00b2\u00b3\u00b9]|\u{107a5}/gu,
  ),
};
