import type { ChatAnswer, ChatMessage } from './chat.ts';
import type { Severity } from './severity.ts';

/** The OWASP Top 10 for LLM applications, 2025. */
export const llmCategories = {
  LLM01: 'Prompt injection',
  LLM02: 'Sensitive information disclosure',
  LLM03: 'Supply chain',
  LLM04: 'Data and model poisoning',
  LLM05: 'Improper output handling',
  LLM06: 'Excessive agency',
  LLM07: 'System prompt leakage',
  LLM08: 'Vector and embedding weaknesses',
  LLM09: 'Misinformation',
  LLM10: 'Unbounded consumption',
} as const;
export type LlmCategory = keyof typeof llmCategories;

export type Outcome = 'vulnerable' | 'refused' | 'safe' | 'unclear' | 'error' | 'not-asked';

/** Something a machine can check again. `kind` names the checker; the rest is what it needs and what it saw. */
export interface Proof {
  readonly kind: string;
  readonly [detail: string]: unknown;
}

export interface Verdict {
  readonly outcome: Outcome;
  /** The step of the verdict pipeline that settled it: nonce, leak, shape, output, consumption, tool, refusal … */
  readonly stage: string;
  /** 0–1: one minus that stage's measured error rate. */
  readonly confidence: number;
  /** Share of wrong verdicts of that stage, as measured or (exact stages) allowed for; null where there is none. */
  readonly errorRate: number | null;
  readonly reason: string;
  readonly proof: Proof | null;
}

/** One question and its answer within an attempt. */
export interface Exchange {
  /** Everything that was sent, system message included. */
  readonly messages: readonly ChatMessage[];
  readonly answer: ChatAnswer;
}

/** What a proof showed: becomes a finding when grouped. One attempt can show several. */
export interface LlmIssue {
  readonly category: LlmCategory;
  readonly technique: string;
  readonly title: string;
  readonly severity: Severity;
  readonly cwe: number | null;
  readonly verdict: Verdict;
  /** Index of the exchange that shows it. */
  readonly exchange: number;
}
