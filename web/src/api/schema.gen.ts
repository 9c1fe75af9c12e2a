// Written by scripts/generate-client.ts from /openapi.json; changes here are lost.

export type AttemptOut = {
  index: number;
  key: string;
  goal_id: string;
  category: string;
  technique: string;
  strategy: string;
  outcome: string;
  stage: string;
  confidence: number;
  /** share of wrong verdicts of the stage */
  error_rate: number | null;
  reason: string;
  proof: Record<string, unknown> | null;
  /** every message of every exchange, redacted */
  transcript: Array<unknown>;
  calls: number;
  input_tokens: number;
  output_tokens: number;
  cost_usd: number;
  latency_ms: number;
  /** ISO 8601, UTC */
  created_at: string;
};

/** What this installation can do; forms and help are drawn from it */
export type Catalogue = {
  version: string;
  kinds: Array<{
    id: string;
    title: string;
    description: string;
  }>;
  providers: Array<{
    id: string;
    title: string;
    description: string;
    available: boolean;
    settings: Record<string, unknown> | null;
  }>;
  strategies: Array<{
    id: string;
    title: string;
    description: string;
    family: string;
    reference: string;
    needs: Array<string>;
    max_calls: number;
    composable: boolean;
  }>;
  modules: Array<{
    id: string;
    title: string;
    description: string;
    category: string;
    goals: number;
    techniques: Array<string>;
  }>;
  datasets: Array<{
    id: string;
    title: string;
    description: string;
    seeds: number;
    collection: {
      url: string;
      licence: string;
      licence_url: string;
      licence_note: string | null;
      gated: boolean;
      part: string;
    };
    cached: {
      rows: number;
      sha256: string;
      fetched_at: string;
      bytes: number;
    } | null;
  }>;
  guardrails: Array<{
    id: string;
    title: string;
    description: string;
  }>;
  judges: Array<{
    id: string;
    title: string;
    description: string;
  }>;
  profiles: Array<{
    id: string;
    attempts: number;
  }>;
  severities: Array<string>;
  finding_statuses: Array<string>;
  scan_statuses: Array<string>;
  scopes: Array<string>;
  report_formats: Array<string>;
  integration_kinds: Array<string>;
  forms: {
    /** JSON Schema (2020-12) */
    url: Record<string, unknown>;
    /** JSON Schema (2020-12) */
    llm: Record<string, unknown>;
  };
};

export type CategoryChange = {
  category: string;
  /** attempts that both scans answered */
  pairs: number;
  both_vulnerable: number;
  /** vulnerable in the first scan only */
  only_base: number;
  /** vulnerable in the second scan only */
  only_head: number;
  neither: number;
  /** attack success rate of the second scan minus that of the first, over the pairs */
  difference: number | null;
  /** McNemar's exact test, two-sided */
  p: number;
  /** after Holm, over the categories */
  p_adjusted: number;
  /** significant: adjusted p at most 0.05 */
  verdict: "regression" | "improvement" | "no significant change";
  /** smallest difference that would be found with a probability of 80 %; null when none would be significant */
  smallest_detectable: number | null;
};

export type Change = {
  /** attempts that both scans answered */
  pairs: number;
  both_vulnerable: number;
  /** vulnerable in the first scan only */
  only_base: number;
  /** vulnerable in the second scan only */
  only_head: number;
  neither: number;
  /** attack success rate of the second scan minus that of the first, over the pairs */
  difference: number | null;
  /** McNemar's exact test, two-sided */
  p: number;
  /** after Holm, over the categories */
  p_adjusted: number;
  /** significant: adjusted p at most 0.05 */
  verdict: "regression" | "improvement" | "no significant change";
  /** smallest difference that would be found with a probability of 80 %; null when none would be significant */
  smallest_detectable: number | null;
};

export type Compare = {
  base: string;
  head: string;
  /** significantly worse, as a whole or in a category */
  regression: boolean;
  overall: Change;
  by_category: Array<CategoryChange>;
  /** attempts without a pair: made by one scan only, or not answered */
  unpaired: {
    only_base: number;
    only_head: number;
    error_base: number;
    error_head: number;
    error_both: number;
  };
  /** pairs in which that answer could not be decided; it counts as not vulnerable */
  unclear: {
    base: number;
    head: number;
  };
  /** in the second scan only */
  new: Array<FindingOut>;
  /** in the first scan only, and the second was answered at their technique */
  fixed: Array<FindingOut>;
  /** in the first scan only, and the second got no answer at their technique */
  not_checked: Array<FindingOut>;
  /** in both, as the second scan saw them */
  unchanged: Array<FindingOut>;
  /** what makes the two less comparable */
  notes: Array<string>;
};

