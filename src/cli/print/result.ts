import { coverageIn, describeRate } from '#src/core/coverage.ts';
import { plain } from '#src/core/plain.ts';
import { countsLine, findingsTable, severityLabel, table } from './tables.ts';

type Report = Awaited<ReturnType<typeof import('#src/app/report-scan.ts')['reportScan']>>;

/** A report for a terminal: its findings as a table, then the numbers that say how far to trust it. */
export const resultText = (report: Report): string =>
  report.target.kind === 'repo' ? repositoryText(report) : modelText(report);

function verdictLine({ grade, score }: Report['scan'], summary: Report['summary']): string {
  const graded = grade === null ? 'no grade' : `grade ${grade} (${score} of 100)`;
  const suppressed = summary.suppressed ? `, ${summary.suppressed} suppressed` : '';
  return `${graded}; findings: ${countsLine(summary)}${suppressed}\n`;
}

/** What was not done is said below the table too: notes on stderr may have scrolled away. */
const missing = (notes: readonly string[]): string[] =>
  notes.filter((note) => note.startsWith('Incomplete')).map((note) => `${plain(note)}\n`);

function modelText({ findings, scan, summary, notes }: Report): string {
  const stats = scan.stats as { done?: number; planned?: number; calls?: number; cost_usd?: number };
  const asked = `${stats.done ?? 0} of ${stats.planned ?? 0} attempts, ${stats.calls ?? 0} calls, about $${(stats.cost_usd ?? 0).toFixed(4)}`;
  const numbers = stats.planned === undefined ? [] : [`${asked}; scan ${scan.id}\n`];
  const coverage = coverageIn(scan.stats);
  const success = coverage
    ? [`attack success ${describeRate(coverage.overall)}, ${coverage.overall.errors} errors not counted\n`]
    : [];
  return [
    findingsTable(findings),
    verdictLine(scan, summary),
    ...success,
    ...numbers,
    ...missing(notes),
  ].join('');
}

function repositoryText({ findings, scan, summary, notes }: Report): string {
  const stats = scan.stats as {
    files?: number;
    files_unchanged?: number;
    duration_s?: number;
    skipped?: { files: number }[];
  };
  const skipped = (stats.skipped ?? []).reduce((sum, { files }) => sum + files, 0);
  const looked = [
    `${stats.files ?? 0} files (${stats.files_unchanged ?? 0} unchanged since an earlier scan)`,
    ...(skipped > 0 ? [`${skipped} not or not wholly looked at: see the report`] : []),
    `${stats.duration_s ?? 0} s`,
    `scan ${scan.id}`,
  ];
  const rows = findings.filter(({ suppressed }) => !suppressed).map(repositoryRow);
  const shown =
    rows.length === 0
      ? 'No findings.\n'
      : table(['Severity', 'Where', 'Finding', 'Rule'], rows, [12, 38, 0, 30]);
  return [shown, verdictLine(scan, summary), `${looked.join('; ')}\n`, ...missing(notes)].join('');
}

function repositoryRow({ severity, title, check_id, location }: Report['findings'][number]): string[] {
  const {
    path,
    line_start: line,
    flow,
  } = location as { path?: string; line_start?: number; flow?: { path: string; line: number }[] };
  const source = flow?.[0];
  const from = source ? `\nfrom ${source.path === path ? 'line ' : `${source.path}:`}${source.line}` : '';
  return [
    severityLabel(severity),
    plain(`${path || '(whole repository)'}${line ? `:${line}` : ''}`) + plain(from),
    plain(title),
    plain(check_id),
  ];
}
