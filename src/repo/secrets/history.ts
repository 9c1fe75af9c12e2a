import type { Issue } from '../issue.ts';
import type { Report } from '../scanners/scanner.ts';
import type { Skipped } from '../tree.ts';
import { isText } from './places.ts';
import { searchSecrets } from './search.ts';

/** One version of a file, by the hash of its content. */
export interface HistoryBlob {
  readonly path: string;
  readonly blob: string;
  /** The commit that brought it. */
  readonly commit: string;
  /** Null: binary, or larger than the limit of whoever reads it. */
  readonly text: string | null;
}

export interface HistoryOptions {
  /** Hashes of blobs that were looked at before, or are in the checkout: left out. */
  readonly known?: ReadonlySet<string>;
  readonly signal?: AbortSignal;
}

/**
 * Secrets in earlier versions of files. Each blob is looked at once, whatever the number of commits and paths that
 * have it; a secret in many versions of a file is one issue, at the first of them that is handed in. Lines are those
 * of that version; `proof.commit` and `proof.blob` say where it is.
 */
export async function scanHistory(
  blobs: AsyncIterable<HistoryBlob>,
  options: HistoryOptions = {},
): Promise<Report> {
  const seen = new Set<string>(options.known);
  const issues = new Map<string, Issue>();
  const skipped: Skipped[] = [];
  for await (const { path, blob, commit, text } of blobs) {
    options.signal?.throwIfAborted();
    if (seen.has(blob) || !isText(path)) continue;
    seen.add(blob);
    if (text === null) {
      skipped.push({
        path,
        scanner: 'secrets',
        reason: `${blob.slice(0, 12)} of its history is binary or too large`,
      });
      continue;
    }
    const report = searchSecrets(path, text);
    skipped.push(...report.skipped);
    for (const issue of report.issues) {
      const key = (issue.identity ?? []).join('\0');
      if (!issues.has(key)) issues.set(key, inHistory(issue, commit, blob));
    }
  }
  return { issues: [...issues.values()], skipped };
}

const inHistory = (issue: Issue, commit: string, blob: string): Issue => ({
  ...issue,
  title: `${issue.title} in the history`,
  description: `${issue.description} It stands in commit ${commit.slice(0, 12)}: deleting it from the files of today does not take it back.`,
  proof: { ...issue.proof, commit, blob },
});
