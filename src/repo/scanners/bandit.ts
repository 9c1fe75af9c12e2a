import type { Severity } from '#src/core/severity.ts';
import type { Issue } from '../issue.ts';
import { list, number, object, text } from '../sarif/loose.ts';
import { toolScanner } from './tool.ts';

const sureness: Readonly<Record<string, number>> = { HIGH: 0.9, MEDIUM: 0.7, LOW: 0.4 };
const severities: Readonly<Record<string, Severity>> = { HIGH: 'high', MEDIUM: 'medium', LOW: 'low' };

/** Its own JSON: SARIF needs a plug-in that most installations of it do not have. */
function readBandit(output: string, root: string): Issue[] {
  const start = output.indexOf('{');
  if (start < 0) throw new Error('bandit printed no JSON');
  const report = object(JSON.parse(output.slice(start)));
  return list(report.results).map((row) => issueOf(object(row), root));
}

function issueOf(row: ReturnType<typeof object>, root: string): Issue {
  const path = text(row.filename);
  const line = number(row.line_number) ?? 0;
  const lines = list(row.line_range).map((value) => number(value) ?? line);
  const rule = text(row.test_id) || 'unnamed';
  return {
    scanner: 'bandit',
    ruleId: rule,
    title: text(row.test_name).replaceAll('_', ' ') || rule,
    severity: severities[text(row.issue_severity)] ?? 'medium',
    confidence: sureness[text(row.issue_confidence)] ?? 0.7,
    cwe: number(object(row.issue_cwe).id),
    description: text(row.issue_text),
    remediation: '',
    references: text(row.more_info) === '' ? {} : { url: [text(row.more_info)] },
    path: path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path,
    span: { line, column: number(row.col_offset) ?? 0, endLine: Math.max(line, ...lines), endColumn: 0 },
    proof: { kind: 'tool-result', tool: 'bandit', rule },
  };
}

export const bandit = toolScanner({
  id: 'bandit',
  title: 'Bandit',
  description: 'Python code, by the bandit program.',
  args: (root) => ['--recursive', '--format', 'json', '--quiet', root],
  read: readBandit,
});
