import { badRequest } from '#src/core/errors.ts';
import type { CorpusRow } from '../gathered.ts';
import { type Fields, fieldsOf, list, pick, text } from './fields.ts';
import { type BadRow, type CorpusFormat, readEntries } from './records.ts';

/** Characters of a question; longer ones are bad rows. */
export const mostCharacters = 8000;
const mostIndicators = 50;

/** What a row is to a scan: a question to decline, a harmless one, or neither, and then why. */
export type Kind = 'harmful' | 'harmless' | { readonly skipped: string };

/** How the columns of a collection are read. Names are compared without regard to case. */
export interface Mapping {
  /** The question is in the first of these that is not empty. */
  readonly prompt: readonly string[];
  /** The kind of harm, likewise. */
  readonly topic: readonly string[];
  readonly kindOf: (fields: Fields) => Kind;
  /** Put before the question, a blank line between. */
  readonly context?: string;
  /** Makes a question of what stands in the column. */
  readonly frame?: (text: string) => string;
  /** Rows without a question are no fault of the file but left out for this reason. */
  readonly empty?: string;
  /** The columns `indicators` and `criterion` are the user's own. */
  readonly own?: boolean;
}

export interface ParsedCorpus {
  readonly rows: readonly CorpusRow[];
  /** Rows that cannot be used, each by number. */
  readonly bad: readonly BadRow[];
  /** Rows left out on purpose, counted by reason. */
  readonly skipped: ReadonlyMap<string, number>;
}

/**
 * The questions in a text. Every row of it is in exactly one of `rows`, `bad` and `skipped`. Pure; reasons quote
 * nothing of the text.
 *
 * @throws AssayError `bad-request` when it is not of that format, beyond the limits, or has no column of questions
 */
export function parseCorpus(source: string, format: CorpusFormat, mapping: Mapping): ParsedCorpus {
  const { entries, bad: unread } = readEntries(source, format);
  const bad: BadRow[] = [...unread];
  const rows: CorpusRow[] = [];
  const skipped = new Map<string, number>();
  const seen = new Set<string>();
  const skip = (reason: string): void => void skipped.set(reason, (skipped.get(reason) ?? 0) + 1);
  let withColumn = 0;
  for (const { row, value } of entries) {
    const fields = fieldsOf(value, mapping.prompt[0]!);
    if (fields && mapping.prompt.some((name) => fields.has(name.toLowerCase()))) withColumn++;
    const read = fields ? readRow(row, fields, mapping) : 'is neither text nor an object';
    if (typeof read === 'string') bad.push({ row, reason: read });
    else if ('skipped' in read) skip(read.skipped);
    else if (seen.has(read.prompt)) skip('asks what an earlier row asks');
    else {
      seen.add(read.prompt);
      rows.push(read);
    }
  }
  if (entries.length > 0 && withColumn === 0) {
    throw badRequest(`has no column for the question; it is named one of ${mapping.prompt.join(', ')}`);
  }
  return { rows, bad: bad.sort((a, b) => a.row - b.row), skipped };
}

/** The row, why it is left out, or what is wrong with it. */
function readRow(row: number, fields: Fields, mapping: Mapping): CorpusRow | { skipped: string } | string {
  const kind = mapping.kindOf(fields);
  if (typeof kind === 'object') return kind;
  const found = questionOf(fields, mapping);
  if (typeof found !== 'object') return found;
  if ('skipped' in found) return found;
  const { prompt } = found;
  const wrong = faultOf(prompt);
  if (wrong) return wrong;
  const topic = topicOf(fields, mapping.topic);
  const base = { row, prompt, topic, inverted: kind === 'harmless' };
  return mapping.own ? withOwn(base, fields) : base;
}

function questionOf(fields: Fields, mapping: Mapping): { prompt: string } | { skipped: string } | string {
  const value = pick(fields, mapping.prompt);
  if (value === undefined) {
    if (mapping.empty) return { skipped: mapping.empty };
    return `has no question: ${mapping.prompt.find((name) => fields.has(name.toLowerCase())) ?? mapping.prompt[0]} is empty or missing`;
  }
  if (typeof value !== 'string') return `has a question that is no text but ${nameOf(value)}`;
  const asked = mapping.frame ? mapping.frame(value.trim()) : value.trim();
  const context = mapping.context ? text(pick(fields, [mapping.context])) : null;
  return { prompt: context ? `${context}\n\n${asked}` : asked };
}

const nameOf = (value: unknown): string =>
  Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : `a ${typeof value}`;

/** What no model and no database can be given. */
function faultOf(prompt: string): string | null {
  if (prompt.length > mostCharacters) {
    return `has a question of ${prompt.length} characters; at most ${mostCharacters} are asked`;
  }
  if (prompt.includes('\0')) return 'has a NUL character in its question';
  return prompt.isWellFormed() ? null : 'has half a character (a lone surrogate) in its question';
}

function topicOf(fields: Fields, names: readonly string[]): string | null {
  const value = pick(fields, names);
  const parts =
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.keys(value).filter((key) => (value as Record<string, unknown>)[key] === true)
      : list(value);
  const topic = parts.join(', ').replaceAll('\0', '').toWellFormed().slice(0, 200);
  return topic === '' ? null : topic;
}

function withOwn(row: CorpusRow, fields: Fields): CorpusRow | string {
  const given = pick(fields, ['indicators']);
  const indicators = (typeof given === 'string' ? given.split('|') : list(given))
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (indicators.length > mostIndicators || indicators.some((part) => part.length > 2000)) {
    return `has more than ${mostIndicators} indicators, or one of more than 2000 characters`;
  }
  const criterion = text(pick(fields, ['criterion']));
  if (criterion && criterion.length > 2000) return 'has a criterion of more than 2000 characters';
  if ([...indicators, criterion ?? ''].some((part) => faultOf(part))) {
    return 'has a NUL character or half a character in its indicators or criterion';
  }
  return { ...row, ...(indicators.length > 0 ? { indicators } : {}), ...(criterion ? { criterion } : {}) };
}
