import type { Question, Reply } from '../../persona.ts';

/**
 * Taking the dressing off a message, one way of dressing at a time. Written from what such messages look like, apart
 * from the code that writes them: null when a message is not dressed in this way.
 */
export type Undress = (message: string) => string | null;

/** Where a practice model gives in: the request it then carries out, or its answer; null when it declines. */
export type Weakness = (question: Question) => string | Reply | null;

/** What follows the first empty line; the whole message when there is none. */
export function payloadOf(message: string): string {
  const at = message.indexOf('\n\n');
  return at < 0 ? message : message.slice(at + 2);
}

const common = new Set(
  (
    'the an and or of to in is are was it its this that with for from by on at as be not no do does if then who what ' +
    'which when how you your my me we us our they their he she his her please write give only one all any out'
  ).split(' '),
);

/** Whether a text reads as English: a fifth of its words are the commonest ones. */
export function isEnglish(text: string): boolean {
  const words = text.toLowerCase().match(/[a-z']+/g) ?? [];
  return words.length >= 6 && words.filter((word) => common.has(word)).length / words.length >= 0.2;
}

/** A decoding counts when it makes English of what was none. */
export const madeEnglish = (before: string, after: string | null): string | null =>
  after !== null && isEnglish(after) && !isEnglish(before) ? after : null;

/** What stands between an opening at the start of a message and a closing at its end. */
export function between(message: string, opening: RegExp, closing: RegExp): string | null {
  const start = opening.exec(message);
  if (start?.index !== 0) return null;
  const rest = message.slice(start[0].length);
  const end = closing.exec(rest);
  return end && end.index + end[0].length === rest.length && end.index > 0 ? rest.slice(0, end.index) : null;
}

/** UTF-8 text of bytes; null for what is none. */
export function textOf(bytes: readonly number[] | Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes));
  } catch {
    return null;
  }
}

/** `&#x4e2d;` as the character it stands for. */
export const withoutEntities = (text: string): string =>
  text.replace(/&#x([0-9a-f]{1,5});/gi, (_, digits: string) =>
    String.fromCodePoint(Number.parseInt(digits, 16)),
  );

/** Codes that a message hands out, as one text: the same for every wording of the same request. */
export const codesIn = (message: string): string => (message.match(/\b[A-Z0-9]{3,}\b/g) ?? []).join(' ');
