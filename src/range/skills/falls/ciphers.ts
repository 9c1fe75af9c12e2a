import { madeEnglish, payloadOf, type Undress, withoutEntities } from './dressing.ts';

/** Letters moved by what `by` says for the letter's place and its number among the letters; entities stay. */
function moved(text: string, by: (place: number, number: number) => number): string {
  let number = 0;
  return text
    .split(/(&#x[0-9a-f]+;)/i)
    .map((part, i) =>
      i % 2 === 1
        ? part
        : part.replace(/[A-Za-z]/g, (letter) => {
            const first = letter === letter.toUpperCase() ? 'A' : 'a';
            const place = letter.charCodeAt(0) - first.charCodeAt(0);
            return String.fromCharCode(first.charCodeAt(0) + ((by(place, number++) + 52) % 26));
          }),
    )
    .join('');
}

const letterwise =
  (by: (place: number, number: number) => number): Undress =>
  (message) => {
    const payload = payloadOf(message);
    // Other dressings mix in signs of other alphabets; a letter cipher writes none.
    if (/[\u0080-\uffff]{2}|[A-Za-z][\u0080-\uffff][A-Za-z]/.test(payload)) return null;
    return madeEnglish(payload, withoutEntities(moved(payload, by)));
  };

const vigenere: Undress = (message) => {
  const key = /\bkey ([A-Z]{3,20})\b/.exec(message)?.[1];
  if (!key) return null;
  return letterwise((place, number) => place - (key.charCodeAt(number % key.length) - 65))(message);
};

const morseSigns = new Map(
  (
    '.-A -...B -.-.C -..D .E ..-.F --.G ....H ..I .---J -.-K .-..L --M -.N ---O .--.P --.-Q .-.R ...S -T ..-U ...-V ' +
    '.--W -..-X -.--Y --..Z -----0 .----1 ..---2 ...--3 ....-4 .....5 -....6 --...7 ---..8 ----.9 .-.-.-. --..--, ' +
    "..--..? .----.' -.-.--! -..-./ -.--.( -.--.-) .-...& ---...: -.-.-.; -...-= .-.-.+ -....-- ..--.-_ " +
    '.-..-." .--.-.@ ...-..-$'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, -1), entry.slice(-1)]),
);

const morse: Undress = (message) => {
  const payload = payloadOf(message);
  const letters = payload.split(/\s+/);
  if (letters.filter((code) => morseSigns.has(code) || code === '/').length < letters.length * 0.8)
    return null;
  const read = (word: string): string =>
    word
      .split(' ')
      .map((code) => morseSigns.get(code) ?? withoutEntities(code))
      .join('');
  return payload.split(' / ').map(read).join(' ');
};

const radio = new Map(
  (
    'alfa bravo charlie delta echo foxtrot golf hotel india juliett kilo lima mike november oscar papa quebec romeo ' +
    'sierra tango uniform victor whiskey xray yankee zulu'
  )
    .split(' ')
    .map((word) => [word, word[0] as string]),
);
const figures = 'zero one two three four five six seven eight nine'.split(' ');

function radioSign(word: string): string {
  if (word === '(space)') return ' ';
  const letter = radio.get(word.toLowerCase());
  if (letter) return word === word.toUpperCase() ? letter.toUpperCase() : letter;
  const figure = figures.indexOf(word);
  return figure >= 0 ? String(figure) : withoutEntities(word);
}

const nato: Undress = (message) => {
  const words = payloadOf(message).split(' ');
  const known = words.filter((word) => radio.has(word.toLowerCase())).length;
  return words.length >= 20 && known >= words.length * 0.5 ? words.map(radioSign).join('') : null;
};

/** Dots of a cell as bits: letters a–j, repeated with dot 3 for k–t and dots 3 and 6 for u–z without w. */
const cellLetters = new Map<number, string>();
[1, 3, 9, 25, 17, 11, 27, 19, 10, 26].forEach((dots, i) => {
  cellLetters.set(dots, 'abcdefghij'[i] as string);
  cellLetters.set(dots | 4, 'klmnopqrst'[i] as string);
});
['u', 'v', 'x', 'y', 'z'].forEach((letter, i) => {
  cellLetters.set(([1, 3, 9, 25, 17][i] as number) | 36, letter);
});
cellLetters.set(58, 'w');

const braille: Undress = (message) => {
  const payload = payloadOf(message);
  if ((payload.match(/[\u2801-\u283f]/g) ?? []).length < 20) return null;
  const read = payload.replace(/([\u2820\u283c]?)([\u2801-\u283f])/g, (whole, sign: string, cell: string) => {
    const letter = cellLetters.get(cell.charCodeAt(0) - 0x2800);
    if (!letter) return whole;
    if (sign === '\u283c') return String(('abcdefghij'.indexOf(letter) + 1) % 10);
    return sign === '\u2820' ? letter.toUpperCase() : letter;
  });
  return withoutEntities(read);
};

const backwards = (text: string): string => [...text].reverse().join('');

/** A text from its end; runs of capitals and digits, also spaced out, were stored as they are read. */
const fromItsEnd = (text: string): string =>
  backwards(text).replace(
    /(?<![\p{L}\p{N}_])(?:[A-Z0-9](?: [A-Z0-9]){2,}|[A-Z0-9]{3,})(?![\p{L}\p{N}_])/gu,
    backwards,
  );

const marks = /[\u202d\u202e\u202c]/;

const reverse: Undress = (message) => {
  const payload = payloadOf(message);
  return marks.test(payload) ? null : madeEnglish(payload, fromItsEnd(payload));
};

const bidi: Undress = (message) => {
  const payload = payloadOf(message);
  if (!marks.test(payload)) return null;
  const lines = payload.split('\n').map((line) => fromItsEnd(line.replace(/[\u202d\u202e\u202c]/g, '')));
  return madeEnglish(payload, lines.join('\n'));
};

export const ciphers: Readonly<Record<string, Undress>> = {
  atbash: letterwise((place) => 25 - place),
  bidi,
  braille,
  caesar: letterwise((place) => place - 3),
  morse,
  nato,
  reverse,
  rot13: letterwise((place) => place - 13),
  vigenere,
};
