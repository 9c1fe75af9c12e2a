import type { z } from 'zod';
import type { Finding } from '#src/app/finding-rows.ts';
import type { FindingStatus } from '#src/core/finding.ts';
import { titlesOf } from '#src/core/mappings.ts';
import type { Severity } from '#src/core/severity.ts';
import type { FindingOut } from '../schemas/finding.ts';

export const presentFinding = (finding: Finding): z.output<typeof FindingOut> => ({
  id: finding.id,
  scan_id: finding.scan_id,
  target_id: finding.target_id,
  kind: finding.kind,
  check_id: finding.check_id,
  fingerprint: finding.fingerprint,
  title: finding.title,
  severity: finding.severity as Severity,
  confidence: finding.confidence,
  owasp_category: finding.owasp_category,
  technique: finding.technique,
  cwe: finding.cwe,
  cvss: finding.cvss,
  location: finding.location,
  description: finding.description,
  remediation: finding.remediation,
  references: Object.fromEntries(Object.entries(finding.references).map(([name, list]) => [name, [...list]])),
  reference_titles: titlesOf(finding.references, finding.cwe),
  evidence: finding.evidence as Record<string, unknown>[],
  proof: finding.proof,
  occurrences: finding.occurrences,
  attempts: finding.attempts,
  status: finding.status as FindingStatus,
  suppressed: finding.suppressed,
  suppression_reason: finding.suppression_reason,
  suppressed_until: finding.suppressed_until?.toISOString() ?? null,
  first_seen_at: finding.firstSeenAt.toISOString(),
  last_seen_at: finding.lastSeenAt.toISOString(),
  created_at: finding.created_at.toISOString(),
});
