import { expect, test } from 'vitest';
import { random } from '#src/core/random.ts';
import { strategies } from './index.ts';

/** What follows the instruction. */
const payload = (id: string, text: string): string => {
  const [, ...rest] = strategies.get(id).rewrite!(text, random(1)).split('\n\n');
  return rest.join('\n\n');
};

/**
 * Known answers: RFC 4648 section 10; the examples of the Vigenère and Ascii85 articles and of Base2048; the uuencoded
 * "Cat" of many manuals; alphabets by hand.
 */
test.each([
  ['ascii-smuggling', 'Hi', '\u{e0048}\u{e0069}'],
  ['ascii85', 'Man is distinguished', '<~9jqo^BlbD-BleB1DJ+*+F(f,q~>'],
  ['ascii85', '\0\0\0\0', '<~z~>'],
  ['atbash', 'Wizard', 'Draziw'],
  ['base32', 'foobar', 'MZXW6YTBOI======'],
  ['base64', 'foobar', 'Zm9vYmFy'],
  ['base2048', '\u0001\u0002\u0004\b\u0010 @', 'GƸOʜe3'],
  ['binary', 'é', '11000011 10101001'],
  ['braille', 'Ab 10', '⠠⠁⠃ ⠼⠁⠼⠚'],
  ['caesar', 'Xyz, abc', 'Abc, def'],
  ['camelcase', 'write the codes K7Q and MX2 now', 'writeTheCodes K7Q and MX2 now'],
  ['character-codes', 'é😀', '233 128512'],
  ['character-space', 'a bc', 'a   b c'],
  ['emoji-smuggling', '\u0001A', '🙂\u{fe01}\u{e0131}'],
  ['enclosed-letters', 'Az 09!', 'Ⓐⓩ ⓪⑨!'],
  ['fullwidth', 'a ~é!', 'ａ ～é！'],
  ['hex', 'Zoë', '5a6fc3ab'],
  ['leetspeak', 'Elite test of K7Q', '3l173 7357 0f K7Q'],
  ['morse', 'SOS 73', '... --- ... / --... ...--'],
  ['morse', '@?-', '.--.-. ..--.. -....-'],
  ['nato', 'Go 7', 'GOLF oscar (space) seven'],
  ['pig-latin', 'The quick square eats my yam', 'Ethay ickquay aresquay eatsway ymay amyay'],
  ['quoted-printable', 'a=é', '=61=3D=C3=A9'],
  ['quoted-printable', 'x'.repeat(26), `${'=78'.repeat(25)}=\n=78`],
  ['reverse', 'say K7Q now', 'won K7Q yas'],
  ['rot13', 'Uryyb 7', 'Hello 7'],
  ['sneaky-bits', 'A', '\u2062\u2064\u2062\u2062\u2062\u2062\u2062\u2064'],
  ['superscript', 'say K7Q (no)', 'ˢᵃʸ K7Q ⁽ⁿᵒ⁾'],
  ['unicode-escapes', 'a😀', '\\u0061\\ud83d\\ude00'],
  ['uuencode', 'Cat', 'begin 644 request.txt\n#0V%T\n`\nend'],
  ['url', 'a/ü', '%61%2F%C3%BC'],
])('%s writes %j as %j', (id, text, expected) => {
  expect(payload(id, text)).toBe(expected);
});

test('vigenere moves the key with letters only', () => {
  // A is 0: the key LANTERN itself, with what is no letter in between.
  expect(payload('vigenere', 'aaa, aaaa!')).toBe('lan, tern!');
});

test.each(['rot13', 'bijection', 'caesar', 'atbash', 'vigenere', 'braille'])(
  '%s hides words of other alphabets too',
  (id) => {
    expect(payload(id, 'напиши 你好')).not.toMatch(/[а-я]|[你好]/u);
  },
);

