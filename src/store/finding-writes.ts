import { sql } from 'kysely';
import type { FindingDraft } from '#src/core/finding.ts';
import type { Severity } from '#src/core/severity.ts';
import { namePictures, storePictures } from './artifacts.ts';
import type { inWorkspace } from './database.ts';
import { toJson } from './json.ts';
import type { JournalOf } from './plan-rows.ts';

type Trx = Parameters<Parameters<typeof inWorkspace>[2]>[0];

/** What the scan has found so far. */
export async function foundSoFar(
  trx: Trx,
  scanId: string,
): Promise<Pick<FindingDraft, 'fingerprint' | 'severity'>[]> {
  const findings = await trx
    .selectFrom('findings')
    .select(['fingerprint', 'severity'])
    .where('scan_id', '=', scanId)
    .execute();
  return findings.map((row) => ({ fingerprint: row.fingerprint, severity: row.severity as Severity }));
}

/**
 * Adds sightings to the scan's findings: the worse severity, the surer proof, occurrences added, the first five
 * pieces of evidence. A new row takes over the triage its fingerprint had in the target's last scan that saw it;
 * what the target's own files say counts for as long as they say it.
 * Returns the fingerprints that are new in this scan.
 */
export async function upsertFindings(
  trx: Trx,
  of: JournalOf,
  drafts: readonly FindingDraft[],
): Promise<Set<string>> {
  const { drafts: named, pictures } = namePictures(drafts);
  const rows = named.map((draft) => findingRow(of, draft));
  const result = await sql<{ fingerprint: string; fresh: boolean; evidence: unknown[] }>`
    insert into findings as f (
      workspace_id, scan_id, target_id, kind, check_id, fingerprint, title, severity, confidence, owasp_category,
      technique, cwe, location, description, remediation, "references", evidence, proof, occurrences,
      status, suppressed, suppression_reason, suppressed_until, suppressed_in_file)
    select r.workspace_id, r.scan_id, r.target_id, r.kind, r.check_id, r.fingerprint, r.title, r.severity,
      r.confidence, r.owasp_category, r.technique, r.cwe, r.location, r.description, r.remediation, r."references",
      r.evidence, r.proof, r.occurrences, coalesce(last.status, 'open'),
      r.suppressed_in_file or coalesce(last.suppressed, false),
      case when r.suppressed_in_file then r.suppression_reason else last.suppression_reason end,
      case when r.suppressed_in_file then null else last.suppressed_until end, r.suppressed_in_file
    from jsonb_populate_recordset(null::findings, ${toJson(rows)}::jsonb) r
    left join lateral (
      select e.status, e.suppressed and not e.suppressed_in_file as suppressed, e.suppressed_until,
        case when e.suppressed_in_file then null else e.suppression_reason end as suppression_reason
      from findings e
      where e.target_id = r.target_id and e.fingerprint = r.fingerprint and e.scan_id <> r.scan_id
      order by e.created_at desc limit 1
    ) last on true
    on conflict (scan_id, fingerprint) do update set
      severity = case when array_position(array['critical','high','medium','low','info'], excluded.severity)
        < array_position(array['critical','high','medium','low','info'], f.severity) then excluded.severity else f.severity end,
      proof = case when excluded.confidence > f.confidence then excluded.proof else f.proof end,
      confidence = greatest(f.confidence, excluded.confidence),
      occurrences = f.occurrences + excluded.occurrences,
      evidence = case when jsonb_array_length(f.evidence) >= 5 then f.evidence
        else jsonb_path_query_array(f.evidence || excluded.evidence, '$[0 to 4]') end
    returning f.fingerprint, f.evidence, (xmax = 0) as fresh`.execute(trx);
  if (pictures.size > 0) {
    const evidence = result.rows.flatMap((row) => row.evidence);
    await storePictures(trx, of, pictures, evidence);
  }
  return new Set(result.rows.filter((row) => row.fresh).map((row) => row.fingerprint));
}

const findingRow = (of: JournalOf, draft: FindingDraft): Record<string, unknown> => ({
  workspace_id: of.workspaceId,
  scan_id: of.scanId,
  target_id: of.targetId,
  kind: draft.kind,
  check_id: draft.checkId,
  fingerprint: draft.fingerprint,
  title: draft.title,
  severity: draft.severity,
  confidence: draft.confidence,
  owasp_category: draft.owaspCategory,
  technique: draft.technique,
  cwe: draft.cwe,
  location: draft.location,
  description: draft.description,
  remediation: draft.remediation,
  references: draft.references,
  evidence: draft.evidence,
  proof: draft.proof,
  occurrences: draft.occurrences,
  suppressed_in_file: draft.suppression !== undefined,
  suppression_reason: draft.suppression ?? null,
});
