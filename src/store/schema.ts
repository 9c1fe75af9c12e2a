import type { EndpointLimits, Units } from '#src/core/shares.ts';
import type { CreatedAt, Generated, Json, NullableJson } from './columns.ts';
import type {
  AdvisoriesTable,
  AdvisoryImportsTable,
  AdvisorySourcesTable,
  FileResultsTable,
  RepositoriesTable,
  SbomsTable,
  UnitsTable,
  WebhookDeliveriesTable,
} from './schema-repositories.ts';

export interface WorkspacesTable {
  id: Generated<string>;
  name: string;
  created_at: CreatedAt;
}

export interface ApiKeysTable {
  id: Generated<string>;
  workspace_id: string;
  name: string;
  /** SHA-256 of the key, hex. The key itself is shown once and kept nowhere. */
  hash: string;
  /** First characters, to recognise it by. */
  prefix: string;
  scopes: string[];
  created_at: CreatedAt;
  last_used_at: Date | null;
  expires_at: Date | null;
}

/** One-time sign-in links and the browser sessions they became. */
export interface SessionsTable {
  /** SHA-256 of the token, hex. */
  hash: string;
  workspace_id: string;
  kind: 'link' | 'session';
  created_at: CreatedAt;
  expires_at: Date;
}

export interface TargetsTable {
  id: Generated<string>;
  workspace_id: string;
  kind: 'url' | 'repo' | 'llm';
  /** Null on a repository mirror: drawn from the repository row when read. */
  name: string | null;
  base_url: string | null;
  scope: NullableJson<string[]>;
  exclude_paths: NullableJson<string[]>;
  credentials_sealed: string | null;
  repository_id: string | null;
  /** Without the headers of judge, attacker and embedder: those are in `llm_secrets_sealed`. */
  llm_config: NullableJson<unknown>;
  llm_secrets_sealed: string | null;
  created_at: CreatedAt;
}

export interface ScansTable {
  id: Generated<string>;
  workspace_id: string;
  target_id: string;
  kind: 'url' | 'repo' | 'llm';
  status: 'queued' | 'running' | 'completed' | 'failed' | 'cancelled';
  profile: 'quick' | 'standard' | 'deep';
  max_attempts: number;
  seed: number;
  /** The target's configuration when the scan was commissioned, without secrets. */
  config: NullableJson<unknown>;
  consent: NullableJson<unknown>;
  planned: number | null;
  done: Generated<number>;
  current_stage: string | null;
  cancel_requested: Generated<boolean>;
  summary: NullableJson<unknown>;
  grade: string | null;
  score: number | null;
  stats: NullableJson<unknown>;
  error: string | null;
  created_at: CreatedAt;
  started_at: Date | null;
  finished_at: Date | null;
}

/** The plan, written before the first call, a thousand units a row. */
export interface ScanPlansTable {
  scan_id: string;
  workspace_id: string;
  chunk: number;
  units: Json<unknown[]>;
  notes: Json<string[]>;
}

export interface ScanEventsTable {
  scan_id: string;
  workspace_id: string;
  seq: number;
  type: string;
  data: Json<Record<string, unknown>>;
  created_at: CreatedAt;
}

export interface AttemptsTable {
  scan_id: string;
  workspace_id: string;
  index: number;
  key: string;
  goal_id: string;
  category: string;
  technique: string;
  strategy: string;
  outcome: string;
  stage: string;
  confidence: number;
  /** Of the stage; null where nothing was decided, and in rows of earlier versions. */
  error_rate: number | null;
  reason: string;
  proof: NullableJson<Record<string, unknown>>;
  /** Redacted: [{role, content, …}] of every conversation of the attempt. */
  transcript: Json<unknown[]>;
  calls: number;
  input_tokens: number;
  output_tokens: number;
  cost_usd: number;
  latency_ms: number;
  /** What attacker, judge and embedder used for it; null in rows of earlier versions. */
  usage: NullableJson<Record<string, unknown>>;
  created_at: CreatedAt;
}

