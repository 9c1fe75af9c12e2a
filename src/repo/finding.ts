import { type FindingDraft, fingerprint } from '#src/core/finding.ts';
import { redactCredentials } from '#src/core/redact.ts';
import type { Issue } from './issue.ts';
import { snippetOf } from './snippet.ts';
import { covers, suppressionsIn } from './suppress.ts';

/** Steps of a flow that are kept: the first and the last ones. */
const mostSteps = 20;

/**
 * The issues of one file as findings. `text` is the file's, or null where it was not read (programs, binary files);
 * `hidden` are the secrets in it, whoever found them.
 *
 * A fingerprint is a hash of rule, path, the three lines from where the issue starts, white space collapsed, and the
 * how-manieth such place of the file it is: lines that move keep it, and it does not matter from where in the tree the
 * issue was found. An issue with an identity of its own (an advisory of a package, a secret) is known by that.
 */
export function findingsOf(
  issues: readonly Issue[],
  text: string | null,
  hidden: readonly string[] = [],
): FindingDraft[] {
  const lines = text === null ? [] : text.split(/\r\n|\n|\r/);
  const secrets = [...new Set([...hidden, ...issues.flatMap((issue) => issue.secrets ?? [])])];
  const { byLine } = suppressionsIn(lines);
  const seen = new Map<string, number>();
  const windows = issues.some(({ identity }) => !identity) ? windowsOf(lines) : [];
  return issues
    .toSorted((a, b) => a.span.line - b.span.line || a.span.column - b.span.column)
    .map((issue) => {
      const told = byLine.get(issue.span.line)?.find(({ rule }) => covers(rule, issue.ruleId));
      const print = printOf(issue, windows, seen);
      const suppression = told?.reason ?? issue.suppression;
      return { ...draftOf(issue, lines, secrets, print), ...(suppression && { suppression }) };
    });
}

function printOf(issue: Issue, windows: readonly string[], seen: Map<string, number>): string {
  if (issue.identity) return fingerprint('repo', issue.ruleId, ...issue.identity);
  const { line } = issue.span;
  const shown = windows[line - 1] ?? issue.snippet ?? issue.title;
  const parts = ['repo', issue.ruleId, issue.path, shown];
  const nth = windows.slice(0, Math.max(0, line - 1)).filter((window) => window === shown).length;
  const key = [...parts, nth].join('\u0000');
  const twin = seen.get(key) ?? 0;
  seen.set(key, twin + 1);
  return fingerprint(...parts, String(nth), String(twin));
}

/** Each line with the two below it, white space collapsed. */
function windowsOf(lines: readonly string[]): string[] {
  const plain = lines.map((text) => text.trim().replace(/\s+/g, ' '));
  return plain.map((_, at) => plain.slice(at, at + 3).join('\n'));
}

function draftOf(
  issue: Issue,
  lines: readonly string[],
  secrets: readonly string[],
  print: string,
): FindingDraft {
  const clean = (text: string): string => redactCredentials(text, secrets);
  const { path, span } = issue;
  // The weakness has a field of its own.
  const { cwe: _weakness, ...references } = issue.references;
  const snippet =
    lines.length > 0
      ? snippetOf(lines, span, secrets)
      : { line: issue.snippetLine ?? span.line, text: clean(issue.snippet ?? '') };
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
      ...(issue.commit && { commit: issue.commit }),
      ...(issue.flow && { flow: flowOf(issue, clean) }),
      ...(issue.package && { package: issue.package }),
    },
    description: clean(issue.description),
    remediation: issue.remediation,
    references,
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
