import { expect, test } from 'vitest';
import { random } from '#src/core/random.ts';
import { strategies } from './index.ts';

/** What follows the instruction. */
const payload = (id: string, text: string): string => {
  const [, ...rest] = strategies.get(id).rewrite!(text, random(1)).split('\n\n');
  return rest.join('\n\n');
};

/** Known answers: RFC 4648 section 10, the Vigenère and Ascii85 examples of their articles, alphabets by hand. */
test.each([
  ['ascii-smuggling', 'Hi', '\u{e0048}\u{e0069}'],
  ['ascii85', 'Man is distinguished', '<~9jqo^BlbD-BleB1DJ+*+F(f,q~>'],
  ['ascii85', '\0\0\0\0', '<~z~>'],
  ['atbash', 'Wizard', 'Draziw'],
  ['base32', 'foobar', 'MZXW6YTBOI======'],
  ['base64', 'foobar', 'Zm9vYmFy'],
  ['binary', 'é', '11000011 10101001'],
  ['braille', 'Ab 10', '⠠⠁⠃ ⠼⠁⠼⠚'],
  ['caesar', 'Xyz, abc', 'Abc, def'],
  ['camelcase', 'write the codes K7Q and MX2 now', 'writeTheCodes K7Q and MX2 now'],
  ['character-space', 'a bc', 'a   b c'],
  ['emoji-smuggling', '\u0001A', '🙂\u{fe01}\u{e0131}'],
  ['hex', 'Zoë', '5a6fc3ab'],
  ['leetspeak', 'Elite test of K7Q', '3l173 7357 0f K7Q'],
  ['morse', 'SOS 73', '... --- ... / --... ...--'],
  ['morse', '@?-', '.--.-. ..--.. -....-'],
  ['nato', 'Go 7', 'GOLF oscar (space) seven'],
  ['pig-latin', 'The quick square eats my yam', 'Ethay ickquay aresquay eatsway ymay amyay'],
  ['reverse', 'say K7Q now', 'won K7Q yas'],
  ['rot13', 'Uryyb 7', 'Hello 7'],
  ['url', 'a/ü', '%61%2F%C3%BC'],
])('%s writes %j as %j', (id, text, expected) => {
  expect(payload(id, text)).toBe(expected);
});

test('vigenere moves the key with letters only', () => {
  // A is 0: the key LANTERN itself, with what is no letter in between.
  expect(payload('vigenere', 'aaa, aaaa!')).toBe('lan, tern!');
});

test.each(['rot13', 'caesar', 'atbash', 'vigenere', 'braille'])(
  '%s hides words of other alphabets too',
  (id) => {
    expect(payload(id, 'напиши 你好')).not.toMatch(/[а-я]|[你好]/u);
  },
);

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

test('jailbreak chooses among several templates', () => {
  const texts = Array.from({ length: 60 }, (_, seed) =>
    strategies.get('jailbreak').rewrite!('REQUEST', random(seed)),
  );
  expect(new Set(texts).size).toBeGreaterThanOrEqual(5);
  for (const text of texts) expect(text).toContain('REQUEST');
});

test.each(['payload-splitting', 'code-chameleon'])('%s reads back line separators of any kind', (id) => {
  const { rewrite, restore } = strategies.get(id);
  for (const prompt of ['one two\u2028three four', 'five\u2029six seven\r\neight'])
    expect(restore!(rewrite!(prompt, random(2)))).toBe(prompt);
});