export type ConnectionTest = {
  ok: boolean;
  /** null when nothing answered */
  latency_ms: number | null;
  detail: string;
};

export type Coverage = {
  overall: Rate;
  by_module: Array<Rate>;
  by_technique: Array<Rate>;
  by_strategy: Array<Rate>;
  /** category × strategy; pairs not tried are absent */
  cells: Array<CoverageCell>;
};

export type CoverageCell = {
  module: string;
  strategy: string;
  attempts: number;
  /** not answered: in neither part of the rate */
  errors: number;
  vulnerable: number;
  /** answered, undecided: in the denominator, not among the vulnerable */
  unclear: number;
  /** vulnerable / (attempts − errors); null when nothing was answered */
  attack_success_rate: number | null;
  /** prompts with an answer */
  clusters: number;
  /** 95 % interval of the rate, clustered by prompt; null when nothing was answered */
  interval: [number, number] | null;
};

export type DeliveryOut = {
  scan_id: string | null;
  detail: string;
};

/** An expected failure, in one sentence */
export type Error = {
  detail: string;
};

export type FindingOut = {
  id: string;
  scan_id: string;
  target_id: string;
  kind: "url" | "repo" | "llm";
  check_id: string;
  /** the same flaw has the same one in every scan */
  fingerprint: string;
  title: string;
  severity: "critical" | "high" | "medium" | "low" | "info";
  confidence: number;
  owasp_category: string | null;
  technique: string | null;
  cwe: number | null;
  cvss: number | null;
  location: Record<string, unknown>;
  description: string;
  remediation: string;
  references: Record<string, Array<string>>;
  /** titles of the ids in `references` and of the weakness, as `CWE-1427` */
  reference_titles: Record<string, string>;
  /** `screenshot`, where there is one, is the id of an artifact of this finding */
  evidence: Array<Record<string, unknown>>;
  /** `kind` names the checker that can check it again */
  proof: Record<string, unknown>;
  occurrences: number;
  /** attempts the scan made at this category and technique */
  attempts: number;
  status: "open" | "triaged" | "in_progress" | "fixed" | "accepted" | "false_positive";
  suppressed: boolean;
  suppression_reason: string | null;
  suppressed_until: string | null;
  /** ISO 8601, UTC */
  first_seen_at: string;
  /** ISO 8601, UTC */
  last_seen_at: string;
  /** ISO 8601, UTC */
  created_at: string;
};

/** one step from source to sink */
export type FlowStep = {
  path: string;
  line: number;
  message: string;
};

/** A repository on GitHub; a private one needs a token that may read its contents. The same URL again keeps the id and takes the new token. `default_branch` stands in for the one that GitHub names */
export type GithubCreateInput = {
  url: string;
  token?: string | null;
  default_branch?: string | null;
};

export type Health = {
  status: "ok";
};

/** One entry per field that is wrong */
export type Invalid = {
  detail: Array<{
    loc: Array<string | number>;
    msg: string;
    type: string;
  }>;
};

export type KeyCreateInput = {
  name: string;
  scopes?: Array<"*" | "targets:read" | "targets:write" | "targets:*" | "scans:read" | "scans:write" | "scans:*" | "findings:read" | "findings:write" | "findings:*" | "repos:read" | "repos:write" | "repos:*" | "reports:read" | "reports:write" | "reports:*" | "integrations:read" | "integrations:write" | "integrations:*" | "keys:read" | "keys:write" | "keys:*">;
  expires_at?: string | null;
};

export type KeyCreated = {
  id: string;
  name: string;
  /** first characters, to recognise it by */
  prefix: string;
  scopes: Array<string>;
  /** ISO 8601, UTC */
  created_at: string;
  last_used_at: string | null;
  expires_at: string | null;
  /** shown this once and kept nowhere */
  key: string;
};

export type KeyOut = {
  id: string;
  name: string;
  /** first characters, to recognise it by */
  prefix: string;
  scopes: Array<string>;
  /** ISO 8601, UTC */
  created_at: string;
  last_used_at: string | null;
  expires_at: string | null;
};

