import { jsonProblem } from '#src/core/errors.ts';
import type { FindingDraft } from '#src/core/finding.ts';
import { findingsOf } from './finding.ts';
import type { Issue } from './issue.ts';
import type { FileScanner, FileTools, OpenFileScanner, SourceFile } from './scanners/scanner.ts';
import { secrets } from './scanners/secrets.ts';
import { suppressionsIn } from './suppress.ts';
import type { Skipped } from './tree.ts';

/** What all scanners say of one file, ready to be stored. */
export interface FileResult {
  readonly path: string;
  readonly findings: readonly FindingDraft[];
  readonly skipped: readonly Skipped[];
}

/** The secrets in a text. */
export type HideSecrets = (file: SourceFile) => readonly string[];

/** What the scanner for secrets knows, as something that hides them, whether or not a scan asked for its findings. */
export async function openHider(tools: FileTools): Promise<HideSecrets> {
  const scanner = await secrets.open(tools);
  return (file) => scanner.scan(file).issues.flatMap((issue) => issue.secrets ?? []);
}

export interface OpenedScanner {
  readonly scanner: FileScanner;
  readonly open: OpenFileScanner;
}

/**
 * Lets every scanner that wants a file look at it; `text` null: it is binary. A scanner that throws has skipped it, and says why. A flow may end in
 * another file, whose text `read` gives. `hide` finds the secrets in a file, which no snippet may show.
 */
export function judgeFile(
  file: Omit<SourceFile, 'text'> & { readonly text: string | null },
  scanners: readonly OpenedScanner[],
  read: (path: string) => string | null,
  hide: HideSecrets,
): FileResult {
  const issues: Issue[] = [];
  const skipped: Skipped[] = [];
  for (const { scanner, open } of scanners) {
    if (!scanner.accepts(file)) continue;
    if (file.text === null && !scanner.binary) {
      // Named as a text and none: a NUL among its first bytes must not make it look clean.
      skipped.push({ path: file.path, scanner: scanner.id, reason: 'it is no text' });
      continue;
    }
    try {
      const report = open.scan({ ...file, text: file.text ?? '' });
      issues.push(...report.issues);
      skipped.push(...report.skipped);
    } catch (error) {
      skipped.push({ path: file.path, scanner: scanner.id, reason: `it failed: ${jsonProblem(error)}` });
    }
  }
  const { bare } = suppressionsIn(file.text?.split('\n') ?? []);
  if (bare.length > 0) skipped.push({ path: file.path, scanner: 'suppressions', reason: unreasoned(bare) });
  const findings = [...Map.groupBy(issues, ({ path }) => path)].flatMap(([path, some]) =>
    findingsOf(some, ...textOf(path === file.path ? file.text : read(path), path, hide)),
  );
  return { path: file.path, findings, skipped };
}

/** One remark a file, however many lines of it there are. */
function unreasoned(lines: readonly number[]): string {
  const where = `line${lines.length === 1 ? '' : 's'} ${lines.slice(0, 5).join(', ')}${lines.length > 5 ? ' …' : ''}`;
  return `${where}: assay-ignore without a reason does not count; write "assay-ignore: <rule> <reason>"`;
}

function textOf(text: string | null, path: string, hide: HideSecrets): [string | null, readonly string[]] {
  return [text, text === null ? [] : hide({ path, size: text.length, text })];
}
