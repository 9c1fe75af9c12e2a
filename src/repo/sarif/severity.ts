import type { Severity } from '#src/core/severity.ts';
import { type Loose, number, object, text } from './loose.ts';

/** Words that tools use, besides our own. */
const words: Readonly<Record<string, Severity>> = {
  critical: 'critical',
  blocker: 'critical',
  very_high: 'critical',
  high: 'high',
  error: 'high',
  major: 'high',
  serious: 'high',
  medium: 'medium',
  moderate: 'medium',
  warning: 'medium',
  warn: 'medium',
  low: 'low',
  minor: 'low',
  note: 'low',
  style: 'low',
  recommendation: 'low',
  info: 'info',
  informational: 'info',
  none: 'info',
  negligible: 'info',
  undefined: 'info',
  unknown: 'info',
};

/** Bands of CVSS 3.1, section 5. */
const ofScore = (score: number): Severity =>
  score >= 9 ? 'critical' : score >= 7 ? 'high' : score >= 4 ? 'medium' : score > 0 ? 'low' : 'info';

const ofWord = (value: unknown): Severity | undefined => {
  const word = text(value)
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  return Object.hasOwn(words, word) ? words[word] : undefined;
};

const fields = ['security-severity', 'severity', 'issue_severity', 'problem.severity', 'Severity'];

function ofProperties(properties: Loose): Severity | undefined {
  for (const field of fields) {
    const value = properties[field];
    const score = field === 'security-severity' ? number(value) : null;
    if (score !== null && score >= 0 && score <= 10) return ofScore(score);
    const worded = ofWord(value);
    if (worded) return worded;
  }
  return undefined;
}

/**
 * How bad a result is: by its own properties, else its rule's, else by level (SARIF 2.1.0, 3.27.10: a result without one
 * has its rule's, and a rule without one has "warning"). Results that are no failures are information.
 */
export function severityOf(result: Loose, rule: Loose): Severity {
  const kind = text(result.kind);
  if (kind !== '' && kind !== 'fail' && kind !== 'review' && kind !== 'open') return 'info';
  const told = ofProperties(object(result.properties)) ?? ofProperties(object(rule.properties));
  if (told) return told;
  const level = text(result.level) || text(object(rule.defaultConfiguration).level);
  return ofWord(level) ?? 'medium';
}
