import { writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { Comparison } from '#src/app/compare-scans.ts';
import { coverageIn, describeRate } from '#src/core/coverage.ts';
import type { Profile } from '#src/core/scan.ts';
import { finalStatuses, type ScanStatus } from '#src/core/scan.ts';
import { atLeast, type Severity } from '#src/core/severity.ts';
import type { TargetCreate } from '#src/core/target-input.ts';
import { type BaselineOptions, checkBaseline, compare, comparisonCode } from './baseline.ts';
import { exitCodes, Failure, usage } from './failure.ts';
import { warnOfHeaders } from './headers.ts';
import { describeTarget, type LlmOptions } from './llm-target.ts';
import { type Session, withSession } from './open.ts';
import { comparisonText } from './print/comparison.ts';
import { planLine, planText } from './print/plan.ts';
import { showProgress } from './print/progress.ts';
import { countsLine, findingsTable } from './print/tables.ts';

interface ResultOptions extends BaselineOptions {
  readonly failOn?: Severity;
  readonly output?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

interface ScanOptions extends LlmOptions, ResultOptions {
  readonly profile: Profile;
  readonly maxAttempts?: number;
  readonly seed?: number;
  readonly consent?: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

const say = (options: { quiet?: boolean }, line: string): void => {
  if (!options.quiet) process.stderr.write(`${line}\n`);
};

const askOf = ({ profile, maxAttempts, seed, consent }: ScanOptions) => ({
  profile,
  max_attempts: maxAttempts,
  seed,
  consent_payload:
    consent === undefined ? undefined : { authorization_text: consent, acknowledged: true as const },
});

/** `assay scan llm <url>` */
export async function scanLlm(url: string, options: ScanOptions): Promise<void> {
  checkOutput(options);
  const target = describeTarget(url, options);
  const warning = warnOfHeaders(options);
  if (warning) say(options, warning);
  await withSession(async (session) => {
    await checkBaseline(session, options);
    if (options.dryRun) return showPlan(session, target, options);
    if (!(await isConfirmed(session, target, options)))
      throw new Failure(exitCodes.usage, 'nothing was sent');
    const { commission } = await import('./run-scan.ts');
    const scanId = await commission(session, target, askOf(options));
    say(options, `scan ${scanId}`);
    await conclude(session, scanId, options);
  });
}

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
function checkOutput({ output }: ResultOptions): void {
  if (output !== undefined && !['.json', '.md'].includes(extname(output))) {
    throw usage(`--output ${output}: expected a name that ends in .json or .md`);
  }
}

/** Runs the scan, prints the result, and leaves the exit code that says how it went. */
async function conclude(session: Session, scanId: string, options: ResultOptions): Promise<void> {
  const { runHere } = await import('./run-scan.ts');
  const progress = showProgress(options);
  const { interrupted } = await runHere(session, scanId, progress.see).finally(progress.end);
  const { transact } = await import('#src/app/context.ts');
  const { renderReport, reportScan } = await import('#src/app/report-scan.ts');
  const report = await transact(session.app, session.workspaceId, (work) => reportScan(work, scanId));
  if (options.output) writeFileSync(options.output, renderReport(report, extname(options.output)));
  const compared = options.baseline && !interrupted ? await compare(session, options.baseline, scanId) : null;
  process.stdout.write(
    options.json
      ? await resultJson(report, compared)
      : resultText(report) + (compared ? comparisonText(compared) : ''),
  );
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

function resultText({ findings, scan, summary, notes }: Report): string {
  const stats = scan.stats as { done?: number; planned?: number; calls?: number; cost_usd?: number };
  const graded = scan.grade === null ? 'no grade' : `grade ${scan.grade} (${scan.score} of 100)`;
  const told = `${graded}; findings: ${countsLine(summary)}${summary.suppressed ? `, ${summary.suppressed} suppressed` : ''}`;
  const asked = `${stats.done ?? 0} of ${stats.planned ?? 0} attempts, ${stats.calls ?? 0} calls, about $${(stats.cost_usd ?? 0).toFixed(4)}`;
  const partial = scan.partial
    ? notes.filter((note) => note.startsWith('Incomplete')).map((note) => `${note}\n`)
    : [];
  const numbers = stats.planned === undefined ? [] : [`${asked}; scan ${scan.id}\n`];
  const coverage = coverageIn(scan.stats);
  const success = coverage
    ? [`attack success ${describeRate(coverage.overall)}, ${coverage.overall.errors} errors not counted\n`]
    : [];
  return [findingsTable(findings), `${told}\n`, ...success, ...numbers, ...partial].join('');
}

/** Suppressed findings do not count: somebody has decided about them. An incomplete scan never passes for a clean one. */
function exitCodeOf({ findings, scan }: Report, { failOn }: ResultOptions): number {
  const bad = failOn && findings.some(({ severity, suppressed }) => !suppressed && atLeast(severity, failOn));
  if (bad) return exitCodes.findings;
  return scan.partial || (scan.status as ScanStatus) !== 'completed' ? exitCodes.failed : exitCodes.ok;
}

/** The plan for a target that is not kept: the transaction that would register it is rolled back. */
async function forecastFor(session: Session, target: TargetCreate, options: ScanOptions) {
  const { transact } = await import('#src/app/context.ts');
  const { planScan } = await import('#src/app/plan-scan.ts');
  const { registerTarget } = await import('./run-scan.ts');
  const planned: { plan?: Awaited<ReturnType<typeof planScan>> } = {};
  const undo = new Error('planned');
  await transact(session.app, session.workspaceId, async (work) => {
    const { id } = await registerTarget(work, target);
    planned.plan = await planScan(work, { ...askOf(options), target_id: id });
    throw undo;
  }).catch((error) => {
    if (error !== undo) throw error;
  });
  return planned.plan as NonNullable<typeof planned.plan>;
}

async function showPlan(session: Session, target: TargetCreate, options: ScanOptions): Promise<void> {
  const plan = await forecastFor(session, target, options);
  if (options.json) {
    process.stdout.write(`${JSON.stringify(plan, null, 2)}\n`);
    return;
  }
  process.stdout.write(planText(plan));
  for (const note of plan.notes) say(options, `note: ${note}`);
}

/** Only a person at a terminal is asked, and only before traffic leaves this machine. */
async function isConfirmed(session: Session, target: TargetCreate, options: ScanOptions): Promise<boolean> {
  const { isLoopback } = await import('#src/app/scans.ts');
  if (options.yes || options.json || !process.stdin.isTTY || isLoopback(target.base_url)) return true;
  const plan = await forecastFor(session, target, options);
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  const question = `${planLine(plan)}.\nYou are authorised to test ${new URL(target.base_url).host}? [y/N] `;
  const answer = await reader.question(question).finally(() => reader.close());
  return /^y(?:es)?$/i.test(answer.trim());
}
