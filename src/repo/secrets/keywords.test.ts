import { expect, test } from 'vitest';
import { Keywords } from './keywords.ts';

function found(keywords: readonly string[], text: string): [string, number][] {
  const hits: [string, number][] = [];
  new Keywords(keywords).search(text, (keyword, end) => {
    const word = keywords[keyword] as string;
    hits.push([word, end - word.length]);
  });
  return hits;
}

test('every place of every keyword, those within others too', () => {
  expect(found(['he', 'she', 'his', 'hers'], 'ushers his')).toEqual([
    ['she', 1],
    ['he', 2],
    ['hers', 2],
    ['his', 7],
  ]);
});

test('characters of no keyword, beyond ASCII too, end what was begun', () => {
  expect(found(['key'], 'ke\u2028y kéy k-ey key')).toEqual([['key', 14]]);
});

test('agrees with a plain search', () => {
  const keywords = ['ab', 'ba', 'aab', 'bb', 'abab', 'aaa'];
  const text = 'abaababbbaaababab'.repeat(5);
  const plain = keywords.flatMap((keyword) =>
    [...text].flatMap((_, at) => (text.startsWith(keyword, at) ? [`${keyword}@${at}`] : [])),
  );
  expect(
    found(keywords, text)
      .map(([keyword, at]) => `${keyword}@${at}`)
      .toSorted(),
  ).toEqual(plain.toSorted());
});

test('keywords that could not be found are refused', () => {
  expect(() => new Keywords(['Key'])).toThrow('"Key" must be two or more lower-case ASCII characters');
  expect(() => new Keywords(['k'])).toThrow('must be two or more');
});
