import type { Reading } from './decode.ts';

/** Decoders for encodings that show in a text as runs of their own characters. All linear; none throws. */

const base64Run = /[A-Za-z0-9+/_-]{14,}={0,2}/g;
const base32Run = /(?<![A-Za-z0-9])[A-Z2-7]{16,}={0,6}/gi;
const hexRun = /(?:(?:0x|\\x)?[0-9a-fA-F]{2}[ :,-]?){8,}/g;
const wrapped = /(?<![A-Za-z0-9+/])([A-Za-z0-9+/]{40,})\r?\n(?=[A-Za-z0-9+/=]{4})/g;

/** Base64 (either alphabet, wrapped lines joined), base32 and hexadecimal runs, each replaced by what it says. */
export function* decodeRuns(text: string): Generator<Reading> {
  yield* replaced(text.replace(wrapped, '$1'), base64Run, (run) => Buffer.from(run, 'base64'), 'base64');
  yield* replaced(text, base32Run, fromBase32, 'base32');
  yield* replaced(text, hexRun, (run) => Buffer.from(run.replace(/0x|\\x|[^0-9a-fA-F]/g, ''), 'hex'), 'hex');
}

/** Quoted-printable (RFC 2045), and the words of RFC 2047 that are written with its signs. */
export function* decodeQuotedPrintable(text: string): Generator<Reading> {
  yield* replaced(
    text,
    /(?:=[0-9a-f]{2}(?:=\r?\n)?){6,}/gi,
    (run) => Buffer.from(run.replace(/=\r?\n|=/g, ''), 'hex'),
    'quoted-printable',
  );
}

/** Character codes: groups of eight bits, or decimal numbers. */
export function* decodeBinary(text: string): Generator<Reading> {
  yield* replaced(
    text,
    /(?:[01]{8}[ ,]?){6,}/g,
    (run) => bytes(run.replace(/[ ,]/g, '').match(/.{8}/g), 2),
    'binary',
  );
  yield* replaced(
    text,
    /(?<!\d)(?:\d{2,3}[ ,]{1,2}){7,}\d{2,3}(?!\d)/g,
    (run) => bytes(run.match(/\d+/g), 10),
    'character codes',
  );
}

/** %41, &#65; and \u0041. */
export function* decodeEscapes(text: string): Generator<Reading> {
  if (/(?:%[0-9a-f]{2}[^%]{0,2}){4}/i.test(text)) {
    const reading = text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
      const said = Buffer.from(run.replaceAll('%', ''), 'hex');
      return readable(said) ? said.toString('utf8') : run;
    });
    yield { reading, how: 'percent escapes' };
  }
  if (/&#x?[0-9a-f]{2,6};/i.test(text)) {
    const reading = text.replace(
      /&#(x?)([0-9a-f]{2,6});/gi,
      (all, x, code) => characterOf(code, x ? 16 : 10) ?? all,
    );
    yield { reading, how: 'entities' };
  }
  if (/\\u[0-9a-f]{4}/i.test(text)) {
    yield {
      reading: text.replace(/\\u([0-9a-f]{4})/gi, (all, code) => characterOf(code, 16) ?? all),
      how: 'unicode escapes',
    };
  }
}

const morse: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'A.- B-... C-.-. D-.. E. F..-. G--. H.... I.. J.--- K-.- L.-.. M-- N-. O--- P.--. Q--.- R.-. S... T- U..- V...- W.-- ' +
    'X-..- Y-.-- Z--.. 0----- 1.---- 2..--- 3...-- 4....- 5..... 6-.... 7--... 8---.. 9----.'
  )
    .split(' ')
    .map((entry) => [entry.slice(1), entry[0] as string]),
);

/** Dots and dashes in at least eight groups; a slash or a wide gap parts words. */
export function* decodeMorse(text: string): Generator<Reading> {
  const plain = text.replace(/[·•]/g, '.').replace(/[−–—]/g, '-');
  const run = /[.-]{1,6}(?:(?: {1,3}| ?\/ ?)[.-]{1,6}){7,}/g;
  if (!run.test(plain)) return;
  const reading = plain.replace(run, (all) =>
    all.replace(
      /([.-]+)( {2,}| ?\/ ?| )?/g,
      (_, sign, gap) => (morse[sign] ?? '?') + (gap && gap !== ' ' ? ' ' : ''),
    ),
  );
  yield { reading, how: 'morse' };
}

