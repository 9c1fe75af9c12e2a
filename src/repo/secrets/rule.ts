import type { Severity } from '#src/core/severity.ts';
import type { Assigned } from './assignment.ts';
import type { Checked } from './checks.ts';
import { floorOf, lastSet, lengthOf, type Shape, setsOf, sourceOf } from './shape.ts';

/** Where a keyword stands in a text. */
export interface Place {
  readonly text: string;
  /** Lower case, as long as `text`. */
  readonly lowered: string;
  /** First and one past the last character of the keyword. */
  readonly at: number;
  readonly end: number;
  /** Values that are assigned to a name with the keyword in it. Read once for all rules of the place. */
  assigned(): readonly Assigned[];
}

/** A secret that a rule sees in a text. */
export interface Sighting {
  readonly start: number;
  readonly end: number;
  /** Lowers the confidence of the rule: the name says less than it might. */
  readonly doubt?: number;
}

/** How sure the way of finding is of what it found: of overlapping finds the higher rank stays. */
export type Rank = 'generic' | 'assigned' | 'special' | 'prefixed';
export const ranks: readonly Rank[] = ['generic', 'assigned', 'special', 'prefixed'];

/** A kind of secret: data for the engine in `find.ts`. */
export interface SecretRule {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly rank: Rank;
  /** 0–1: of a finding outside of tests whose check digits, if any, are not known. */
  readonly confidence: number;
  /** Lower case. The rule is asked only where one of them stands. */
  readonly keywords: readonly string[];
  /** What the samples of the tests are made of; absent for rules of their own making. */
  readonly shape?: Shape;
  /** Bits per character that the secret must have. */
  readonly entropy: number;
  /** The secret at this place, several, or null. Bounded work: it looks at a few hundred characters around the keyword. */
  readonly match: (place: Place) => Sighting | readonly Sighting[] | null;
  /** Rows of one character are part of the format: they do not make a placeholder of it. */
  readonly rows?: boolean;
  /** Whether the secret's check digits and inner form hold. */
  readonly check?: (secret: string) => Checked;
  /** Where and how to revoke it. */
  readonly remediation: string;
}

export interface RuleOptions {
  readonly severity?: Severity;
  readonly entropy?: number;
  readonly confidence?: number;
  readonly rows?: boolean;
  readonly check?: (secret: string) => Checked;
}

/** What a vendor's rules have in common, until `vendor()` adds it. */
export type Draft = Omit<SecretRule, 'title' | 'remediation'> & { readonly what: string };

/** The rules of a vendor. `revoke` is a page or a way, as in "Revoke it at …". */
export const vendor = (name: string, revoke: string, drafts: readonly Draft[]): SecretRule[] =>
  drafts.map(({ what, ...rest }) => ({
    ...rest,
    title: `${name} ${what}`,
    remediation: `Revoke it (${revoke}), issue a new one and keep that out of the repository: in a secret store or the environment. Removing it from the file is not enough, as the history keeps it.`,
  }));

/** A secret that its own beginning gives away. Prefixes are exact in their case. */
export function prefixed(
  id: string,
  what: string,
  prefix: string | readonly string[],
  shape: Shape,
  options: RuleOptions = {},
): Draft {
  const prefixes = typeof prefix === 'string' ? [prefix] : prefix;
  const full: Shape = [{ any: prefixes }, shape];
  const pattern = new RegExp(`${sourceOf(full)}(?![A-Za-z0-9_${extra(shape)}])`, 'y');
  return {
    id,
    what,
    severity: options.severity ?? 'high',
    rank: 'prefixed',
    confidence: options.confidence ?? 0.95,
    keywords: prefixes.map((text) => text.toLowerCase()),
    shape: full,
    entropy: options.entropy ?? floorOf(shape),
    ...(options.check ? { check: options.check } : {}),
    ...(options.rows ? { rows: true } : {}),
    match({ text, at }) {
      if (!startsWord(text, at)) return null;
      pattern.lastIndex = at;
      return pattern.test(text) ? { start: at, end: pattern.lastIndex } : null;
    },
  };
}

/** Letters of one case alone, or many without a digit: chance hardly writes that, people do. */
const isWord = /^(?:[a-z._-]+|[A-Z._-]+|[A-Za-z._-]{24,})$/;

