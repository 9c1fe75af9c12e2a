import { titlesOf } from '#src/core/mappings.ts';
import type { Severity } from '#src/core/severity.ts';
import type { ReportFormat } from '../format.ts';
import type { Report, ReportFinding } from '../report.ts';

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
};

/** What code hosts order by: the middle of each band of CVSS 3.1, as text. */
const scores: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.5',
  info: '0.0',
};

interface CodePlace {
  readonly path?: string;
  readonly line_start?: number;
  readonly line_end?: number;
  readonly column?: number;
  readonly snippet?: string;
  readonly flow?: readonly { path: string; line: number; column: number; message: string }[];
}

const uriOf = (path: string): string => path.split('/').map(encodeURIComponent).join('/');

/** Lines from 1; columns of a region from 1 too, while ours are from 0. */
function physical(path: string, line: number, column: number, endLine = line): Record<string, unknown> {
  const region = line < 1 ? {} : { region: { startLine: line, startColumn: column + 1, endLine } };
  return { physicalLocation: { artifactLocation: { uri: uriOf(path), uriBaseId: '%SRCROOT%' }, ...region } };
}

function locationsOf({ location }: ReportFinding, { target }: Report): Record<string, unknown>[] {
  const { path, line_start: line = 0, line_end: end, column = 0 } = location as CodePlace;
  if (path) return [physical(path, line, column, end)];
  // A finding without a file is of the target as a whole.
  return [{ logicalLocations: [{ name: target.name, kind: 'resource' }] }];
}

function flowsOf({ location }: ReportFinding): Record<string, unknown> {
  const { flow } = location as CodePlace;
  if (!flow || flow.length === 0) return {};
  const steps = flow.map(({ path, line, column, message }) => ({
    location: { ...physical(path, line, column), message: { text: message } },
  }));
  return { codeFlows: [{ threadFlows: [{ locations: steps }] }] };
}

const ruleOf = (finding: ReportFinding): Record<string, unknown> => ({
  id: finding.check_id,
  shortDescription: { text: finding.title },
  fullDescription: { text: finding.description },
  help: { text: finding.remediation, markdown: finding.remediation },
  defaultConfiguration: { level: levels[finding.severity] },
  properties: {
    'security-severity': scores[finding.severity],
    tags: ['security', ...Object.keys(titlesOf(finding.references, finding.cwe))],
  },
});

const resultOf = (finding: ReportFinding, ruleIndex: number, report: Report): Record<string, unknown> => ({
  ruleId: finding.check_id,
  ruleIndex,
  level: levels[finding.severity],
  message: { text: `${finding.title}. ${finding.description}` },
  locations: locationsOf(finding, report),
  ...flowsOf(finding),
  partialFingerprints: { 'assay/v1': finding.fingerprint },
  ...(finding.suppressed
    ? { suppressions: [{ kind: 'external', justification: finding.suppression_reason ?? '' }] }
    : {}),
  properties: {
    'security-severity': scores[finding.severity],
    severity: finding.severity,
    confidence: finding.confidence,
    proof: finding.proof,
  },
});

/** SARIF 2.1.0 (OASIS, https://docs.oasis-open.org/sarif/sarif/v2.1.0/). */
export const sarif: ReportFormat = {
  id: 'sarif',
  title: 'SARIF',
  description: 'SARIF 2.1.0 for code hosts and editors, with flows from source to sink.',
  mediaType: 'application/sarif+json',
  extension: '.sarif',
  render(report) {
    const rules = new Map<string, { readonly index: number; readonly rule: Record<string, unknown> }>();
    for (const finding of report.findings) {
      if (!rules.has(finding.check_id))
        rules.set(finding.check_id, { index: rules.size, rule: ruleOf(finding) });
    }
    const notifications = report.notes.map((text) => ({ level: 'note', message: { text } }));
    const successful = report.scan.status === 'completed' && !report.scan.partial;
    const document = {
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: {
            driver: {
              name: 'Assay',
              version: report.generator.version,
              rules: [...rules.values()].map(({ rule }) => rule),
            },
          },
          automationDetails: { id: `assay/${report.target.kind}/` },
          invocations: [{ executionSuccessful: successful, toolExecutionNotifications: notifications }],
          columnKind: 'utf16CodeUnits',
          results: report.findings.map((finding) =>
            resultOf(finding, rules.get(finding.check_id)?.index ?? 0, report),
          ),
        },
      ],
    };
    return `${JSON.stringify(document, null, 2)}\n`;
  },
};