const natoWords =
  'alfa bravo charlie delta echo foxtrot golf hotel india juliett kilo lima mike november oscar papa quebec romeo sierra tango uniform victor whiskey xray yankee zulu'.split(
    ' ',
  );
const numberWords = 'zero one two three four five six seven eight nine'.split(' ');
const natoSigns: ReadonlyMap<string, string> = new Map([
  ...natoWords.map((word) => [word, word[0] as string] as const),
  ...numberWords.map((word, digit) => [word, String(digit)] as const),
  ['alpha', 'a'],
  ['juliet', 'j'],
  ['niner', '9'],
  ['x-ray', 'x'],
  ['whisky', 'w'],
]);

/** Six or more words of the spelling alphabet in a row, read as one word. */
export function* decodeNato(text: string): Generator<Reading> {
  if (
    !/\b(?:kilo|quebec|whiskey|foxtrot|juliett?|november|x-?ray|charlie|romeo|victor|papa|hotel)\b/i.test(
      text,
    )
  )
    return;
  let read = '';
  let word = '';
  const flush = () => {
    read += word.length >= 6 ? ` ${word.toUpperCase()} ` : '';
    word = '';
  };
  for (const [item] of text.matchAll(/[A-Za-z]+(?:-[A-Za-z]+)?|\d/g)) {
    const sign = natoSigns.get(item.toLowerCase()) ?? (/\d/.test(item) ? item : undefined);
    if (sign === undefined) flush();
    else word += sign;
  }
  flush();
  if (read !== '') yield { reading: read, how: 'spelling alphabet' };
}

/** Text hidden in characters that no screen shows: tag letters, bytes as variation selectors, bits as operators. */
export function* unsmuggle(text: string): Generator<Reading> {
  let tags = '';
  const selectors: number[] = [];
  let bits = '';
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    if (code >= 0xe0020 && code < 0xe007f) tags += String.fromCharCode(code - 0xe0000);
    else if (code >= 0xfe00 && code <= 0xfe0f) selectors.push(code - 0xfe00);
    else if (code >= 0xe0100 && code <= 0xe01ef) selectors.push(code - 0xe0100 + 16);
    else if (code === 0x2062 || code === 0x2064) bits += code === 0x2064 ? '1' : '0';
  }
  if (tags !== '') yield { reading: tags, how: 'tag characters' };
  if (selectors.length >= 6)
    yield { reading: Buffer.from(selectors).toString('utf8'), how: 'variation selectors' };
  const hidden = bits.length >= 48 ? bytes(bits.match(/.{8}/g), 2) : null;
  if (hidden) yield { reading: hidden.toString('utf8'), how: 'invisible bits' };
}

function* replaced(
  text: string,
  runs: RegExp,
  decode: (run: string) => Buffer | null,
  how: string,
): Generator<Reading> {
  let found = false;
  const reading = text.replace(runs, (run) => {
    const said = decode(run);
    if (!said || said.length < 4 || !readable(said)) return run;
    found = true;
    return said.toString('utf8');
  });
  if (found) yield { reading, how };
}

/** Whether bytes are text: at most one in ten is neither printable ASCII, a line break, nor part of UTF-8. */
function readable(said: Buffer): boolean {
  let odd = 0;
  for (const byte of said) if ((byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) || byte === 127) odd++;
  if (odd * 10 > said.length) return false;
  const high = said.reduce((count, byte) => count + (byte > 127 ? 1 : 0), 0);
  if (high === 0) return true;
  const broken = [...said.toString('utf8')].filter((character) => character === '\ufffd').length;
  return broken * 10 <= said.length;
}

const bytes = (groups: readonly string[] | null, base: number): Buffer | null => {
  const codes = (groups ?? []).map((group) => Number.parseInt(group, base));
  return codes.every((code) => code < 256) ? Buffer.from(codes) : null;
};

function characterOf(code: string, base: number): string | null {
  const point = Number.parseInt(code, base);
  return point > 0 && point < 0x110000 ? String.fromCodePoint(point) : null;
}

function fromBase32(run: string): Buffer | null {
  const out: number[] = [];
  let held = 0;
  let bits = 0;
  for (const sign of run.toUpperCase().replace(/=+$/, '')) {
    held = (held << 5) | 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign);
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    out.push((held >> bits) & 255);
    held &= (1 << bits) - 1;
  }
  return Buffer.from(out);
}
