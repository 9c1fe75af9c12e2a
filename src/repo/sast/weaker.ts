import type { Issue } from '../issue.ts';

/**
 * Issues without those that others say better. Files are judged one by one, and a flow over two of them is found with
 * the one it begins in: so this holds of the issues of a whole tree as it does of those of one file.
 *
 * - A call that may be a flaw (SQL built from parts) where a flow proves that it is one.
 * - A text that is a danger wherever it goes, where it is seen where it goes.
 * - A second sink behind a first one of the same rule that the same input reaches on its way.
 */
export function withoutWeaker(issues: readonly Issue[]): readonly Issue[] {
  const proven = new Set(issues.filter(({ flow }) => flow).map((issue) => placeOf(issue, issue.cwe)));
  const ends = new Set(issues.filter((issue) => issue.flow && !isText(issue)).map(endOf));
  const passed = new Set(
    issues
      .filter((issue) => issue.flow && !isText(issue))
      .flatMap(({ ruleId, flow }) => flow!.map(({ path, span }) => `${ruleId}|${path}|${span.line}`)),
  );
  return issues.filter((issue) => {
    if (!issue.flow) return !proven.has(placeOf(issue, strongerThan(issue.cwe)));
    if (isText(issue)) return !passed.has(`${issue.ruleId}|${issue.path}|${issue.span.line}`);
    const own = endOf(issue);
    return !issue.flow
      .slice(1, -1)
      .map(({ path, span }) => `${issue.ruleId}|${sourceOf(issue)}|${path}|${span.line}`)
      .some((end) => end !== own && ends.has(end));
  });
}

const placeOf = (issue: Issue, cwe: number | null): string => `${cwe}|${issue.path}|${issue.span.line}`;

/** The weakness that a flow proves where a call alone only hints at it: code evaluated, escaping switched off. */
const strongerThan = (cwe: number | null): number | null => (cwe === 95 ? 94 : cwe === 116 ? 79 : cwe);

const isText = ({ proof }: Issue): boolean => (proof as { sink?: { call?: string } }).sink?.call === 'text()';

const sourceOf = ({ flow }: Issue): string => `${flow?.[0]?.path}:${flow?.[0]?.span.line}`;

const endOf = (issue: Issue): string => `${issue.ruleId}|${sourceOf(issue)}|${issue.path}|${issue.span.line}`;