export type LastScan = {
  id: string;
  status: "queued" | "running" | "completed" | "failed" | "cancelled";
  /** ISO 8601, UTC */
  created_at: string;
  finished_at: string | null;
};

/** Configuration of a model target; header values of judge, attacker and embedder are shown as "***" */
export type LlmConfig = {
  provider: "openai-chat" | "custom" | "executable" | "websocket" | "bedrock" | "vertex" | "azure-openai" | "browser";
  model: string | null;
  system_prompt: string | null;
  request_template: string | null;
  response_path: string | null;
  command: Array<string> | null;
  redteam: {
    strategies?: Array<string>;
    composite_strategies?: Array<string | Array<string>>;
    languages?: Array<string>;
    datasets?: Array<string>;
    guardrails?: Array<string | {
      name: string;
      prompts: Array<string>;
      indicators?: Array<string>;
      severity?: "critical" | "high" | "medium" | "low" | "info";
    }>;
    guardrail_bypass?: boolean;
    iterative?: "static" | "pair" | "tap" | "goat" | "hydra" | false;
    pair_iterations?: number;
    policies?: Array<{
      name?: string;
      policy: string;
      prompts?: Array<string>;
      indicators?: Array<string>;
      severity?: "critical" | "high" | "medium" | "low" | "info";
    }>;
    intents?: Array<string | Array<string> | {
      name?: string;
      intent: string | Array<string>;
      indicators?: Array<string>;
      severity?: "critical" | "high" | "medium" | "low" | "info";
    }>;
    variables?: Record<string, unknown>;
    discovery?: boolean | Record<string, unknown>;
    llm_synthesis?: {
      enabled: boolean;
      n?: number;
      profile?: Record<string, unknown>;
    };
    judge?: {
      enabled?: boolean;
      provider?: string;
      endpoint?: string;
      model?: string | null;
      /** sealed; shown as "***" */
      headers?: Record<string, string>;
      command?: Array<string>;
      timeout_s?: number;
      input_cost_per_1k?: number;
      output_cost_per_1k?: number;
      min_confidence?: number;
      unsafe_threshold?: number;
      rubric?: string;
    };
    attacker?: {
      enabled?: boolean;
      provider?: string;
      endpoint?: string;
      model?: string | null;
      /** sealed; shown as "***" */
      headers?: Record<string, string>;
      command?: Array<string>;
      timeout_s?: number;
      input_cost_per_1k?: number;
      output_cost_per_1k?: number;
      request_template?: string;
      response_path?: string;
      temperature?: number;
    };
    embedder?: {
      enabled?: boolean;
      provider?: string;
      endpoint?: string;
      model?: string | null;
      /** sealed; shown as "***" */
      headers?: Record<string, string>;
      command?: Array<string>;
      timeout_s?: number;
      input_cost_per_1k?: number;
      output_cost_per_1k?: number;
      threshold?: number;
    };
    factuality?: {
      enabled: boolean;
      kb: string | Array<string | Record<string, unknown>>;
    };
  } | null;
  thresholds: {
    max_latency_ms?: number;
    max_tokens_per_call?: number;
  } | null;
  budget: {
    max_calls?: number;
    max_tokens?: number;
    max_cost_usd?: number;
    input_cost_per_1k?: number;
    output_cost_per_1k?: number;
  } | null;
  retries?: number;
  backoff_s?: number;
  cache?: boolean;
  cache_size?: number;
  timeout_s?: number;
  concurrency?: number;
  max_rps?: number | null;
  max_rpm?: number | null;
  rate_burst?: number | null;
};

/** A repository, bare repository or plain folder on the machine that scans; an absolute path */
export type LocalCreateInput = {
  local_path: string;
  name?: string;
  default_branch?: string | null;
};

export type Plan = {
  attempts: number;
  /** questions to the target at most */
  calls: number;
  /** of all stages, as expected */
  tokens: number;
  /** from, to */
  cost_usd: [number, number];
  /** as expected */
  duration_s: number;
  /** from, to */
  duration_band_s: [number, number];
  /** where tokens and latency were measured */
  measured_on: string;
  stages: Array<StageForecast>;
  by_module: Array<{
    id: string;
    calls: number;
  }>;
  by_strategy: Array<{
    id: string;
    calls: number;
  }>;
  /** what is left out and why, and what is assumed */
  notes: Array<string>;
};

