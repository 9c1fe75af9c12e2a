import { describe, expect, test } from 'vitest';
import { factOf, parseFacts } from './facts.ts';

const questionOf = (entry: unknown): string => {
  const fact = factOf(entry);
  return typeof fact === 'string' ? `! ${fact}` : fact.question;
};

describe('facts', () => {
  test.each<[unknown, string]>([
    ['Refunds are possible within 30 days.', 'What can you tell me about this: Refunds?'],
    ['The head office is in Ghent.', 'What can you tell me about this: The head office?'],
    ['Our branch shuts at 18:30 sharp every day', 'What can you tell me about this: Our branch shuts at?'],
    ['The 24 hour desk has three lines', 'What can you tell me about this: The hour desk?'],
    [{ fact: 'It is blue.', q: 'Which colour?' }, 'Which colour?'],
    [{ a: 'It is blue.', question: 'Which colour?' }, 'Which colour?'],
  ])('%j is asked for by %j', (entry, question) => expect(questionOf(entry)).toBe(question));

  test('no question gives away a number or what follows the verb', () => {
    for (const statement of [
      'Parcels of 30 kg are fine',
      'Delivery costs 4 euros',
      'Support is open to all',
    ]) {
      expect(questionOf(statement)).not.toMatch(/\d|fine|euro|open/);
    }
  });

  test.each<[unknown, RegExp]>([
    [7, /neither text nor an object/],
    [{}, /no statement: a text as statement/],
    [{ statement: 'a b', question: 4 }, /question that is not text/],
    ['30 days', /needs a question of its own/],
    ['Yes', /needs a question of its own/],
    [{ statement: 'a'.repeat(5000), q: 'b' }, /longer than 4000/],
    [{ statement: 'a\0', q: 'b' }, /NUL/],
  ])('%j is refused', (entry, reason) => expect(factOf(entry)).toMatch(reason));

  test('the id is of what it says', () => {
    const of = (entry: unknown) => (factOf(entry) as { id: string }).id;
    expect(of({ statement: 'A is b', q: 'x' })).toBe(of({ fact: 'A is b', question: 'x' }));
    expect(of({ statement: 'A is b', q: 'x' })).not.toBe(of({ statement: 'A is c', q: 'x' }));
  });

  test('files name their bad entries by number', () => {
    const { facts, bad } = parseFacts('statement,question\nA is b,What is A?\n,Why?\n', 'csv');
    expect(facts.map(({ statement }) => statement)).toEqual(['A is b']);
    expect(bad).toEqual([{ row: 2, reason: expect.stringContaining('no statement') }]);
  });
});
