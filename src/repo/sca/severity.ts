import { type Severity, severityRank } from '#src/core/severity.ts';
import { cvss3Score } from './cvss.ts';
import { cvss4Score } from './cvss4.ts';
import type { Advisory } from './record.ts';

/** A severity, and what says so. */
export interface Rated {
  readonly severity: Severity;
  /** "CVSS 9.8", "rated HIGH by its database" …; null where nobody has rated it, and medium is assumed. */
  readonly because: string | null;
  readonly score: number | null;
}

const words: Readonly<Record<string, Severity>> = {
  critical: 'critical',
  important: 'high',
  high: 'high',
  moderate: 'medium',
  medium: 'medium',
  low: 'low',
  negligible: 'info',
  none: 'info',
  unimportant: 'info',
};

/** https://www.first.org/cvss/v3-1/specification-document, section 5. */
export function severityOfScore(score: number): Severity {
  if (score >= 9) return 'critical';
  if (score >= 7) return 'high';
  if (score >= 4) return 'medium';
  return score > 0 ? 'low' : 'info';
}

/** The first score that one of these gives. */
function scoreOf({ severity }: Advisory, read: (vector: string) => number | null): number | null {
  return severity.map(({ score }) => read(score)).find((value) => value !== null) ?? null;
}

/**
 * A package made to do harm is critical. Otherwise the base score of a vector counts, of CVSS 3 where there is one
 * (scores of 4 are not comparable with it, and most records have 3), then the word of the database.
 */
function rate(advisory: Advisory): Rated | null {
  const { id, severity, rating } = advisory;
  if (id.startsWith('MAL-')) return { severity: 'critical', because: 'malicious', score: null };
  const score = scoreOf(advisory, cvss3Score) ?? scoreOf(advisory, cvss4Score);
  if (score !== null) return { severity: severityOfScore(score), because: `CVSS ${score.toFixed(1)}`, score };
  const word = [rating, ...severity.map(({ score }) => score)].find(
    (text) => text !== null && Object.hasOwn(words, text.toLowerCase()),
  );
  if (!word) return null;
  return {
    severity: words[word.toLowerCase()] as Severity,
    because: `rated ${word} by its database`,
    score: null,
  };
}

/** The worst that the advisories of one flaw say. */
export function rateAll(advisories: readonly Advisory[]): Rated {
  const rated = advisories.flatMap((advisory) => rate(advisory) ?? []);
  const [worst] = rated.toSorted(
    (a, b) => severityRank(a.severity) - severityRank(b.severity) || (b.score ?? 0) - (a.score ?? 0),
  );
  return worst ?? { severity: 'medium', because: null, score: null };
}