export type Rate = {
  id: string;
  attempts: number;
  /** not answered: in neither part of the rate */
  errors: number;
  vulnerable: number;
  /** answered, undecided: in the denominator, not among the vulnerable */
  unclear: number;
  /** vulnerable / (attempts − errors); null when nothing was answered */
  attack_success_rate: number | null;
  /** prompts with an answer */
  clusters: number;
  /** 95 % interval of the rate, clustered by prompt; null when nothing was answered */
  interval: [number, number] | null;
};

export type Replay = {
  /** whether the stored proof was shown again */
  holds: boolean;
  verdict: {
    outcome: string;
    stage: string;
    confidence: number;
    reason: string;
  };
  /** what was sent and answered, redacted */
  exchange: Array<unknown>;
  /** ISO 8601, UTC */
  replayed_at: string;
};

export type RepoFinding = {
  id: string;
  scan_id: string;
  repository_id: string;
  scanner: string;
  rule_id: string;
  /** the same flaw has the same one in every scan */
  fingerprint: string;
  title: string;
  severity: "critical" | "high" | "medium" | "low" | "info";
  confidence: number;
  description: string;
  remediation: string;
  cwe: number | null;
  file_path: string | null;
  line_start: number | null;
  line_end: number | null;
  /** secrets in it are redacted */
  code_snippet: string | null;
  flow: Array<FlowStep> | null;
  commit_sha: string | null;
  cve: string | null;
  advisories: Array<string>;
  package: string | null;
  purl: string | null;
  ecosystem: string | null;
  installed_version: string | null;
  /** the lowest version without the flaw */
  fixed_version: string | null;
  /** fixed: an update closes it; not_fixed: none does yet; null: no package */
  fix_status: "fixed" | "not_fixed" | null;
  dev_dependency: boolean | null;
  references: Record<string, Array<string>>;
  proof: Record<string, unknown>;
  status: "open" | "triaged" | "in_progress" | "fixed" | "accepted" | "false_positive";
  suppressed: boolean;
  suppression_reason: string | null;
  suppressed_until: string | null;
  /** ISO 8601, UTC */
  first_seen_at: string;
  /** ISO 8601, UTC */
  last_seen_at: string;
  /** ISO 8601, UTC */
  created_at: string;
};

/** Without `scanners`: every embedded one, and every tool that is present. Without `ref`: the default branch. Without `commit_sha`: its newest commit */
export type RepoScanCreateInput = {
  scanners?: Array<string> | null;
  ref?: string | null;
  commit_sha?: string | null;
  /** earlier versions of files too, for secrets that are not in them any more; default: false */
  history?: boolean;
  /** asks the vendors of secrets that are found whether they work, with the secret; default: false */
  check_liveness?: boolean;
};

export type RepoScanOut = {
  id: string;
  target_id: string;
  kind: "url" | "repo" | "llm";
  status: "queued" | "running" | "completed" | "failed" | "cancelled";
  profile: "quick" | "standard" | "deep";
  progress_pct: number;
  current_stage: string | null;
  summary: Summary;
  grade: "A" | "B" | "C" | "D" | "F" | null;
  score: number | null;
  /** seed, max_attempts, and what the run measured */
  stats: Record<string, unknown>;
  error: string | null;
  /** ISO 8601, UTC */
  created_at: string;
  started_at: string | null;
  finished_at: string | null;
  repository_id: string;
  /** those that were asked for; null: all */
  scanners: Array<string> | null;
  /** the branch or tag that was asked for, or that the commit was taken from */
  ref: string | null;
  /** the commit that was asked for or scanned */
  commit_sha: string | null;
};

export type RepositoryOut = {
  id: string;
  name: string;
  provider: "github" | "local";
  url: string;
  local_path: string | null;
  /** null where the repository has none, or is a plain folder */
  default_branch: string | null;
  /** the token itself never comes back */
  has_token: boolean;
  /** GitHub may report pushes: its webhook has a secret */
  has_webhook: boolean;
  /** the mirror target */
  target_id: string;
  last_scan: LastScan | null;
  /** ISO 8601, UTC */
  created_at: string;
};

/** What is absent is left alone. A null `default_branch` goes back to the one that the repository names itself; `clear_token: true` forgets the token */
export type RepositoryPatchInput = {
  name?: string;
  default_branch?: string | null;
  token?: string;
  clear_token?: boolean;
};

