import type { z } from 'zod';
import type { Finding } from '#src/app/finding-rows.ts';
import type { RepoScan } from '#src/app/repo-scans.ts';
import type { RegisteredRepository } from '#src/app/repositories.ts';
import type { FindingStatus } from '#src/core/finding.ts';
import type { Severity } from '#src/core/severity.ts';
import type { RepoFindingOut, RepoScanOut, RepositoryOut } from '../schemas/repository.ts';
import { presentScan } from './scan.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A time as PostgreSQL writes it into JSON. */
const time = (text: string): string => new Date(text).toISOString();

export const presentRepository = (repository: RegisteredRepository): z.output<typeof RepositoryOut> => ({
  id: repository.id,
  name: repository.name,
  provider: repository.provider,
  url: repository.url,
  local_path: repository.localPath,
  default_branch: repository.defaultBranch,
  has_token: repository.hasToken,
  has_webhook: repository.hasWebhook,
  target_id: repository.targetId,
  last_scan: repository.lastScan && {
    id: repository.lastScan.id,
    status: repository.lastScan.status,
    created_at: time(repository.lastScan.created_at),
    finished_at: repository.lastScan.finished_at && time(repository.lastScan.finished_at),
  },
  created_at: repository.createdAt.toISOString(),
});

const textOr = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const numberOr = (value: unknown): number | null => (typeof value === 'number' ? value : null);

/** What was scanned stands in the statistics once the checkout is done; before that, what was asked for. */
export const presentRepoScan = (scan: RepoScan): z.output<typeof RepoScanOut> => {
  const { branch, commit } = (scan.stats.checkout ?? {}) as Fields;
  return {
    ...presentScan(scan),
    repository_id: scan.repositoryId,
    scanners: scan.asked.scanners && [...scan.asked.scanners],
    ref: textOr(branch) ?? scan.asked.ref,
    commit_sha: textOr(commit) ?? scan.asked.commit_sha,
  };
};

const flowOf = (value: unknown): { path: string; line: number; message: string }[] | null =>
  Array.isArray(value) && value.length > 0
    ? value.map(({ path, line, message }: Fields) => ({
        path: textOr(path) ?? '',
        line: numberOr(line) ?? 0,
        message: textOr(message) ?? '',
      }))
    : null;

/** The part of a finding that speaks of a package. */
function packageOf(value: unknown) {
  const found = (value ?? {}) as Fields;
  const isPackage = value !== undefined && value !== null;
  const fixed = textOr(found.fixed);
  return {
    cve: textOr(found.cve),
    advisories: Array.isArray(found.advisories) ? found.advisories.map(String) : [],
    package: textOr(found.name),
    purl: textOr(found.purl),
    ecosystem: textOr(found.ecosystem),
    installed_version: textOr(found.version),
    fixed_version: fixed,
    fix_status: isPackage ? (fixed === null ? ('not_fixed' as const) : ('fixed' as const)) : null,
    dev_dependency: isPackage ? found.dev === true : null,
  };
}

export const presentRepoFinding = (
  finding: Finding,
  repositoryId: string,
): z.output<typeof RepoFindingOut> => {
  const place: Fields = finding.location;
  return {
    id: finding.id,
    scan_id: finding.scan_id,
    repository_id: repositoryId,
    scanner: textOr(place.scanner) ?? '',
    rule_id: finding.check_id,
    fingerprint: finding.fingerprint,
    title: finding.title,
    severity: finding.severity as Severity,
    confidence: finding.confidence,
    description: finding.description,
    remediation: finding.remediation,
    cwe: finding.cwe,
    file_path: textOr(place.path),
    line_start: numberOr(place.line_start),
    line_end: numberOr(place.line_end),
    code_snippet: textOr(place.snippet),
    flow: flowOf(place.flow),
    commit_sha: textOr(place.commit),
    ...packageOf(place.package),
    references: Object.fromEntries(
      Object.entries(finding.references).map(([name, list]) => [name, [...list]]),
    ),
    proof: finding.proof,
    status: finding.status as FindingStatus,
    suppressed: finding.suppressed,
    suppression_reason: finding.suppression_reason,
    suppressed_until: finding.suppressed_until?.toISOString() ?? null,
    first_seen_at: finding.firstSeenAt.toISOString(),
    last_seen_at: finding.lastSeenAt.toISOString(),
    created_at: finding.created_at.toISOString(),
  };
};
