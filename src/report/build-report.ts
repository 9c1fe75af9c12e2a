import { deservesGrade, grade } from '#src/core/grade.ts';
import { noCounts, type Severity, severityRank } from '#src/core/severity.ts';
import type { Report, ReportFinding, ReportScan, ReportTarget } from './report.ts';

/** What a report is made of. Rows of the store and of the API both fit: extra fields are left out. */
export interface ReportInput {
  readonly version: string;
  readonly now: Date;
  readonly target: ReportTarget;
  readonly scan: Omit<ReportScan, 'partial' | 'grade' | 'score'>;
  readonly findings: readonly ReportFinding[];
  readonly notes: readonly string[];
}

/**
 * A scan as a document. Pure. Summary, score and grade are counted here from the findings given, so that a report never
 * disagrees with its own rows; a scan that did not complete, or not all of it, has no grade.
 */
export function buildReport({ version, now, target, scan, findings, notes }: ReportInput): Report {
  const counts = { ...noCounts(), suppressed: 0 };
  for (const finding of findings) counts[finding.suppressed ? 'suppressed' : finding.severity]++;
  const ended = scan.status === 'completed' && deservesGrade(scan.stats);
  const graded = ended ? grade(counts) : { grade: null, score: null };
  const partial = scan.stats.partial === true;
  return {
    schema_version: 1,
    generator: { name: 'assay', version },
    generated_at: now.toISOString(),
    target: pickTarget(target),
    scan: { ...pickScan(scan), ...graded, partial },
    summary: counts,
    notes: [...new Set([...notes, ...ownNotes(target.kind, scan, partial)])],
    findings: findings.map(pickFinding).toSorted(byRisk),
  };
}

const byRisk = (a: ReportFinding, b: ReportFinding): number =>
  severityRank(a.severity) - severityRank(b.severity) ||
  b.confidence - a.confidence ||
  a.fingerprint.localeCompare(b.fingerprint);

function ownNotes(kind: string, { status, error, stats }: ReportInput['scan'], partial: boolean): string[] {
  const notes: string[] = [];
  if (status !== 'completed')
    notes.push(`The scan is ${status}${error ? `: ${error}` : ''}. It has no grade.`);
  if (partial && kind === 'repo') notes.push(...unscanned(stats));
  else if (partial) {
    const why = typeof stats.not_asked_reason === 'string' ? ` (${stats.not_asked_reason})` : '';
    const missing = `${stats.not_asked ?? 0} attempts were not made${why}`;
    const errors = (stats.outcomes as Record<string, number> | undefined)?.error ?? 0;
    notes.push(`Incomplete: ${missing}, ${errors} ended in an error. Neither counts as clean.`);
  }
  return notes;
}

/** Scanners that did not scan, and files that nobody came to. */
function unscanned({ scanners, not_asked, not_asked_reason }: Readonly<Record<string, unknown>>): string[] {
  const rows = (Array.isArray(scanners) ? scanners : []) as {
    id: string;
    status: string;
    reason: string | null;
  }[];
  const idle = rows
    .filter(({ status }) => status !== 'scanned')
    .map(({ id, status, reason }) => {
      const what = status === 'incomplete' ? 'scanned in part' : 'did not scan';
      return `Incomplete: ${id} ${what}: ${reason ?? 'no reason given'}`;
    });
  const left = Number(not_asked ?? 0);
  return left > 0
    ? [...idle, `Incomplete: ${left} parts of the plan were not done (${not_asked_reason ?? ''}).`]
    : idle;
}

const pickTarget = ({ id, kind, name, base_url, provider, model }: ReportTarget): ReportTarget => ({
  id,
  kind,
  name,
  base_url,
  provider,
  model,
});

const pickScan = (scan: ReportInput['scan']): ReportInput['scan'] => ({
  id: scan.id,
  status: scan.status,
  profile: scan.profile,
  error: scan.error,
  stats: scan.stats,
  consent: scan.consent,
  created_at: scan.created_at,
  started_at: scan.started_at,
  finished_at: scan.finished_at,
});

const pickFinding = (finding: ReportFinding): ReportFinding => ({
  id: finding.id,
  fingerprint: finding.fingerprint,
  check_id: finding.check_id,
  title: finding.title,
  severity: finding.severity as Severity,
  confidence: finding.confidence,
  owasp_category: finding.owasp_category,
  technique: finding.technique,
  cwe: finding.cwe,
  status: finding.status,
  suppressed: finding.suppressed,
  suppression_reason: finding.suppression_reason,
  occurrences: finding.occurrences,
  attempts: finding.attempts,
  description: finding.description,
  remediation: finding.remediation,
  references: finding.references,
  location: finding.location,
  proof: finding.proof,
  evidence: finding.evidence,
});