export type ScanCreateInput = {
  target_id: string;
  profile?: "quick" | "standard" | "deep";
  max_attempts?: number;
  seed?: number;
  consent_payload?: {
    authorization_text: string;
    acknowledged: true;
  } | null;
};

export type ScanOut = {
  id: string;
  target_id: string;
  kind: "url" | "repo" | "llm";
  status: "queued" | "running" | "completed" | "failed" | "cancelled";
  profile: "quick" | "standard" | "deep";
  progress_pct: number;
  current_stage: string | null;
  summary: Summary;
  grade: "A" | "B" | "C" | "D" | "F" | null;
  score: number | null;
  /** seed, max_attempts, and what the run measured */
  stats: Record<string, unknown>;
  error: string | null;
  /** ISO 8601, UTC */
  created_at: string;
  started_at: string | null;
  finished_at: string | null;
};

export type Session = {
  workspace: {
    id: string;
    name: string;
  };
  scopes: Array<string>;
  via: "session" | "key";
  expires_at: string | null;
};

export type SignInInput = {
  token: string;
};

/** what one model would be asked, within the budget */
export type StageForecast = {
  stage: "discovery" | "target" | "attacker" | "judge" | "embedder";
  /** from, to */
  calls: [number, number];
  /** from, to */
  tokens: [number, number];
  /** from, to */
  cost_usd: [number, number];
};

/** Open findings by severity, and how many are suppressed */
export type Summary = {
  critical: number;
  high: number;
  medium: number;
  low: number;
  info: number;
  suppressed: number;
};

/** A web target, or with `kind: "llm"` and `llm_config` a model */
export type TargetCreateInput = {
  name: string;
  base_url: string;
  scope?: Array<string> | null;
  exclude_paths?: Array<string> | null;
  credentials?: {
    username?: string;
    password?: string;
    token?: string;
    cookie?: string;
    totp_secret?: string;
    /** HTTP headers sent with every request */
    headers?: Record<string, string>;
    aws?: {
      access_key_id: string;
      secret_access_key: string;
      session_token?: string;
    };
    gcp?: {
      key: string;
    };
    azure?: {
      tenant_id: string;
      client_id: string;
      client_secret: string;
      /** default: the sign-in host of the cloud that base_url is in */
      authority_host?: string;
    };
    secondary?: {
      username?: string;
      password?: string;
      token?: string;
      cookie?: string;
      /** HTTP headers sent with every request */
      headers?: Record<string, string>;
    };
  } | null;
  kind?: "url" | "repo" | "llm";
  llm_config?: {
    provider: "openai-chat" | "custom" | "executable" | "websocket" | "bedrock" | "vertex" | "azure-openai" | "browser";
    model?: string | null;
    system_prompt?: string | null;
    request_template?: string | null;
    response_path?: string | null;
    command?: Array<string> | null;
    redteam?: {
      strategies?: Array<string>;
      composite_strategies?: Array<string | Array<string>>;
      languages?: Array<string>;
      datasets?: Array<string>;
      guardrails?: Array<string | {
        name: string;
        prompts: Array<string>;
        indicators?: Array<string>;
        severity?: "critical" | "high" | "medium" | "low" | "info";
      }>;
      guardrail_bypass?: boolean;
      iterative?: "static" | "pair" | "tap" | "goat" | "hydra" | false;
      pair_iterations?: number;
      policies?: Array<{
        name?: string;
        policy: string;
        prompts?: Array<string>;
        indicators?: Array<string>;
        severity?: "critical" | "high" | "medium" | "low" | "info";
      }>;
      intents?: Array<string | Array<string> | {
        name?: string;
        intent: string | Array<string>;
        indicators?: Array<string>;
        severity?: "critical" | "high" | "medium" | "low" | "info";
      }>;
      variables?: Record<string, unknown>;
      discovery?: boolean | Record<string, unknown>;
      llm_synthesis?: {
        enabled: boolean;
        n?: number;
        profile?: Record<string, unknown>;
      };
      judge?: {
        enabled?: boolean;
        provider?: string;
        endpoint?: string;
        model?: string | null;
        /** sealed; shown as "***" */
        headers?: Record<string, string>;
        command?: Array<string>;
        timeout_s?: number;
        input_cost_per_1k?: number;
        output_cost_per_1k?: number;
        min_confidence?: number;
        unsafe_threshold?: number;
        rubric?: string;
      };
      attacker?: {
        enabled?: boolean;
        provider?: string;
        endpoint?: string;
        model?: string | null;
        /** sealed; shown as "***" */
        headers?: Record<string, string>;
        command?: Array<string>;
        timeout_s?: number;
        input_cost_per_1k?: number;
        output_cost_per_1k?: number;
        request_template?: string;
        response_path?: string;
        temperature?: number;
      };
      embedder?: {
        enabled?: boolean;
        provider?: string;
        endpoint?: string;
        model?: string | null;
        /** sealed; shown as "***" */
        headers?: Record<string, string>;
        command?: Array<string>;
        timeout_s?: number;
        input_cost_per_1k?: number;
        output_cost_per_1k?: number;
        threshold?: number;
      };
      factuality?: {
        enabled: boolean;
        kb: string | Array<string | Record<string, unknown>>;
      };
    } | null;
    thresholds?: {
      max_latency_ms?: number;
      max_tokens_per_call?: number;
    } | null;
    budget?: {
      max_calls?: number;
      max_tokens?: number;
      max_cost_usd?: number;
      input_cost_per_1k?: number;
      output_cost_per_1k?: number;
    } | null;
    retries?: number;
    backoff_s?: number;
    cache?: boolean;
    cache_size?: number;
    timeout_s?: number;
    concurrency?: number;
    max_rps?: number | null;
    max_rpm?: number | null;
    rate_burst?: number | null;
  } | null;
};

