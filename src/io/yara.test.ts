import { expect, test } from 'vitest';
import { type Engine, loadYara } from './yara.ts';

const engine = await loadYara();
const here = test.skipIf(typeof engine === 'string');
const compile = (text: string, name = 'own.yar') => (engine as Engine).compile([{ name, text }]);
const rule = (condition: string, strings = '$a = "needle"'): string =>
  `rule mine {\n  strings:\n    ${strings}\n  condition:\n    ${condition}\n}`;

here('a match names rule, source and places in bytes', () => {
  const [match] = compile(rule('$a')).scan('src/a.txt', Buffer.from('ü needle, needle'));
  expect(match).toEqual({
    rule: 'mine',
    namespace: 'own.yar',
    meta: {},
    strings: [
      { id: '$a', offset: 3, length: 6 },
      { id: '$a', offset: 11, length: 6 },
    ],
  });
});

here('rules know the name of the file', () => {
  const rules = compile(
    rule('$a and extension == "php" and filename == "a.PHP" and filepath == "src/a.PHP"'),
  );
  expect(rules.scan('src/a.PHP', Buffer.from('needle')).length).toBe(1);
  expect(rules.scan('src/a.js', Buffer.from('needle')).length).toBe(0);
  expect(
    compile(rule('$a and extension == "dockerfile"')).scan('x/Dockerfile', Buffer.from('needle')).length,
  ).toBe(1);
});

here('the same rule name in two sources is no conflict', () => {
  const two = ['one.yar', 'two.yar'].map((name) => ({ name, text: rule('$a') }));
  const matches = (engine as Engine).compile(two).scan('a', Buffer.from('needle'));
  expect(matches.map(({ namespace }) => namespace)).toEqual(['one.yar', 'two.yar']);
});

here('places of one string are bounded', () => {
  const [match] = compile(rule('$a')).scan('a', Buffer.from('needle '.repeat(5000)));
  expect(match?.strings.length).toBe(16);
});

here('rules may count more places than are kept', () => {
  expect(compile(rule('#a > 4000')).scan('a', Buffer.from('needle '.repeat(5000))).length).toBe(1);
});

here('rules that do not compile: file, line and problem', () => {
  expect(() => compile(rule('$b'))).toThrow(/^YARA rules own\.yar, line 5: unknown pattern `\$b`/);
  expect(() => compile('rule x {')).toThrow(/^YARA rules own\.yar, line \d+: syntax error/);
});

here('rules read no file of this machine', () => {
  expect(() => compile(`include "/etc/passwd"\n${rule('$a')}`)).toThrow(
    /^YARA rules own\.yar, line 1: include statements not allowed/,
  );
});

test('where there is no binary a sentence says so', async () => {
  const missing = await loadYara(() => import('@litko/yara-x-for-no-platform' as string));
  expect(missing).toMatch(/^YARA-X is not installed for .+: npm install @litko\/yara-x/);
});
