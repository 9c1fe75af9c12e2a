import type { CreatedAt, Generated, Json } from './columns.ts';

/** Tables of repositories, their scans and advisories; the others are in `schema.ts`. */

export interface RepositoriesTable {
  id: Generated<string>;
  workspace_id: string;
  name: string;
  url: string;
  provider: 'github' | 'local';
  local_path: string | null;
  default_branch: string | null;
  /** People chose the default branch: it stays when the server names another. */
  branch_pinned: Generated<boolean>;
  token_sealed: string | null;
  webhook_secret_sealed: string | null;
  created_at: CreatedAt;
}

/** Deliveries of GitHub's webhooks that were acted on. */
export interface WebhookDeliveriesTable {
  repository_id: string;
  workspace_id: string;
  /** X-GitHub-Delivery. Not signed, so the body counts as well. */
  delivery: string;
  /** SHA-256 of the body, hex. */
  body_hash: string;
  /** The scan it commissioned. */
  scan_id: string | null;
  created_at: CreatedAt;
}

/** A unit of work that is done: files of a repository, one scanner over a tree. */
export interface UnitsTable {
  scan_id: string;
  workspace_id: string;
  index: number;
  key: string;
  outcome: string;
  reason: string;
  record: Json<Record<string, unknown>>;
  created_at: CreatedAt;
}

/** What the scanners of a key said of a file with a content, and which other files that rested on. */
export interface FileResultsTable {
  target_id: string;
  workspace_id: string;
  /** SHA-256 of the path, hex: paths may hold bytes that text columns refuse. */
  path_hash: string;
  /** SHA-256 of the file's content and of the scanners with their versions, hex. */
  key: string;
  depends: Json<unknown[]>;
  result: Json<Record<string, unknown>>;
  used_at: Generated<Date>;
}

/** Runs of `assay advisories import`; a run whose rows nobody sees was interrupted, or is still at work. */
export interface AdvisoryImportsTable {
  id: Generated<number>;
  started_at: CreatedAt;
}

/** Published advisories, one row for each package that a record speaks of; see `repo/sca/record.ts`. */
export interface AdvisoriesTable {
  import_id: number;
  /** As OSV spells it, release included. */
  ecosystem: string;
  /** As `nameKey` of repo/sca/component.ts spells it. */
  name: string;
  id: string;
  /** The archive or folder of the import that it came from. */
  part: number;
  record: Json<Record<string, unknown>>;
}

/** The import that each ecosystem's advisories are from. */
export interface AdvisorySourcesTable {
  /** Without a release: "Debian" for all of its releases. */
  ecosystem: string;
  import_id: number;
  imported_at: CreatedAt;
  /** Names of the files they came from. */
  file: string;
  records: number;
  /** When the newest of the records was changed. */
  newest: Date | null;
}

/** The newest bill of materials in a form. */
export interface SbomsTable {
  repository_id: string;
  workspace_id: string;
  format: string;
  commit: string | null;
  document: string;
  created_at: Date;
}
