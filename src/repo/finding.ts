import { type FindingDraft, fingerprint } from '#src/core/finding.ts';
import { redactCredentials } from '#src/core/redact.ts';
import type { Issue } from './issue.ts';
import { snippetOf } from './snippet.ts';
import { covers, suppressionsIn } from './suppress.ts';

/** Steps of a flow that are kept: the first and the last ones. */
const mostSteps = 20;

/**
 * The issues of one file as findings. `text` is the file's, or null where it was not read (programs, binary files).
 *
 * A fingerprint is a hash of rule, path, the three lines from where the issue starts, white space collapsed, and the
 * how-manieth of the like it is in the file: lines that move keep it. An issue with an identity of its own (an
 * advisory of a package, a secret) is known by that.
 */
export function findingsOf(issues: readonly Issue[], text: string | null): FindingDraft[] {
  const lines = text === null ? [] : text.split(/\r\n|\n|\r/);
  const secrets = [...new Set(issues.flatMap((issue) => issue.secrets ?? []))];
  const { byLine } = suppressionsIn(lines);
  const seen = new Map<string, number>();
  return issues
    .toSorted((a, b) => a.span.line - b.span.line || a.span.column - b.span.column)
    .map((issue) => {
      const told = byLine.get(issue.span.line)?.find(({ rule }) => covers(rule, issue.ruleId));
      const print = printOf(issue, lines, seen);
      const suppression = told?.reason ?? issue.suppression;
      return { ...draftOf(issue, lines, secrets, print), ...(suppression && { suppression }) };
    });
}

function printOf(issue: Issue, lines: readonly string[], seen: Map<string, number>): string {
  if (issue.identity) return fingerprint('repo', issue.ruleId, ...issue.identity);
  const { line } = issue.span;
  const snippet = lines.slice(line - 1, line + 2).map((text) => text.trim().replace(/\s+/g, ' '));
  const parts = [
    'repo',
    issue.ruleId,
    issue.path,
    ...(snippet.length > 0 ? snippet : [issue.snippet ?? issue.title]),
  ];
  const key = parts.join('\u0000');
  const nth = seen.get(key) ?? 0;
  seen.set(key, nth + 1);
  return fingerprint(...parts, String(nth));
}

function draftOf(
  issue: Issue,
  lines: readonly string[],
  secrets: readonly string[],
  print: string,
): FindingDraft {
  const clean = (text: string): string => redactCredentials(text, secrets);
  const { path, span } = issue;
  const snippet =
    lines.length > 0
      ? snippetOf(lines, span, secrets)
      : { line: span.line, text: clean(issue.snippet ?? '') };
  return {
    kind: 'repo',
    checkId: issue.ruleId,
    fingerprint: print,
    title: clean(issue.title),
    severity: issue.severity,
    confidence: issue.confidence,
    owaspCategory: issue.references.owasp?.[0] ?? null,
    technique: issue.scanner,
    cwe: issue.cwe,
    location: {
      scanner: issue.scanner,
      path,
      line_start: span.line,
      line_end: Math.max(span.line, span.endLine),
      column: span.column,
      snippet: snippet.text,
      snippet_line: snippet.line,
      ...(issue.flow && { flow: flowOf(issue, clean) }),
      ...(issue.package && { package: issue.package }),
    },
    description: clean(issue.description),
    remediation: issue.remediation,
    references: issue.references,
    evidence:
      snippet.text === ''
        ? []
        : [{ path, line: snippet.line, snippet: snippet.text, reason: clean(issue.title) }],
    proof: issue.proof,
    occurrences: 1,
  };
}

function flowOf({ flow = [] }: Issue, clean: (text: string) => string): Record<string, unknown>[] {
  const kept =
    flow.length <= mostSteps
      ? flow
      : [...flow.slice(0, mostSteps / 2), ...flow.slice(flow.length - mostSteps / 2)];
  return kept.map(({ path, span, message }) => ({
    path,
    line: span.line,
    column: span.column,
    message: clean(message),
  }));
}
