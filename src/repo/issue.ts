import type { Proof } from '#src/core/attempt.ts';
import type { Severity } from '#src/core/severity.ts';

/** A place in a file: lines from 1, columns from 0 in UTF-16 units, the end exclusive in columns. */
export interface Span {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** One step of a flow, source first, sink last. */
export interface FlowStep {
  readonly path: string;
  readonly span: Span;
  /** What happens here, in a few words: "request.args is read", "joined into query", "reaches cursor.execute". */
  readonly message: string;
}

/** The package an advisory speaks of. */
export interface IssuePackage {
  readonly purl: string;
  readonly ecosystem: string;
  readonly name: string;
  readonly version: string;
  /** The lowest version without this flaw; null where there is none. */
  readonly fixed: string | null;
  /** CVE id where there is one. */
  readonly cve: string | null;
  /** Every id of the advisory, its own first. */
  readonly advisories: readonly string[];
  /** Needed for development only. */
  readonly dev: boolean;
}

/** What a scanner found in a repository. `finding.ts` makes a finding of it, with its fingerprint and snippet. */
export interface Issue {
  /** Id of the scanner: sast, secrets, sca, iac, malware, or the name of a tool. */
  readonly scanner: string;
  /** `<scanner or language>-<what>`, stable over versions: "python-sql-injection". */
  readonly ruleId: string;
  readonly title: string;
  readonly severity: Severity;
  /** 0–1. */
  readonly confidence: number;
  readonly cwe: number | null;
  readonly description: string;
  readonly remediation: string;
  /** Ids and links by collection: owasp, cwe, url … */
  readonly references: Readonly<Record<string, readonly string[]>>;
  /** Relative to the root of the tree, with forward slashes. */
  readonly path: string;
  readonly span: Span;
  /** From source to sink, where the issue is a flow. */
  readonly flow?: readonly FlowStep[];
  readonly package?: IssuePackage;
  /** What a machine can check again: the kind names the checker. Never holds a secret. */
  readonly proof: Proof;
  /** Texts of this file that must not be stored anywhere: they are replaced in snippets and flows. */
  readonly secrets?: readonly string[];
  /** The lines themselves, where whoever stores the issue does not have the file. */
  readonly snippet?: string;
  /** Number of the snippet's first line; that of `span` without it. */
  readonly snippetLine?: number;
  /** The commit that it was seen at, where that is not the one that is scanned. */
  readonly commit?: string;
  /** Why a tool's own report says that this is not to be acted upon. */
  readonly suppression?: string;
  /** What makes the issue the same in another scan, where that is not its lines: advisory and package. */
  readonly identity?: readonly string[];
}
