import { expect, test } from 'vitest';
import { alternatives, matchesName, nameIndex } from './names.ts';

test.each([
  ['flask.request.args', 'flask.request.args', true],
  ['flask.request.args', 'flask.request.args.get', false],
  ['{sqlite3,psycopg2}.connect().**.execute', 'sqlite3.connect().cursor().execute', true],
  ['{sqlite3,psycopg2}.connect().**.execute', 'psycopg2.connect().execute', true],
  ['{sqlite3,psycopg2}.connect().**.execute', 'mysql.connect().execute', false],
  ['**.innerHTML', 'document.body.innerHTML', true],
  ['**.innerHTML', 'innerHTML', true],
  ['**.innerHTML', '?node.innerHTML', true],
  ['**.innerHTML', 'node.outerinnerHTML', false],
  ['express().*', 'express().get', true],
  ['express().*', 'express().router.get', false],
  ['request.args[]', 'request.args[]', true],
  ['request.args[]', 'request.args', false],
  ['django.**', 'django.http.HttpResponse', true],
  ['on_*', 'on_get', true],
  ['**', 'anything.at.all', true],
  ['a+b.c', 'aab.c', false],
])('%s and %s: %s', (pattern, name, expected) => {
  expect(matchesName(pattern, name)).toBe(expected);
});

test('groups give every combination', () => {
  expect(alternatives('{a,b}.{c,d}')).toEqual(['a.c', 'a.d', 'b.c', 'b.d']);
});

test('what is found comes in the order of the entries', () => {
  const index = nameIndex([
    { pattern: '**', value: 1 },
    { pattern: 'a.b', value: 2 },
    { pattern: '**.b', value: 3 },
  ]);
  expect(index.find('a.b')).toEqual([1, 2, 3]);
  expect(index.find('a.c')).toEqual([1]);
});

test('a name without end is none', () => {
  expect(nameIndex([{ pattern: '**', value: 1 }]).find('a.'.repeat(500))).toEqual([]);
});
