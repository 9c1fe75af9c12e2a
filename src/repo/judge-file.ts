import { messageOf } from '#src/core/errors.ts';
import type { FindingDraft } from '#src/core/finding.ts';
import { findingsOf } from './finding.ts';
import type { Issue } from './issue.ts';
import type { FileScanner, OpenFileScanner, SourceFile } from './scanners/scanner.ts';
import { suppressionsIn } from './suppress.ts';
import type { Skipped } from './tree.ts';

/** What all scanners say of one file, ready to be stored. */
export interface FileResult {
  readonly path: string;
  readonly findings: readonly FindingDraft[];
  readonly skipped: readonly Skipped[];
}

export interface OpenedScanner {
  readonly scanner: FileScanner;
  readonly open: OpenFileScanner;
}

/**
 * Lets every scanner that wants a file look at it. A scanner that throws has skipped it, and says why. `read` gives the text
 * of other files: a flow may end in one of them.
 */
export function judgeFile(
  file: SourceFile,
  scanners: readonly OpenedScanner[],
  read: (path: string) => string | null,
): FileResult {
  const issues: Issue[] = [];
  const skipped: Skipped[] = [];
  for (const { scanner, open } of scanners) {
    if (!scanner.accepts(file)) continue;
    try {
      const report = open.scan(file);
      issues.push(...report.issues);
      skipped.push(...report.skipped);
    } catch (error) {
      skipped.push({ path: file.path, scanner: scanner.id, reason: `it failed: ${messageOf(error)}` });
    }
  }
  for (const line of suppressionsIn(file.text.split('\n')).bare) {
    const reason = `line ${line}: assay-ignore without a reason does not count; write "assay-ignore: <rule> <reason>"`;
    skipped.push({ path: file.path, scanner: 'suppressions', reason });
  }
  const findings = [...Map.groupBy(issues, ({ path }) => path)].flatMap(([path, some]) =>
    findingsOf(some, path === file.path ? file.text : read(path)),
  );
  return { path: file.path, findings, skipped };
}