export type TargetOut = {
  id: string;
  name: string;
  /** byte for byte as it was given */
  base_url: string;
  scope: Array<string> | null;
  exclude_paths: Array<string> | null;
  /** the credentials themselves never come back */
  has_credentials: boolean;
  /** set on the mirror of a repository */
  repository_id: string | null;
  kind: "url" | "repo" | "llm";
  llm_config: LlmConfig | null;
  /** ISO 8601, UTC */
  created_at: string;
};

/** What is absent is left alone; null clears `scope`, `exclude_paths` and `llm_config`; `credentials` and `llm_config` replace what is there wholesale, except that a header value "***" keeps the stored one */
export type TargetPatchInput = {
  name?: string;
  base_url?: string;
  scope?: Array<string> | null;
  exclude_paths?: Array<string> | null;
  credentials?: {
    username?: string;
    password?: string;
    token?: string;
    cookie?: string;
    totp_secret?: string;
    /** HTTP headers sent with every request */
    headers?: Record<string, string>;
    aws?: {
      access_key_id: string;
      secret_access_key: string;
      session_token?: string;
    };
    gcp?: {
      key: string;
    };
    azure?: {
      tenant_id: string;
      client_id: string;
      client_secret: string;
      /** default: the sign-in host of the cloud that base_url is in */
      authority_host?: string;
    };
    secondary?: {
      username?: string;
      password?: string;
      token?: string;
      cookie?: string;
      /** HTTP headers sent with every request */
      headers?: Record<string, string>;
    };
  };
  clear_credentials?: boolean;
  llm_config?: {
    provider: "openai-chat" | "custom" | "executable" | "websocket" | "bedrock" | "vertex" | "azure-openai" | "browser";
    model?: string | null;
    system_prompt?: string | null;
    request_template?: string | null;
    response_path?: string | null;
    command?: Array<string> | null;
    redteam?: {
      strategies?: Array<string>;
      composite_strategies?: Array<string | Array<string>>;
      languages?: Array<string>;
      datasets?: Array<string>;
      guardrails?: Array<string | {
        name: string;
        prompts: Array<string>;
        indicators?: Array<string>;
        severity?: "critical" | "high" | "medium" | "low" | "info";
      }>;
      guardrail_bypass?: boolean;
      iterative?: "static" | "pair" | "tap" | "goat" | "hydra" | false;
      pair_iterations?: number;
      policies?: Array<{
        name?: string;
        policy: string;
        prompts?: Array<string>;
        indicators?: Array<string>;
        severity?: "critical" | "high" | "medium" | "low" | "info";
      }>;
      intents?: Array<string | Array<string> | {
        name?: string;
        intent: string | Array<string>;
        indicators?: Array<string>;
        severity?: "critical" | "high" | "medium" | "low" | "info";
      }>;
      variables?: Record<string, unknown>;
      discovery?: boolean | Record<string, unknown>;
      llm_synthesis?: {
        enabled: boolean;
        n?: number;
        profile?: Record<string, unknown>;
      };
      judge?: {
        enabled?: boolean;
        provider?: string;
        endpoint?: string;
        model?: string | null;
        /** sealed; shown as "***" */
        headers?: Record<string, string>;
        command?: Array<string>;
        timeout_s?: number;
        input_cost_per_1k?: number;
        output_cost_per_1k?: number;
        min_confidence?: number;
        unsafe_threshold?: number;
        rubric?: string;
      };
      attacker?: {
        enabled?: boolean;
        provider?: string;
        endpoint?: string;
        model?: string | null;
        /** sealed; shown as "***" */
        headers?: Record<string, string>;
        command?: Array<string>;
        timeout_s?: number;
        input_cost_per_1k?: number;
        output_cost_per_1k?: number;
        request_template?: string;
        response_path?: string;
        temperature?: number;
      };
      embedder?: {
        enabled?: boolean;
        provider?: string;
        endpoint?: string;
        model?: string | null;
        /** sealed; shown as "***" */
        headers?: Record<string, string>;
        command?: Array<string>;
        timeout_s?: number;
        input_cost_per_1k?: number;
        output_cost_per_1k?: number;
        threshold?: number;
      };
      factuality?: {
        enabled: boolean;
        kb: string | Array<string | Record<string, unknown>>;
      };
    } | null;
    thresholds?: {
      max_latency_ms?: number;
      max_tokens_per_call?: number;
    } | null;
    budget?: {
      max_calls?: number;
      max_tokens?: number;
      max_cost_usd?: number;
      input_cost_per_1k?: number;
      output_cost_per_1k?: number;
    } | null;
    retries?: number;
    backoff_s?: number;
    cache?: boolean;
    cache_size?: number;
    timeout_s?: number;
    concurrency?: number;
    max_rps?: number | null;
    max_rpm?: number | null;
    rate_burst?: number | null;
  } | null;
};

