import { type Assigned, readAssigned } from './assignment.ts';
import { type Checked, unchecked } from './checks.ts';
import { Keywords } from './keywords.ts';
import { entropyOf, placeholderReason } from './placeholder.ts';
import { type Place, type Rank, ranks, type SecretRule, type Sighting } from './rule.ts';

/** A secret in a text, by its place. */
export interface Found extends Sighting {
  readonly rule: SecretRule;
  readonly secret: string;
  /** Bits per character. */
  readonly entropy: number;
  readonly checked: Checked;
}

export interface Search {
  readonly found: readonly Found[];
  /** Rules that were asked at a place: bounded by the length of the text, whatever it holds. */
  readonly asked: number;
  /** True when a budget ran out before the end of the text. */
  readonly cut: boolean;
}

export interface SearchOptions {
  /** Ranks that count; all without it. */
  readonly ranks?: readonly Rank[];
  /** Most findings of one text: 500 unless told. */
  readonly most?: number;
}

/** Asks rules only where a keyword of theirs stands: one pass over the text, whatever their number. */
export class Finder {
  readonly #keywords: Keywords;
  readonly #words: readonly string[];
  readonly #rules: readonly (readonly SecretRule[])[];

  constructor(rules: readonly SecretRule[]) {
    const byWord = new Map<string, SecretRule[]>();
    for (const rule of rules)
      for (const word of rule.keywords) byWord.set(word, [...(byWord.get(word) ?? []), rule]);
    this.#words = [...byWord.keys()];
    this.#rules = [...byWord.values()];
    this.#keywords = new Keywords(this.#words);
  }

  /** Every secret, in the order of the text, none over another. */
  search(text: string, { ranks: counted = ranks, most = 500 }: SearchOptions = {}): Search {
    const lowered = lower(text);
    const found: Found[] = [];
    let asked = 0;
    let cut = false;
    this.#keywords.search(lowered, (keyword, end) => {
      if (found.length >= most) {
        cut = true;
        return;
      }
      const place = placeOf(text, lowered, end - (this.#words[keyword] as string).length, end);
      for (const rule of this.#rules[keyword] as readonly SecretRule[]) {
        if (!counted.includes(rule.rank)) continue;
        asked++;
        const seen = rule.match(place);
        for (const one of seen === null
          ? []
          : Array.isArray(seen)
            ? (seen as Sighting[])
            : [seen as Sighting]) {
          const judged = judge(rule, text, one);
          if (judged) found.push(judged);
        }
      }
    });
    return { found: best(found), asked, cut };
  }
}

/** The values are read once, and only when a rule asks. */
function placeOf(text: string, lowered: string, at: number, end: number): Place {
  let values: readonly Assigned[] | null = null;
  return {
    text,
    lowered,
    at,
    end,
    assigned() {
      values ??= readAssigned(text, at, end);
      return values;
    },
  };
}

/** Lower case of the same length: a few letters beyond ASCII would grow. */
function lower(text: string): string {
  const lowered = text.toLowerCase();
  return lowered.length === text.length
    ? lowered
    : text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

function judge(rule: SecretRule, text: string, seen: Sighting): Found | null {
  const secret = text.slice(seen.start, seen.end);
  const entropy = entropyOf(secret);
  if (entropy < rule.entropy || placeholderReason(secret, rule.rows) !== null) return null;
  return { ...seen, rule, secret, entropy, checked: (rule.check ?? unchecked)(secret) };
}

/** Of finds that overlap the one with the higher rank stays, then the longer one, then the earlier rule. */
function best(found: readonly Found[]): Found[] {
  const order = found.toSorted(
    (a, b) =>
      ranks.indexOf(b.rule.rank) - ranks.indexOf(a.rule.rank) ||
      (a.doubt ?? 0) - (b.doubt ?? 0) ||
      b.end - b.start - (a.end - a.start),
  );
  const kept: Found[] = [];
  const starts = new Map<number, Found>();
  for (const one of order) {
    // Secrets are short and finds few; what overlaps begins nearby.
    if (starts.has(one.start) || kept.some((other) => one.start < other.end && other.start < one.end))
      continue;
    kept.push(one);
    starts.set(one.start, one);
  }
  return kept.toSorted((a, b) => a.start - b.start);
}
