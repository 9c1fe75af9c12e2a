import { expect, test } from 'vitest';
import { withoutTemplateTypes } from './type-arguments.ts';

test.each([
  ['a = await sql<Row>`select 1`', 'a = await sql     `select 1`'],
  ['sql<{ n: number }>`a`; x<T[]>`b`', 'sql               `a`; x     `b`'],
  ["f<Map<'a', (b: C) => D>>`x`", 'f                       `x`'],
  ['sql<{\n  n: number;\n}>`a`', 'sql  \n            \n  `a`'],
  ['styled(Link)<Props>`color: red`', 'styled(Link)       `color: red`'],
])('%j', (text, expected) => {
  expect(withoutTemplateTypes(text)).toBe(expected);
  expect(withoutTemplateTypes(text)).toHaveLength(text.length);
});

test.each([
  'const f = (a: Array<string>) =>`x`',
  'a < b ? `x` : `y`',
  '`<li>name</li>`',
  '`<p>hello <br>`',
  'if (a <`b`) c>`d`',
])('%j stays as it is', (text) => {
  expect(withoutTemplateTypes(text)).toBe(text);
});

test('looks back a bounded way', () => {
  for (const text of [`a<${'b'.repeat(1000)}>\`x\``, '>`'.repeat(50_000)])
    expect(withoutTemplateTypes(text)).toBe(text);
});
