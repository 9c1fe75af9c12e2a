import { writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import type { Comparison } from '#src/app/compare-scans.ts';
import type { KnownFindings } from '#src/app/report-scan.ts';
import { finalStatuses, type ScanStatus } from '#src/core/scan.ts';
import { atLeast, type Severity } from '#src/core/severity.ts';
import { type BaselineOptions, checkBaseline, compare, comparisonCode } from './baseline.ts';
import { exitCodes, Failure, usage } from './failure.ts';
import { type Session, withSession } from './open.ts';
import { comparisonText } from './print/comparison.ts';
import { showProgress } from './print/progress.ts';
import { resultText } from './print/result.ts';

/** How the result of a scan is told, whatever was scanned. */
export interface ResultOptions extends BaselineOptions {
  readonly failOn?: Severity;
  readonly output?: string;
  readonly json?: boolean;
  /** What is printed: a table, or a report in one of the formats. */
  readonly format?: string;
  readonly quiet?: boolean;
}

/** A line on stderr, for people. */
export const say = (options: { quiet?: boolean }, line: string): void => {
  if (!options.quiet) process.stderr.write(`${line}\n`);
};

/** `assay scan resume <scan-id>` */
export async function resumeScan(scanId: string, options: ResultOptions): Promise<void> {
  checkOutput(options);
  await withSession(async (session) => {
    const { transact } = await import('#src/app/context.ts');
    const { findScan } = await import('#src/app/scans.ts');
    const scan = await transact(session.app, session.workspaceId, (work) => findScan(work, scanId));
    if (finalStatuses.includes(scan.status))
      throw usage(`scan ${scanId} is ${scan.status}; there is nothing to resume`);
    await checkBaseline(session, options);
    await conclude(session, scanId, options);
  });
}

/** A report that cannot be written is refused before anything is sent, not after an hour of scanning. */
export function checkOutput({ output }: ResultOptions): void {
  if (output !== undefined && !['.json', '.md', '.sarif'].includes(extname(output))) {
    throw usage(`--output ${output}: expected a name that ends in .json, .md or .sarif`);
  }
}

/** Runs the scan, prints the result, and leaves the exit code that says how it went. */
export async function conclude(
  session: Session,
  scanId: string,
  options: ResultOptions,
  known?: KnownFindings,
): Promise<void> {
  const { runHere } = await import('./run-scan.ts');
  const progress = showProgress(options);
  const { interrupted } = await runHere(session, scanId, progress.see).finally(progress.end);
  const { transact } = await import('#src/app/context.ts');
  const { renderReport, reportScan } = await import('#src/app/report-scan.ts');
  const report = await transact(session.app, session.workspaceId, (work) => reportScan(work, scanId, known));
  if (options.output) writeFileSync(options.output, renderReport(report, extname(options.output)));
  const compared = options.baseline && !interrupted ? await compare(session, options.baseline, scanId) : null;
  const format = options.json ? 'json' : (options.format ?? 'table');
  if (format === 'table')
    process.stdout.write(resultText(report) + (compared ? comparisonText(compared) : ''));
  else if (format === 'json') process.stdout.write(await resultJson(report, compared));
  else process.stdout.write(renderReport(report, format));
  if (interrupted) {
    throw new Failure(
      exitCodes.failed,
      `stopped; what was answered is kept. Go on with: assay scan resume ${scanId}`,
    );
  }
  const own = exitCodeOf(report, options);
  // A finding or a regression says more than that something is missing.
  const gate = compared ? comparisonCode(compared, options) : exitCodes.ok;
  process.exitCode = gate === exitCodes.findings ? gate : own || gate;
  if (report.scan.status !== 'completed') {
    throw new Failure(
      exitCodes.failed,
      `the scan is ${report.scan.status}: ${report.scan.error ?? 'it was cancelled'}`,
    );
  }
}

type Report = Awaited<ReturnType<typeof import('#src/app/report-scan.ts')['reportScan']>>;

/** The report; with a baseline, the comparison as the API has it beside it. */
async function resultJson(report: Report, compared: Comparison | null): Promise<string> {
  const { presentComparison } = await import('#src/api/present/comparison.ts');
  const comparison = compared ? { comparison: presentComparison(compared) } : {};
  return `${JSON.stringify({ ...report, ...comparison }, null, 2)}\n`;
}

/** Suppressed findings do not count: somebody has decided about them. An incomplete scan never passes for a clean one. */
function exitCodeOf({ findings, scan }: Report, { failOn }: ResultOptions): number {
  const bad = failOn && findings.some(({ severity, suppressed }) => !suppressed && atLeast(severity, failOn));
  if (bad) return exitCodes.findings;
  return scan.partial || (scan.status as ScanStatus) !== 'completed' ? exitCodes.failed : exitCodes.ok;
}
