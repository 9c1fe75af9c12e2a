import {
  decodeBinary,
  decodeEscapes,
  decodeMorse,
  decodeNato,
  decodeQuotedPrintable,
  decodeRuns,
  unsmuggle,
} from './decode-runs.ts';

/** One way to read a text, and the name of that way ("plain", "base64", "base64, hex" …). */
export interface Reading {
  readonly reading: string;
  readonly how: string;
}

/** Encodings within encodings: base64 of base64 of hex is still read. */
const deepest = 3;
const enough = 24;

/**
 * A text as it stands, then with every disguise undone that shows itself in it: look-alike and full-width letters,
 * zero-width and combining characters, tags, variation selectors and invisible bits, base64, base32, hex, binary,
 * character codes, percent and entity escapes, quoted-printable, Morse, NATO words, single spaced letters, leetspeak. Each is tried only where a cheap
 * test finds its traces, so a plain answer costs a few scans. Linear in the length of the text; at most 24 readings.
 * Ciphers that leave no trace (rot13, reversal) are looked for from the other side: see `disguises`.
 */
export function readings(text: string): readonly Reading[] {
  if (last.text === text) return last.readings;
  last = { text, readings: [{ reading: text, how: 'plain' }, ...deeper(text)] };
  return last.readings;
}

/** Several checkers read the same answer one after the other: the latest one's readings are kept. */
let last: { readonly text: string; readonly readings: readonly Reading[] } = { text: '', readings: [] };

function deeper(text: string): Reading[] {
  const found: Reading[] = [];
  const seen = new Set([text]);
  let layer: Reading[] = [{ reading: text, how: '' }];
  for (let depth = 0; depth < deepest && layer.length > 0; depth++) {
    const next: Reading[] = [];
    for (const outer of layer) {
      for (const { reading, how } of undone(outer.reading)) {
        if (seen.has(reading) || seen.size > enough) continue;
        seen.add(reading);
        next.push({ reading, how: outer.how === '' ? how : `${outer.how}, ${how}` });
      }
    }
    found.push(...next);
    // Undoing leetspeak destroys digits: nothing that is encoded can be read after it.
    layer = next.filter(({ how }) => !how.endsWith(leetspeak));
  }
  return found;
}

interface Traces {
  /** Letters beyond ASCII other than the typographic marks that any answer may hold (dashes, quotes, bullets). */
  unusual: boolean;
  /** Signs that stand alone, a gap on either side, as in "K 7 Q": the most in a row. */
  alone: number;
  /** The longest run of base64's characters in which digits or capitals stand, as they do not in a word. */
  run: number;
  /** Groups of two to eight hexadecimal digits with at least one digit among them. */
  codes: number;
  /** Percent signs, ampersands, backslashes. */
  escapes: number;
  equals: number;
  /** Groups of dots and dashes. */
  signals: number;
  /** Digits and signs that stand for a letter between letters. */
  leet: number;
}

/** One look at every character, to know which decoders are worth trying. */
function traces(text: string): Traces {
  const found: Traces = {
    unusual: false,
    alone: 0,
    run: 0,
    codes: 0,
    escapes: 0,
    equals: 0,
    signals: 0,
    leet: 0,
  };
  let run = 0;
  let odd = 0;
  let alone = 0;
  let digits = 0;
  for (let i = 0; i <= text.length; i++) {
    const code = i < text.length ? text.charCodeAt(i) : 32;
    if (isLetterOrDigit(code)) {
      run++;
      if (code < 91 && run > 1) odd++;
      if (code < 58) {
        digits++;
        if (run > 1 && isLetter(text.charCodeAt(i + 1)) && isLetter(text.charCodeAt(i - 1))) found.leet++;
      }
      continue;
    }
    if (run === 1) found.alone = Math.max(found.alone, ++alone);
    else if (run > 1) alone = 0;
    if (run >= 2 && run <= 8 && digits > 0) found.codes++;
    if (odd > 1 && run > found.run) found.run = run;
    if (code !== 43 && code !== 45 && code !== 47 && code !== 95) run = odd = 0;
    digits = 0;
    if (code === 37 || code === 38 || code === 92) found.escapes++;
    else if (code === 61) found.equals++;
    else if (code === 36 || code === 64) found.leet++;
    else if (
      code === 46 ||
      code === 45 ||
      code === 0xb7 ||
      code === 0x2022 ||
      (code >= 0x2012 && code <= 0x2014)
    )
      found.signals++;
    else if (code > 127 && !isTypographic(code)) found.unusual = true;
  }
  return found;
}

