import type {
  AttemptOut,
  Catalogue,
  Compare,
  Coverage,
  CoverageCell,
  FindingOut,
  Plan,
  Rate,
  Replay,
  ScanOut,
  TargetOut,
} from './schema.gen.ts';

/** The API's nouns under the names the pages use. */
export type Attempt = AttemptOut;
export type Finding = FindingOut;
export type Scan = ScanOut;
export type Target = TargetOut;
export type { Catalogue, Compare, Coverage, CoverageCell, Plan, Rate, Replay };
export type Severity = FindingOut['severity'];
export type FindingStatus = FindingOut['status'];
export type TargetKind = TargetOut['kind'];

/** Worst first: the only order of severities in the UI. */
export const severities: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];

/** One question and its answer within an attempt, as the journal keeps it. */
export interface Turn {
  readonly conversation?: number;
  readonly prompt: string;
  readonly answer: string;
  readonly reasoning?: string;
  readonly tool_calls?: readonly { readonly name: string; readonly arguments: string }[];
  readonly finish_reason?: string | null;
  readonly latency_ms?: number;
}

/** One piece of evidence of an LLM finding. */
export interface EvidenceRow {
  readonly attempt: string;
  readonly strategy: string;
  readonly prompt: string;
  readonly answer: string;
  readonly reason: string;
  readonly proof: Readonly<Record<string, unknown>>;
  /** Id of an artifact of the finding: a picture of the page with the answer. */
  readonly screenshot?: string;
}

/** A piece of a file, as evidence of a finding in a repository. */
export interface CodeRow {
  readonly path: string;
  readonly line: number;
  readonly snippet: string;
  readonly reason: string;
}

/** Where a finding in a repository is. */
export interface CodeLocation {
  readonly scanner: string;
  readonly path: string;
  readonly line_start: number;
  readonly line_end: number;
  readonly commit: string | null;
  readonly flow?: readonly { readonly path: string; readonly line: number; readonly message: string }[];
  readonly package?: {
    readonly name: string;
    readonly version: string;
    readonly fixed: string | null;
    readonly advisories: readonly string[];
    readonly dev: boolean;
  };
}

/** What `stats` of a repository scan holds, as far as it is shown. */
export interface RepoStats {
  readonly scanners?: readonly {
    readonly id: string;
    readonly status: string;
    readonly reason: string | null;
    readonly findings: number;
    readonly skipped: number;
  }[];
  readonly skipped?: readonly {
    readonly scanner: string;
    readonly reason: string;
    readonly files: number;
    readonly paths: readonly string[];
  }[];
}
