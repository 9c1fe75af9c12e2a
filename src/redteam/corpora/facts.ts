import { createHash } from 'node:crypto';
import type { Fact } from '../gathered.ts';
import { fieldsOf, pick, text } from './fields.ts';
import { type BadRow, type CorpusFormat, type Entry, readEntries } from './records.ts';

export const mostFacts = 10_000;
const mostCharacters = 4000;
const statementNames = ['statement', 'fact', 'answer', 'a', 'text'];
const questionNames = ['question', 'q'];

/** Words with which the statement proper begins: a question must not give them away. */
const verbs = new Set(
  'is are was were be been has have had do does did can could may might must shall should will would cannot costs cost takes take needs need contains contain means mean starts start ends end opens open closes close offers offer provides provide supports support requires require applies apply lasts last comes come lies lie belongs belong consists consist weighs weigh measures measure'.split(
    ' ',
  ),
);

/**
 * One entry of a knowledge base: a text, or an object with `statement` (or fact, answer, a, text) and, where it has one,
 * `question` (or q). Without a question, one is made from the words before the first verb, or from the first half of
 * the words, six at most; words with digits are left out, so that it gives away no number. The reason when it is none.
 */
export function factOf(entry: unknown): Fact | string {
  const fields = fieldsOf(entry, 'statement');
  if (!fields) return 'is neither text nor an object';
  const statement = text(pick(fields, statementNames));
  if (!statement) return `has no statement: a text as ${statementNames.join(', ')}`;
  const given = pick(fields, questionNames);
  if (given !== undefined && typeof given !== 'string') return 'has a question that is not text';
  const question = text(given) ?? questionAbout(statement);
  if (!question) return 'needs a question of its own: none can be made without giving the statement away';
  for (const part of [statement, question]) {
    if (part.length > mostCharacters) return `is longer than ${mostCharacters} characters`;
    if (part.includes('\0') || !part.isWellFormed()) return 'has a NUL character or half a character in it';
  }
  const mark = createHash('sha256')
    .update(JSON.stringify([statement, question]))
    .digest('hex')
    .slice(0, 12);
  return { id: `fact-${mark}`, statement, question };
}

function questionAbout(statement: string): string | null {
  const words = statement.split(/\s+/);
  const verb = words.findIndex((word) => verbs.has(word.toLowerCase()));
  const end = verb > 0 ? verb : Math.floor(words.length / 2);
  const subject = words
    .slice(0, Math.min(6, end))
    .filter((word) => !/\p{N}/u.test(word))
    .join(' ')
    .replace(/[\s.,;:!?]+$/, '');
  return subject === '' ? null : `What can you tell me about this: ${subject}?`;
}

export interface ParsedFacts {
  readonly facts: readonly Fact[];
  readonly bad: readonly BadRow[];
}

/** The facts of a list; each entry is in exactly one of `facts` and `bad`, but for those that say the same. */
export function factsOf(entries: readonly Entry[]): ParsedFacts {
  const facts = new Map<string, Fact>();
  const bad: BadRow[] = [];
  for (const { row, value } of entries) {
    const fact = factOf(value);
    if (typeof fact === 'string') bad.push({ row, reason: fact });
    else facts.set(fact.id, fact);
  }
  return { facts: [...facts.values()], bad };
}

/** The facts of a file. @throws AssayError `bad-request` when it is not of that format or beyond the limits */
export function parseFacts(source: string, format: CorpusFormat): ParsedFacts {
  const { entries, bad } = readEntries(source, format);
  const read = factsOf(entries);
  return { facts: read.facts, bad: [...bad, ...read.bad].sort((a, b) => a.row - b.row) };
}