const isLetter = (code: number): boolean => (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
const isLetterOrDigit = (code: number): boolean => isLetter(code) || (code >= 48 && code <= 57);
const isTypographic = (code: number): boolean =>
  (code >= 0x2010 && code <= 0x201f) ||
  code === 0x2022 ||
  code === 0x2026 ||
  (code >= 0x2190 && code <= 0x2193);

function* undone(text: string): Generator<Reading> {
  const { unusual, alone, run, codes, escapes, equals, signals, leet } = traces(text);
  if (unusual) {
    yield* unsmuggle(text);
    yield { reading: fold(text), how: 'look-alikes' };
  }
  if (run >= 14 || codes >= 4 || escapes >= 8) yield* decodeRuns(text);
  if (escapes > 0) yield* decodeEscapes(text);
  if (equals >= 6) yield* decodeQuotedPrintable(text);
  if (run >= 40 || codes >= 6) yield* decodeBinary(text);
  if (signals >= 8) yield* decodeMorse(text);
  yield* decodeNato(text);
  if (alone >= 8) yield { reading: joinLetters(text), how: 'split letters' };
  if (leet > 0) yield { reading: unleet(text), how: leetspeak };
}

const lookAlikes: ReadonlyMap<string, string> = new Map(
  Object.entries({
    a: 'аαɑ',
    b: 'Ьƅ',
    c: 'сϲ',
    d: 'ԁ',
    e: 'еҽ',
    g: 'ɡ',
    h: 'һ',
    i: 'іιı',
    j: 'јϳ',
    k: 'κк',
    l: 'ӏ',
    m: 'м',
    n: 'ո',
    o: 'оοօ',
    p: 'рρ',
    q: 'ԛ',
    r: 'г',
    s: 'ѕ',
    t: 'τт',
    u: 'υս',
    v: 'νѵ',
    w: 'ԝ',
    x: 'хχ',
    y: 'уγ',
    z: 'ᴢ',
    A: 'АΑ',
    B: 'ВΒ',
    C: 'СϹ',
    D: 'Ꭰ',
    E: 'ЕΕ',
    F: 'Ϝ',
    G: 'Ԍ',
    H: 'НΗ',
    I: 'ІΙ',
    J: 'Ј',
    K: 'КΚ',
    M: 'МΜ',
    N: 'Ν',
    O: 'ОΟ',
    P: 'РΡ',
    Q: 'Ԛ',
    S: 'Ѕ',
    T: 'ТΤ',
    V: 'Ѵ',
    W: 'Ԝ',
    X: 'ХΧ',
    Y: 'ҮΥ',
    Z: 'Ζ',
  }).flatMap(([plain, others]) => [...others].map((other) => [other, plain] as const)),
);

/** Compatibility forms made plain; combining, invisible and direction marks dropped; look-alikes made Latin. */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}\p{Variation_Selector}\u115f\u1160\u3164]/gu, '')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: everything that is not ASCII
    .replace(/[^\x00-\x7f]/gu, (character) => lookAlikes.get(character) ?? character);

/** "Y o u   a r e" → "You are": gaps wider than the one between letters part words. */
const joinLetters = (text: string): string =>
  text.replace(/(?<![A-Za-z0-9])[A-Za-z0-9](?:[ ._*|-]{1,3}[A-Za-z0-9](?![A-Za-z0-9])){5,}/g, (run) =>
    run.includes('  ')
      ? run.replace(/ {2,}|[ ._*|-]/g, (gap) => (gap.length > 1 ? ' ' : ''))
      : run.replace(/[ ._*|-]/g, ''),
  );

/** The one reading that loses something: digits become letters. */
export const leetspeak = 'leetspeak';

const leet: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  $: 's',
  '@': 'a',
};
const unleet = (text: string): string => text.replace(/[013457$@]/g, (sign) => leet[sign] ?? sign);

const shift = (text: string, by: number): string =>
  text.replace(/[A-Z]/g, (letter) => String.fromCharCode(((letter.charCodeAt(0) - 65 + by) % 26) + 65));
const mirror = (text: string): string =>
  text.replace(/[A-Z]/g, (letter) => String.fromCharCode(155 - letter.charCodeAt(0)));

/**
 * What an upper-case word becomes under the ciphers that leave no trace in a text: reversal, atbash, every Caesar
 * shift (rot13 among them). Looking for these costs far less than deciphering every answer 27 times.
 */
export function disguises(word: string): readonly { readonly form: string; readonly how: string }[] {
  const forms = [
    { form: [...word].reverse().join(''), how: 'reversed' },
    { form: mirror(word), how: 'atbash' },
  ];
  for (let by = 1; by < 26; by++) forms.push({ form: shift(word, by), how: by === 13 ? 'rot13' : 'caesar' });
  return forms;
}

const thinkingBlock = /<(think|thinking|reasoning)>[\s\S]*?(?:<\/\1>|$)/gi;

/** The answer without its reasoning blocks; one that is never closed was cut off and is reasoning to the end. */
export function visiblePart(text: string): string {
  if (!text.includes('<')) return text;
  const closed = /^[\s\S]*?<\/(?:think|thinking|reasoning)>/i.exec(text);
  const orphan = closed && !/<(?:think|thinking|reasoning)>/i.test(closed[0]);
  return (orphan ? text.slice(closed[0].length) : text).replace(thinkingBlock, '');
}
