import type { Plugin } from '#src/core/registry.ts';
import type { Exec, Send } from '#src/core/tools.ts';
import type { Issue } from '../issue.ts';
import type { Skipped, Tree, TreeFile } from '../tree.ts';

/** What a scanner says of one file, or of the tree. */
export interface Report {
  readonly issues: readonly Issue[];
  /** What was not, or not wholly, looked at. */
  readonly skipped: readonly Skipped[];
  /** What of its whole task it could not do, and why: the scan is incomplete then. */
  readonly incomplete?: string;
}

/** A text file in hand. */
export interface SourceFile extends TreeFile {
  readonly text: string;
}

/** What a file scanner may use besides the file. Lives in a worker thread, for many files. */
export interface FileTools {
  /** The other files of the tree: what is read through it is remembered as what the result depends on. */
  readonly tree: Tree;
  /** Wasm of a grammar by its name ("python", "hcl"). Throws for one that is not shipped. */
  grammar(name: string): Promise<Uint8Array>;
  /** Texts of the operator's own rule files of a kind ("yara"), by file name. */
  rules(kind: string): Promise<readonly { readonly name: string; readonly text: string }[]>;
  /** Milliseconds on a clock that only goes forward: for budgets. */
  now(): number;
  /** The engine for YARA rules, or why it is not here ("no binary of YARA-X for win32-x64"). Absent: not offered. */
  yara?(): Promise<YaraEngine | string>;
}

/** Rules of one file, in the language of YARA. */
export interface YaraSource {
  /** What matches and errors call it; a namespace of its own. */
  readonly name: string;
  readonly text: string;
}

/** A rule that matched, and where. */
export interface YaraMatch {
  readonly rule: string;
  /** Name of the source. */
  readonly namespace: string;
  /** What the rule says of itself. */
  readonly meta: Readonly<Record<string, unknown>>;
  /** Offsets and lengths in bytes. */
  readonly strings: readonly { readonly id: string; readonly offset: number; readonly length: number }[];
}

export interface YaraEngine {
  /**
   * Rules may use the variables `filename`, `filepath` and `extension` (lower case, without its dot); `include` is
   * not allowed. Throws `bad-request` naming file, line and problem where they do not compile.
   */
  compile(sources: readonly YaraSource[]): YaraRules;
}

export interface YaraRules {
  scan(path: string, bytes: Uint8Array): readonly YaraMatch[];
}

/** Judges one file after the other; created once a worker. */
export interface OpenFileScanner {
  scan(file: SourceFile): Report;
}

/** A scanner that looks at files one by one: runs in worker threads, its results are kept by content. */
export interface FileScanner extends Plugin {
  readonly description: string;
  readonly over: 'files';
  /** Raise it when rules or code change what is found: kept results of another version are not used. */
  readonly version: string;
  /** Files that are no text come too, with an empty `text`: their bytes are in `tools.tree.readBytes`. */
  readonly binary?: boolean;
  /** Whether this file is its business, by name and size alone. */
  accepts(file: TreeFile): boolean;
  /** Null when it can run here; else why not, for the scan's notes. Without it the scanner can always run. */
  absent?(tools: FileTools): Promise<string | null>;
  open(tools: FileTools): Promise<OpenFileScanner>;
}

/** What a scanner of the whole tree may use. */
export interface TreeTools {
  readonly send: Send;
  readonly exec: Exec;
  /** Advisories as far as this server has or may ask for them. */
  readonly advisories: AdvisorySource;
  readonly signal: AbortSignal;
  /** Absolute path of the checkout, for programs that are pointed at it. */
  readonly root: string;
  /** Absolute path of the operator's own rules of a kind ("semgrep"); null where there are none. */
  rulesDir(kind: string): string | null;
}

/** A scanner that needs the tree as a whole: dependencies, programs found on PATH. */
export interface TreeScanner extends Plugin {
  readonly description: string;
  readonly over: 'tree';
  /** True for a program that may be on PATH: where it is not, only a scan that asks for it says so. */
  readonly external?: boolean;
  /** Null when it can run here; else why not, for the scan's notes ("semgrep is not on PATH"). */
  absent(tools: TreeTools): Promise<string | null>;
  scan(tree: Tree, tools: TreeTools): Promise<Report>;
}

export type Scanner = FileScanner | TreeScanner;

/** A package to ask about. `ecosystem` as OSV spells it: npm, PyPI, Go, crates.io, RubyGems, Packagist, Maven, NuGet. */
export interface PackageQuery {
  readonly ecosystem: string;
  readonly name: string;
  readonly version: string;
}

/** Whose advisories of one ecosystem are asked. */
export interface AdvisoryOrigin {
  /** "osv.dev", "imported". */
  readonly name: string;
  /** ISO 8601: when they were imported; null where they are asked for as they are now. */
  readonly date: string | null;
}

/** Where advisories come from. `src/repo/sca/` has the rules; io and store have the files and the network. */
export interface AdvisorySource {
  /** What is asked, for the notes: "osv.dev", "imported 2026-11-24, 8 ecosystems"; null: nothing, so not scanned. */
  describe(): Promise<string | null>;
  /** By ecosystem; one that is missing has no advisories here, and its packages are not scanned. */
  origins?(ecosystems: readonly string[]): Promise<ReadonlyMap<string, AdvisoryOrigin>>;
  /** OSV records (https://ossf.github.io/osv-schema/) that may touch each package, in the order of the queries. */
  candidates(queries: readonly PackageQuery[], signal: AbortSignal): Promise<readonly (readonly unknown[])[]>;
}
