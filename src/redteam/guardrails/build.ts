import type { LlmCategory } from '#src/core/attempt.ts';
import type { Plugin } from '#src/core/registry.ts';
import type { Severity } from '#src/core/severity.ts';
import type { Goal } from '../goal.ts';
import { type Ask, goalsOf, technique } from '../modules/build.ts';

/** What one protection of a system has to hold against. */
export interface Guardrail extends Plugin {
  readonly description: string;
  readonly goals: readonly Goal[];
}

interface Asked {
  readonly category: LlmCategory;
  /** Title of its finding. */
  readonly finding: string;
  readonly severity: Severity;
  readonly cwe: number | null;
  readonly asks: readonly Ask[];
}

/** One of several techniques of a guardrail: a finding of its own. */
export interface Part extends Asked {
  readonly id: string;
}

type Draft = Plugin & { readonly description: string } & (Asked | { readonly parts: readonly Part[] });

/** New parts and new asks are added at the end: a goal's number is part of its name for ever. */
export const part = (
  id: string,
  category: LlmCategory,
  finding: string,
  severity: Severity,
  cwe: number,
  ...asks: Ask[]
): Part => ({ id, category, finding, severity, cwe, asks });

/**
 * A built-in guardrail check. With one technique its goals are named `<category>-guardrail-<id>-<n>` and grouped into
 * one finding; with `parts` they are `<category>-guardrail-<id>-<part>-<n>`, one finding a part.
 */
export const defineGuardrail = ({ id, title, description, ...draft }: Draft): Guardrail => {
  const named =
    'parts' in draft
      ? draft.parts.map((entry) => ({ name: `guardrail-${id}-${entry.id}`, asked: entry }))
      : [{ name: `guardrail-${id}`, asked: draft }];
  return {
    id,
    title,
    description,
    goals: named
      .flatMap(({ name, asked: { category, finding, severity, cwe, asks } }) =>
        goalsOf(category, technique(name, finding, severity, cwe, ...asks)),
      )
      .map((goal) => ({ ...goal, source: 'guardrail' })),
  };
};
