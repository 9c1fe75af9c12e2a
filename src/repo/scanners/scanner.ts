import type { Plugin } from '#src/core/registry.ts';
import type { Exec, Send } from '#src/core/tools.ts';
import type { Issue } from '../issue.ts';
import type { Skipped, Tree, TreeFile } from '../tree.ts';

/** What a scanner says of one file, or of the tree. */
export interface Report {
  readonly issues: readonly Issue[];
  /** What was not, or not wholly, looked at. */
  readonly skipped: readonly Skipped[];
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
  /** Whether this file is its business, by name and size alone. */
  accepts(file: TreeFile): boolean;
  open(tools: FileTools): Promise<OpenFileScanner>;
}

/** What a scanner of the whole tree may use. */
export interface TreeTools {
  readonly send: Send;
  readonly exec: Exec;
  /** Advisories as far as this server has or may ask for them. */
  readonly advisories: AdvisorySource;
  readonly signal: AbortSignal;
  /** Absolute path of the checkout: for programs that are started in it. */
  readonly root: string;
}

/** A scanner that needs the tree as a whole: dependencies, programs found on PATH. */
export interface TreeScanner extends Plugin {
  readonly description: string;
  readonly over: 'tree';
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

/** Where advisories come from. `src/repo/sca/` has the rules; io and store have the files and the network. */
export interface AdvisorySource {
  /** What is asked, for the notes: "osv.dev", "imported 2026-11-24, 8 ecosystems"; null: nothing, so not scanned. */
  describe(): Promise<string | null>;
  /** OSV records (https://ossf.github.io/osv-schema/) that may touch each package, in the order of the queries. */
  candidates(queries: readonly PackageQuery[], signal: AbortSignal): Promise<readonly (readonly unknown[])[]>;
}
