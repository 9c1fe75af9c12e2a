import { createHash } from 'node:crypto';
import type { Proof } from './attempt.ts';
import { type Severity, severityRank } from './severity.ts';
import type { TargetKind } from './target.ts';

export const findingStatuses = [
  'open',
  'triaged',
  'in_progress',
  'fixed',
  'accepted',
  'false_positive',
] as const;
export type FindingStatus = (typeof findingStatuses)[number];

/** What an attempt showed, as stored: redacted, at most `evidenceLimit` characters a field. */
export interface AnswerEvidence {
  readonly attempt: string;
  readonly strategy: string;
  readonly prompt: string;
  readonly answer: string;
  readonly reason: string;
  readonly proof: Proof;
  /** JPEG of the page with the answer, redacted: bytes until it is stored, then the id of its artifact. */
  readonly screenshot?: Uint8Array | string;
}

/** A piece of a file, as stored: secrets in it are replaced by stubs. */
export interface CodeEvidence {
  readonly path: string;
  /** Number of the snippet's first line, from 1. */
  readonly line: number;
  readonly snippet: string;
  readonly reason: string;
}

export type Evidence = AnswerEvidence | CodeEvidence;

export const evidenceRows = 5;
export const evidenceLimit = 512;

/** One flaw, however often it was seen. The same shape for all three pipelines. */
export interface FindingDraft {
  readonly kind: TargetKind;
  readonly checkId: string;
  readonly fingerprint: string;
  readonly title: string;
  readonly severity: Severity;
  readonly confidence: number;
  readonly owaspCategory: string | null;
  readonly technique: string | null;
  readonly cwe: number | null;
  readonly location: Readonly<Record<string, unknown>>;
  readonly description: string;
  readonly remediation: string;
  readonly references: Readonly<Record<string, readonly string[]>>;
  readonly evidence: readonly Evidence[];
  readonly proof: Proof;
  readonly occurrences: number;
  /** Why the target's own files say that this is not to be acted upon: counts for as long as they say it. */
  readonly suppression?: string;
}

/** Stable over scans: a hash of what the finding is, never of where it happened to stand in a run. */
export const fingerprint = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\u0000')).digest('hex').slice(0, 32);

/**
 * Two sightings of one flaw as one: the worse severity, the higher confidence with its proof, occurrences added,
 * the first `evidenceRows` pieces of evidence kept.
 */
export function merge(a: FindingDraft, b: FindingDraft): FindingDraft {
  const surer = b.confidence > a.confidence ? b : a;
  return {
    ...a,
    severity: severityRank(b.severity) < severityRank(a.severity) ? b.severity : a.severity,
    confidence: surer.confidence,
    proof: surer.proof,
    occurrences: a.occurrences + b.occurrences,
    evidence: [...a.evidence, ...b.evidence].slice(0, evidenceRows),
  };
}

/** Drafts merged by fingerprint, in order of first appearance. */
export function group(drafts: Iterable<FindingDraft>): FindingDraft[] {
  const byPrint = new Map<string, FindingDraft>();
  for (const draft of drafts) {
    const known = byPrint.get(draft.fingerprint);
    byPrint.set(draft.fingerprint, known ? merge(known, draft) : draft);
  }
  return [...byPrint.values()];
}