/** Under a name without a word for credentials: another name, or one of the arguments of a call. */
const isCode = (text: string, { quoted, start }: Assigned, secret: string): boolean =>
  /^[A-Za-z]+$/.test(secret) || (!quoted && /[,(]\s{0,8}$/.test(text.slice(Math.max(0, start - 9), start)));

/** A secret without a form of its own: a value of this shape that is assigned to a name with one of the keywords. */
export function assigned(
  id: string,
  what: string,
  keywords: readonly string[],
  shape: Shape,
  options: RuleOptions & {
    /** The name must hold it besides the keyword. */
    readonly name?: RegExp;
    /** The value may be an address, a number or another thing that names of addresses and numbers hold. */
    readonly plain?: boolean;
  } = {},
): Draft {
  const pattern = new RegExp(`${sourceOf(shape)}(?![A-Za-z0-9_${extra(shape)}])`, 'y');
  return {
    id,
    what,
    severity: options.severity ?? 'high',
    rank: 'assigned',
    confidence: options.confidence ?? 0.8,
    keywords,
    shape,
    entropy: options.entropy ?? floorOf(shape),
    ...(options.check ? { check: options.check } : {}),
    ...(options.rows ? { rows: true } : {}),
    match({ text, at, assigned: values }) {
      if (!startsName(text, at)) return null;
      for (const value of values()) {
        if (value.harmless && !options.plain) continue;
        if (options.name && !options.name.test(value.name)) continue;
        pattern.lastIndex = value.start;
        if (!pattern.test(text)) continue;
        const end = pattern.lastIndex;
        const secret = text.slice(value.start, end);
        if (isWord.test(secret) || (value.bare && isCode(text, value, secret))) continue;
        return { start: value.start, end, ...(value.bare ? { doubt: 0.3 } : {}) };
      }
      return null;
    },
  };
}

/**
 * A secret that a text in its middle gives away: `before`, of one length, then the mark, then `after`.
 * The mark is exact in its case.
 */
export function infixed(
  id: string,
  what: string,
  before: Shape,
  mark: string,
  after: Shape,
  options: RuleOptions = {},
): Draft {
  const full: Shape = [before, mark, after];
  const pattern = new RegExp(`${sourceOf(full)}(?![A-Za-z0-9_${lastSet(after)}])`, 'y');
  const [least, most] = lengthOf(before);
  const inside = new RegExp(`[A-Za-z0-9_${setsOf(before)}]`);
  return {
    id,
    what,
    severity: options.severity ?? 'high',
    rank: 'prefixed',
    confidence: options.confidence ?? 0.95,
    keywords: [mark.toLowerCase()],
    shape: full,
    entropy: options.entropy ?? floorOf(full),
    ...(options.check ? { check: options.check } : {}),
    ...(options.rows ? { rows: true } : {}),
    match({ text, at }) {
      for (let length = least; length <= most && length <= at; length++) {
        const start = at - length;
        if (start > 0 && inside.test(text[start - 1] as string) && !startsWord(text, start)) continue;
        pattern.lastIndex = start;
        if (pattern.test(text)) return { start, end: pattern.lastIndex };
      }
      return null;
    },
  };
}

/** A rule that reads the place by its own means. */
export const special = (
  draft: Omit<Draft, 'rank' | 'severity' | 'confidence' | 'entropy'> & Partial<Draft>,
): Draft => ({ rank: 'special', severity: 'high', confidence: 0.85, entropy: 0, ...draft });

/** What, beyond letters and digits, must not follow: it would make the run longer than the format allows. */
const extra = (shape: Shape): string => (/-(?:$|[^A-Za-z0-9])/.test(lastSet(shape)) ? '-' : '');

/**
 * True where a word of a name begins, as in `acme_token`, `myAcmeToken`, `MY_ACME`: not in the middle of another word.
 */
function startsName(text: string, at: number): boolean {
  const before = text[at - 1] ?? ' ';
  if (!/[A-Za-z]/.test(before) || startsWord(text, at)) return true;
  const here = text[at] as string;
  return /[a-z]/.test(before) && /[A-Z]/.test(here);
}

/** True where no word goes on: `\n` and the like, written out in a string, begin one. */
export function startsWord(text: string, at: number): boolean {
  if (at === 0) return true;
  const before = text.charCodeAt(at - 1);
  const letter =
    (before >= 48 && before <= 57) ||
    (before >= 65 && before <= 90) ||
    (before >= 97 && before <= 122) ||
    before === 95;
  // `+` is the middle of a base64 text, a dot after a letter that of a file's name.
  if (!letter) return before !== 43 && !(before === 46 && /\w/.test(text[at - 2] ?? ''));
  return at > 1 && text[at - 2] === '\\' && /[nrt]/.test(text[at - 1] as string);
}