/** What a scan gathered before its plan was made; a resumed scan and a replay have the same goals by it. */
export interface GatheringsTable {
  scan_id: string;
  workspace_id: string;
  gathered_sealed: string;
  /** Hash of what novel goals were thought of for: another scan for the same takes them over. */
  novel_key: string | null;
  created_at: CreatedAt;
}

/** Answers of attempts under way that take several questions: kept until the attempt is journaled, sealed. */
export interface TurnsTable {
  scan_id: string;
  workspace_id: string;
  /** The attempt's index in the plan. */
  attempt: number;
  turn: number;
  /** SHA-256 of the question: an answer is used again only for the very same one. */
  question_hash: string;
  answer_sealed: string;
}

export interface FindingsTable {
  id: Generated<string>;
  workspace_id: string;
  scan_id: string;
  target_id: string;
  kind: 'url' | 'repo' | 'llm';
  check_id: string;
  fingerprint: string;
  title: string;
  severity: string;
  confidence: number;
  owasp_category: string | null;
  technique: string | null;
  cwe: number | null;
  cvss: number | null;
  location: Json<Record<string, unknown>>;
  description: string;
  remediation: string;
  references: Json<Record<string, readonly string[]>>;
  evidence: Json<unknown[]>;
  proof: Json<Record<string, unknown>>;
  occurrences: number;
  status: Generated<string>;
  suppressed: Generated<boolean>;
  suppression_reason: string | null;
  suppressed_until: Date | null;
  /** It is suppressed because the target's own files say so, for as long as they do. */
  suppressed_in_file: Generated<boolean>;
  created_at: CreatedAt;
}

/** Pictures that belong to evidence: a screenshot of the page that gave an answer, redacted before it was taken. */
export interface ArtifactsTable {
  id: string;
  workspace_id: string;
  scan_id: string;
  media_type: 'image/jpeg';
  bytes: Buffer;
  created_at: CreatedAt;
}

/** Calls, tokens and money a scan has reserved and spent; shared by every worker on it. */
export interface BudgetsTable {
  scan_id: string;
  workspace_id: string;
  calls: Generated<number>;
  tokens: Generated<number>;
  cost_usd: Generated<number>;
}

/** Endpoints that something talked to, and until when each asked to be left alone. */
export interface EndpointsTable {
  /** SHA-256 of the address, hex. */
  key_hash: string;
  paused_until: Date;
}

/** The processes that talk to an endpoint and what each may be using of its limits; see `core/shares.ts`. */
export interface EndpointSharesTable {
  key_hash: string;
  holder: string;
  joined_at: CreatedAt;
  expires_at: Date;
  demands: boolean;
  limits: Json<EndpointLimits>;
  granted: Json<Units>;
}

export interface IdempotencyKeysTable {
  workspace_id: string;
  key: string;
  /** SHA-256 of method, path and body: the same key with another request is a conflict. */
  request_hash: string;
  status: number | null;
  response: NullableJson<unknown>;
  created_at: CreatedAt;
}

export interface Database {
  workspaces: WorkspacesTable;
  api_keys: ApiKeysTable;
  sessions: SessionsTable;
  repositories: RepositoriesTable;
  webhook_deliveries: WebhookDeliveriesTable;
  targets: TargetsTable;
  scans: ScansTable;
  scan_plans: ScanPlansTable;
  scan_events: ScanEventsTable;
  attempts: AttemptsTable;
  gatherings: GatheringsTable;
  turns: TurnsTable;
  units: UnitsTable;
  sboms: SbomsTable;
  file_results: FileResultsTable;
  findings: FindingsTable;
  artifacts: ArtifactsTable;
  budgets: BudgetsTable;
  endpoints: EndpointsTable;
  endpoint_shares: EndpointSharesTable;
  advisory_imports: AdvisoryImportsTable;
  advisories: AdvisoriesTable;
  advisory_sources: AdvisorySourcesTable;
  idempotency_keys: IdempotencyKeysTable;
}
