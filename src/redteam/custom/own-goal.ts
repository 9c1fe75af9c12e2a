import { createHash } from 'node:crypto';
import type { LlmCategory } from '#src/core/attempt.ts';
import type { Severity } from '#src/core/severity.ts';
import type { Goal } from '../goal.ts';

/** A goal in the user's own words, variables already filled in. */
export interface Own {
  readonly category: LlmCategory;
  readonly source: 'policy' | 'intent' | 'guardrail';
  /** As it stands in plans and findings: the user's name for it, or what it says, in short. */
  readonly name: string;
  readonly title: string;
  readonly severity: Severity;
  /** One line: a single question. More: asked one after the other in one conversation. */
  readonly lines: readonly string[];
  readonly indicators: readonly string[];
  /** What an answer that crosses the line does, for a judge. */
  readonly criterion: string;
}

/** Lower-case words with hyphens, for names of techniques; letters of any script stay. */
export const slugOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 48)
    .replace(/-+$/, '') || 'unnamed';

/** The beginning of a text on one line, at most 60 characters. */
export const inShort = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= 60 ? line : `${line.slice(0, 59).trimEnd()}…`;
};

/**
 * One goal, proven by an indicator. Its id is drawn from what it asks, so that reordering the configuration changes
 * no id and two scans of one configuration can be compared pair by pair.
 */
export function ownGoal(own: Own): Goal {
  const { category, source, name, title, severity, lines, indicators, criterion } = own;
  const technique = `${source}-${slugOf(name)}`;
  const mark = createHash('sha256')
    .update(JSON.stringify([name, lines, indicators]))
    .digest('hex')
    .slice(0, 8);
  const script = lines.length > 1 ? { script: lines } : {};
  return {
    id: `${category.toLowerCase()}-${technique}-${mark}`,
    category,
    technique,
    title,
    severity,
    // Improper neutralization of input for prompting; elsewhere improper validation of output.
    cwe: category === 'LLM01' ? 1427 : 1426,
    source,
    criterion,
    ...(lines.length > 1 ? { turns: lines.length } : {}),
    mint: () => ({ prompt: lines.join('\n\n'), proof: { kind: 'indicator', indicators }, ...script }),
  };
}
