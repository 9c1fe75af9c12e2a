import { frameworks, named } from '#src/core/mappings.ts';
import { severities } from '#src/core/severity.ts';
import { coverageSection } from '../coverage.ts';
import { forecastSection } from '../forecast.ts';
import type { ReportFormat } from '../format.ts';
import { codeBlock, inlineCode, prose, row } from '../markdown.ts';
import type { Report, ReportFinding } from '../report.ts';

const headings: readonly string[] = ['Severity', 'Category', 'Technique', 'Finding', 'Occurrences'];

function heading({ target, scan, generated_at, generator }: Report): string[] {
  const model = target.model ? `, model ${inlineCode(target.model)}` : '';
  const graded = scan.grade === null ? 'no grade' : `grade **${scan.grade}**, score ${scan.score} of 100`;
  return [
    `# Security scan of ${prose(target.name)}`,
    '',
    `${inlineCode(target.base_url)}${model}`,
    '',
    `Scan ${inlineCode(scan.id)} (${scan.profile}), ${scan.status}: ${graded}. Written by Assay ${generator.version} at ${generated_at}.`,
    '',
  ];
}

function overview({ summary, findings, notes, scan }: Report): string[] {
  const lines = [row([...severities, 'suppressed']), row(Array(6).fill('---:'))];
  lines.push(
    row([...severities.map((severity) => String(summary[severity])), String(summary.suppressed)]),
    '',
  );
  if (notes.length > 0) lines.push('## Read this first', '', ...notes.map((note) => `- ${prose(note)}`), '');
  if (scan.consent)
    lines.push('## Authorisation', '', prose(String(scan.consent.authorization_text ?? '')), '');
  if (findings.length === 0) return [...lines, 'No findings.', ''];
  lines.push('## Findings', '', row([...headings]), row(headings.map(() => '---')));
  for (const finding of findings) {
    const { severity, owasp_category, technique, title, occurrences, attempts, suppressed } = finding;
    const cells = [
      suppressed ? `${severity} (suppressed)` : severity,
      owasp_category ?? '',
      technique ?? '',
      prose(title),
    ];
    lines.push(row([...cells, `${occurrences} of ${attempts}`]));
  }
  return [...lines, ''];
}

function detail(finding: ReportFinding, index: number): string[] {
  const { title, severity, confidence, cwe, status, description, remediation, references, proof } = finding;
  const facts = [
    severity,
    `confidence ${confidence.toFixed(3)}`,
    status,
    ...(cwe === null ? [] : [named(`CWE-${cwe}`)]),
  ];
  const lines = [
    `### ${index + 1}. ${prose(title)}`,
    '',
    `${facts.join(' · ')} · ${inlineCode(finding.fingerprint)}`,
    '',
  ];
  if (finding.suppressed)
    lines.push(`Suppressed: ${prose(finding.suppression_reason ?? 'no reason given')}`, '');
  lines.push(prose(description), '', `**Proof** (${inlineCode(String(proof.kind ?? ''))})`, '');
  lines.push(codeBlock(JSON.stringify(proof, null, 2), 'json'), '');
  lines.push(...flow(finding));
  for (const piece of finding.evidence) lines.push(...evidence(piece));
  lines.push(`**Remediation.** ${prose(remediation)}`, '');
  const listed = Object.entries(references).map(
    ([scheme, ids]) => `${titleFor(scheme)}: ${ids.map(named).join(', ')}`,
  );
  if (listed.length > 0) lines.push(`**References.** ${prose(listed.join('; '))}`, '');
  return lines;
}

/** The framework's name for people; a scheme that is not one of ours as it stands. */
const titleFor = (scheme: string): string =>
  Object.hasOwn(frameworks, scheme) ? frameworks[scheme as keyof typeof frameworks].title : scheme;

/** From source to sink, a line a step. */
function flow({ location }: ReportFinding): string[] {
  const steps = Array.isArray(location.flow) ? (location.flow as Record<string, unknown>[]) : [];
  if (steps.length === 0) return [];
  const told = steps.map(
    ({ path, line, message }, at) => `${at + 1}. ${inlineCode(`${path}:${line}`)} ${prose(String(message))}`,
  );
  return ['**Flow**', '', ...told, ''];
}

/** Prompts and answers are foreign text: each in a fence that it cannot close. */
function evidence(piece: Readonly<Record<string, unknown>>): string[] {
  if (typeof piece.snippet === 'string') {
    const place = `${piece.path}, from line ${piece.line}`;
    return [`Evidence (${inlineCode(place)}):`, '', codeBlock(piece.snippet), ''];
  }
  const lines = [`Evidence${piece.strategy ? ` (strategy ${inlineCode(String(piece.strategy))})` : ''}:`, ''];
  for (const part of ['prompt', 'answer', 'reason'] as const) {
    if (typeof piece[part] === 'string' && piece[part] !== '')
      lines.push(`${part}:`, '', codeBlock(piece[part]), '');
  }
  return lines;
}

export const markdown: ReportFormat = {
  id: 'markdown',
  title: 'Markdown',
  description:
    'A document for people: grade, what to know first, every finding with its proof and what to do.',
  mediaType: 'text/markdown; charset=utf-8',
  extension: '.md',
  render: (report) =>
    [
      ...heading(report),
      ...overview(report),
      ...coverageSection(report.scan.stats),
      ...forecastSection(report.scan.stats),
      ...report.findings.flatMap(detail),
    ]
      .join('\n')
      .trimEnd()
      .concat('\n'),
};