/** What is absent is left alone. `suppress: true` needs a reason; `until` lets it lapse */
export type TriageInput = {
  status?: "open" | "triaged" | "in_progress" | "fixed" | "accepted" | "false_positive";
  suppress?: boolean;
  reason?: string;
  until?: string | null;
};

export type WebhookOut = {
  /** Payload URL of the webhook, as this request reached the server */
  url: string;
  content_type: "application/json";
  /** shown this once */
  secret: string;
  events: Array<string>;
};

/** Every route: what goes in, and what comes back when it works. */
export interface Routes {
  'GET /catalogue': {
    response: Catalogue;
  };
  'GET /findings': {
    query: { limit?: number; cursor?: string; severity?: "critical" | "high" | "medium" | "low" | "info"; owasp_category?: string; technique?: string; status?: "open" | "triaged" | "in_progress" | "fixed" | "accepted" | "false_positive"; suppressed?: boolean; q?: string; kind?: "url" | "repo" | "llm"; target_id?: string; scan_id?: string };
    response: Array<FindingOut>;
  };
  'GET /findings/{id}': {
    params: { id: string };
    response: FindingOut;
  };
  'PATCH /findings/{id}': {
    params: { id: string };
    body: TriageInput;
    response: FindingOut;
  };
  'GET /findings/{id}/artifacts/{artifact_id}': {
    params: { id: string; artifact_id: string };
    response: undefined;
  };
  'POST /findings/{id}/replay': {
    params: { id: string };
    response: Replay;
  };
  'GET /health': {
    response: Health;
  };
  'GET /keys': {
    response: Array<KeyOut>;
  };
  'POST /keys': {
    body: KeyCreateInput;
    response: KeyCreated;
  };
  'DELETE /keys/{id}': {
    params: { id: string };
    response: undefined;
  };
  'GET /openapi.json': {
    response: Record<string, unknown>;
  };
  'GET /repos': {
    query: { limit?: number; cursor?: string; q?: string };
    response: Array<RepositoryOut>;
  };
  'POST /repos/github': {
    body: GithubCreateInput;
    response: RepositoryOut;
  };
  'POST /repos/local': {
    body: LocalCreateInput;
    response: RepositoryOut;
  };
  'GET /repos/scans/{scan_id}': {
    params: { scan_id: string };
    response: RepoScanOut;
  };
  'GET /repos/scans/{scan_id}/findings': {
    params: { scan_id: string };
    query: { limit?: number; cursor?: string; severity?: "critical" | "high" | "medium" | "low" | "info"; scanner?: string; status?: "open" | "triaged" | "in_progress" | "fixed" | "accepted" | "false_positive"; suppressed?: boolean; q?: string };
    response: Array<RepoFinding>;
  };
  'POST /repos/webhooks/github': {
    response: DeliveryOut;
  };
  'GET /repos/{id}': {
    params: { id: string };
    response: RepositoryOut;
  };
  'PATCH /repos/{id}': {
    params: { id: string };
    body: RepositoryPatchInput;
    response: RepositoryOut;
  };
  'DELETE /repos/{id}': {
    params: { id: string };
    response: undefined;
  };
  'POST /repos/{id}/refresh': {
    params: { id: string };
    response: RepositoryOut;
  };
  'POST /repos/{id}/sarif': {
    params: { id: string };
    body: string;
    response: RepoScanOut;
  };
  'GET /repos/{id}/sbom': {
    params: { id: string };
    query: { format?: "cyclonedx" | "spdx" };
    response: undefined;
  };
  'POST /repos/{id}/sbom': {
    params: { id: string };
    query: { format?: "cyclonedx" | "spdx"; ref?: string };
    response: undefined;
  };
  'POST /repos/{id}/scan': {
    params: { id: string };
    body: RepoScanCreateInput;
    response: RepoScanOut;
  };
  'GET /repos/{id}/scans': {
    params: { id: string };
    query: { limit?: number; cursor?: string };
    response: Array<RepoScanOut>;
  };
  'POST /repos/{id}/webhook': {
    params: { id: string };
    response: WebhookOut;
  };
  'DELETE /repos/{id}/webhook': {
    params: { id: string };
    response: undefined;
  };
  'GET /scans': {
    query: { limit?: number; cursor?: string; target_id?: string; status?: "queued" | "running" | "completed" | "failed" | "cancelled" };
    response: Array<ScanOut>;
  };
  'POST /scans': {
    query: { dry_run?: boolean };
    body: ScanCreateInput;
    response: Plan | ScanOut;
  };
  'GET /scans/{a}/compare/{b}': {
    params: { a: string; b: string };
    response: Compare;
  };
  'GET /scans/{id}': {
    params: { id: string };
    response: ScanOut;
  };
  'DELETE /scans/{id}': {
    params: { id: string };
    response: undefined;
  };
  'GET /scans/{id}/attempts': {
    params: { id: string };
    query: { limit?: number; cursor?: string; outcome?: string; strategy?: string; technique?: string };
    response: Array<AttemptOut>;
  };
  'POST /scans/{id}/cancel': {
    params: { id: string };
    response: ScanOut;
  };
  'GET /scans/{id}/coverage': {
    params: { id: string };
    response: Coverage;
  };
  'GET /scans/{id}/events': {
    params: { id: string };
    query: { last_event_id?: number };
    response: undefined;
  };
  'GET /scans/{id}/findings': {
    params: { id: string };
    query: { limit?: number; cursor?: string; severity?: "critical" | "high" | "medium" | "low" | "info"; owasp_category?: string; technique?: string; status?: "open" | "triaged" | "in_progress" | "fixed" | "accepted" | "false_positive"; suppressed?: boolean; q?: string };
    response: Array<FindingOut>;
  };
  'GET /session': {
    response: Session;
  };
  'POST /session': {
    body: SignInInput;
    response: Session;
  };
  'DELETE /session': {
    response: undefined;
  };
  'GET /targets': {
    query: { limit?: number; cursor?: string; q?: string };
    response: Array<TargetOut>;
  };
  'POST /targets': {
    body: TargetCreateInput;
    response: TargetOut;
  };
  'POST /targets/test': {
    body: TargetCreateInput;
    response: ConnectionTest;
  };
  'GET /targets/{id}': {
    params: { id: string };
    response: TargetOut;
  };
  'PATCH /targets/{id}': {
    params: { id: string };
    body: TargetPatchInput;
    response: TargetOut;
  };
  'DELETE /targets/{id}': {
    params: { id: string };
    response: undefined;
  };
  'POST /targets/{id}/test': {
    params: { id: string };
    response: ConnectionTest;
  };
}