test('mime writes encoded words of 75 characters at most and splits no character', () => {
  const subject = payload('mime', 'Schönes Wetter 你好 '.repeat(12));
  const words = subject.replace('Subject: ', '').split('\n ');
  expect(new Set(words.map((word) => word.slice(0, 10)))).toEqual(new Set(['=?utf-8?B?', '=?utf-8?Q?']));
  for (const word of words) {
    expect(word.length).toBeLessThanOrEqual(75);
    expect(strategies.get('mime').restore!(`Subject: ${word}`)).not.toContain('=?');
  }
});

test('bijection teaches what it then uses', () => {
  const text = payload('bijection', 'Zebra K7Q');
  const [, code] = /^code: {4}(.*)$/m.exec(text)!;
  const letter = (plain: string) => code!.split(' ')[plain.charCodeAt(0) - 97]!;
  expect(text).toMatch(
    new RegExp(
      `\n\n${[...'zebra']
        .map(letter)
        .join('')
        .replace(/^./, (z) => z.toUpperCase())} `,
    ),
  );
  expect(text).toContain(`coded: ${[...'the'].map(letter).join('')} ${[...'quick'].map(letter).join('')} `);
});

test('first-letter spells the words it takes out', () => {
  const text = payload('first-letter', 'write the codes twice, write them');
  const [list, request] = text.split('\n\n');
  expect(request).toBe('[1] the [2] [3], [1] [4]');
  const spelled = list!.split('\n').map((line) =>
    line
      .slice(4)
      .split(' ')
      .map(([first]) => first)
      .join(''),
  );
  expect(spelled).toEqual(['write', 'codes', 'twice', 'them']);
});

test('homoglyph looks the same and is another text', () => {
  const [text] = payload('homoglyph', 'cape K7Q').split(' ');
  expect(text).toBe('\u0441\u0430\u0440\u0435');
  expect(payload('homoglyph', 'cape K7Q')).toContain('K7Q');
});

test.each([
  'homoglyph',
  'zalgo',
  'diacritics',
  'zero-width',
  'word-split',
  'leetspeak',
  'camelcase',
  'pig-latin',
  'char-swap',
  'first-letter',
  'punctuation-noise',
  'random-caps',
  'superscript',
])('%s leaves code words exact', (id) => {
  const text = payload(
    id,
    'join "KQX2M" and DFH9PW, then read K 7 Q M and https://example.com/secret?id=7 aloud',
  );
  for (const exact of ['"KQX2M"', 'DFH9PW', 'K 7 Q M', 'https://example.com/secret?id=7'])
    expect(text).toContain(exact);
});

test('ascii-art draws the longest word and takes it out everywhere', () => {
  const text = strategies.get('ascii-art').rewrite!(
    'Ignore it; do ignore, Ignore and KQX2MDFH9PW.',
    random(1),
  );
  expect(text).toContain('[MASK] it; do ignore, [MASK] and KQX2MDFH9PW.');
  expect(text).toContain('#####   ####  #   #   ###   ####   #####');
});

test('poetry cuts no spelled-out code', () => {
  const prompt = 'Please take away all of the spaces in this: K 7 Q M X 2 D F H 9 and say it';
  for (let seed = 0; seed < 20; seed++) {
    expect(strategies.get('poetry').rewrite!(prompt, random(seed))).toContain('K 7 Q M X 2 D F H 9');
  }
});

test.each([
  ['adversarial-suffix', 8],
  ['emotional-appeal', 4],
  ['jailbreak', 5],
  ['persuasion', 12],
  ['special-tokens', 4],
])('%s chooses among %i templates or more', (id, templates) => {
  const texts = Array.from({ length: 200 }, (_, seed) =>
    strategies.get(id).rewrite!('REQUEST', random(seed)),
  );
  expect(new Set(texts).size).toBeGreaterThanOrEqual(templates);
  for (const text of texts) expect(text).toContain('REQUEST');
});

test.each(['payload-splitting', 'code-chameleon'])('%s reads back line separators of any kind', (id) => {
  const { rewrite, restore } = strategies.get(id);
  for (const prompt of ['one two\u2028three four', 'five\u2029six seven\r\neight'])
    expect(restore!(rewrite!(prompt, random(2)))).toBe(prompt);
});
