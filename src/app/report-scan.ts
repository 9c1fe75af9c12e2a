import { badRequest, notFound } from '#src/core/errors.ts';
import type { LlmConfig } from '#src/core/llm-config.ts';
import type { Severity } from '#src/core/severity.ts';
import { version } from '#src/core/version.ts';
import { buildReport } from '#src/report/build-report.ts';
import { formats } from '#src/report/formats/index.ts';
import type { Report, ReportFinding, ReportTarget } from '#src/report/report.ts';
import type { Work } from './context.ts';
import { type Finding, findingsOf } from './finding-rows.ts';
import { findScan } from './scan-rows.ts';

/** The target as it was when the scan was commissioned: a later PATCH does not rewrite what was tested. */
interface Snapshot {
  readonly name: string;
  /** Of a repository it is `url`. */
  readonly base_url?: string;
  readonly url?: string;
  readonly llm_config?: LlmConfig | null;
}

/** Findings that a reader knows already: those of another scan. */
export interface KnownFindings {
  readonly fingerprints: ReadonlySet<string>;
  /** Where they are known from, for the note: "main". */
  readonly from: string;
}

/**
 * A scan with its findings as a document, at whatever stage it is; those in `known` are counted in a note and left out.
 * Throws `not-found`.
 */
export async function reportScan(work: Work, scanId: string, known?: KnownFindings): Promise<Report> {
  const scan = await findScan(work, scanId);
  const row = await work.trx
    .selectFrom('scans')
    .select(['config', 'consent'])
    .where('id', '=', scanId)
    .executeTakeFirst();
  if (!row) throw notFound('scan');
  const all = await findingsOf(work, scanId);
  const fresh = all.filter(({ fingerprint }) => !known?.fingerprints.has(fingerprint));
  const leftOut = known
    ? [`${all.length - fresh.length} findings are not listed: ${known.from} has them too`]
    : [];
  return buildReport({
    version,
    now: new Date(),
    target: targetOf(scan.target_id, scan.kind, row.config as unknown as Snapshot),
    scan: {
      ...scan,
      consent: row.consent as Record<string, unknown> | null,
      created_at: scan.created_at.toISOString(),
      started_at: scan.started_at?.toISOString() ?? null,
      finished_at: scan.finished_at?.toISOString() ?? null,
    },
    findings: fresh.map(findingOf),
    notes: [...(await notesOf(work, scanId)), ...leftOut],
  });
}

const targetOf = (id: string, kind: string, snapshot: Snapshot): ReportTarget => ({
  id,
  kind,
  name: snapshot.name,
  base_url: snapshot.base_url ?? snapshot.url ?? '',
  provider: snapshot.llm_config?.provider ?? null,
  model: snapshot.llm_config?.model ?? null,
});

const findingOf = (finding: Finding): ReportFinding => ({
  ...finding,
  severity: finding.severity as Severity,
  evidence: finding.evidence as Record<string, unknown>[],
});

async function notesOf({ trx }: Work, scanId: string): Promise<string[]> {
  const events = await trx
    .selectFrom('scan_events')
    .select('data')
    .where('scan_id', '=', scanId)
    .where('type', '=', 'note')
    .orderBy('seq')
    .execute();
  return events.map(({ data }) => String((data as { message?: unknown }).message ?? ''));
}

/** Ids of the formats a report can be written in. */
export const reportFormats: readonly string[] = formats.ids;

/** Writes a report down. `format` is an id, or a file name ending such as `.md`. Throws `bad-request` for an unknown one. */
export function renderReport(report: Report, format: string): string {
  const found = formats.find(format) ?? formats.all.find(({ extension }) => extension === format);
  if (!found) throw badRequest(`report format "${format}" is not one of ${formats.ids.join(', ')}`);
  return found.render(report);
}
