import { payloadOf, textOf, type Undress } from './dressing.ts';

/** Text as numbers of Unicode, or in characters picked from all over it. */
const words = (text: string | null): string | null => (text !== null && /\w \w/.test(text) ? text : null);

const characterCodes: Undress = (message) => {
  const run = /(?<![\d ])\d{1,6}(?: \d{1,6}){20,}$/.exec(message)?.[0];
  return run
    ? words(String.fromCodePoint(...run.split(' ').map((digits) => Number(digits) % 0x110000)))
    : null;
};

const unicodeEscapes: Undress = (message) => {
  const run = /(?:\\u[0-9a-f]{4}){20,}/i.exec(message)?.[0];
  return run ? words(String(JSON.parse(`"${run}"`))) : null;
};

/** Two invisible operators, eight to a byte. */
const sneakyBits: Undress = (message) => {
  const bits = [...message].filter((sign) => sign === '\u2062' || sign === '\u2064');
  if (bits.length < 160) return null;
  const bytes = Array.from({ length: bits.length >> 3 }, (_, at) =>
    bits.slice(at * 8, at * 8 + 8).reduce((value, bit) => value * 2 + (bit === '\u2064' ? 1 : 0), 0),
  );
  return words(textOf(bytes));
};

/** Characters that came after Unicode 10, or are left out of the alphabet for another reason: none of it. */
const later =
  /[\u0560\u0588\u05ef\u0870-\u0887\u0889-\u088f\u08b5\u08be-\u08c8\u0c5c\u0c5d\u0cdc\u0cdd\u0d04\u0e86\u0e89\u0e8c\u0e8e-\u0e93\u0e98\u0ea0\u0ea8\u0ea9\u0eac]/;

/** Letters and digits below U+1056 that stay what they are under every normalisation. */
const letters = Array.from({ length: 0x1056 }, (_, point) => String.fromCharCode(point)).filter(
  (sign) =>
    /\p{Lu}|\p{Ll}|\p{Lo}|\p{N}/u.test(sign) &&
    !later.test(sign) &&
    sign.normalize('NFKD') === sign &&
    sign.normalize('NFC') === sign,
);
const places = new Map(letters.map((sign, place) => [sign, place - 8]));

const base2048: Undress = (message) => {
  const signs = [
    ...(payloadOf(message)
      .match(/\S+/g)
      ?.toSorted((a, b) => b.length - a.length)[0] ?? ''),
  ];
  if (signs.filter((sign) => sign > '\u007f').length < signs.length / 2 || signs.length < 20) return null;
  const values = signs.map((sign) => places.get(sign));
  if (!values.every((value) => value !== undefined)) return null;
  const bits = values
    .map((value) =>
      value < 0 ? (value + 8).toString(2).padStart(3, '0') : value.toString(2).padStart(11, '0'),
    )
    .join('');
  return words(textOf((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2))));
};

export const points: Readonly<Record<string, Undress>> = {
  base2048,
  'character-codes': characterCodes,
  'sneaky-bits': sneakyBits,
  'unicode-escapes': unicodeEscapes,
};
