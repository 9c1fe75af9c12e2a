import { messageOf } from '#src/core/errors.ts';
import type { Issue } from '../issue.ts';
import type { Report, TreeScanner } from '../scanners/scanner.ts';
import { snippetOf } from '../snippet.ts';
import { covers, suppressionsIn } from '../suppress.ts';
import type { Skipped, Tree } from '../tree.ts';
import { isText } from './places.ts';
import { keyOf, keysIn, searchSecrets } from './search.ts';

/** One version of a file, by the hash of its content. */
export interface HistoryBlob {
  /** Where it stood first. */
  readonly path: string;
  /** Other paths that it stood at. */
  readonly also: readonly string[];
  readonly blob: string;
  /** The commit that brought it. */
  readonly commit: string;
  /** Null: there is none to read, for this `reason`. */
  readonly text: string | null;
  readonly reason?: string;
}

/**
 * Hands out the versions of files that led to the commit that is scanned, each once, newest first. `accepts` says which
 * paths count; `cut` is told what limits left out. Rejects when git fails or time is up.
 */
export type ReadHistory = (
  ask: { readonly accepts: (path: string) => boolean; readonly cut: (reason: string) => void },
  signal: AbortSignal,
) => AsyncIterable<HistoryBlob>;

/** Id of the unit of work, and of the scanner in its findings: such secrets are in no file of the checkout. */
export const historyId = 'history';

/** Secrets and rows that are kept in memory; what is beyond is counted. */
const mostSecrets = 2000;
const mostPaths = 50;
const mostSkipped = 200;

/** @param read the history, or why there is none */
export const historyScanner = (
  read: ReadHistory | string,
  excludes: (path: string) => boolean,
): TreeScanner => ({
  id: historyId,
  title: 'Secrets in the history',
  description: 'Looks for secrets in earlier versions of files that the files of today do not have any more.',
  over: 'tree',
  absent: async () => (typeof read === 'string' ? read : null),
  async scan(tree, { signal }) {
    if (typeof read === 'string') throw new Error(read);
    const cuts: string[] = [];
    const accepts = (path: string) => isText(path) && !excludes(path);
    const report = await scanHistory(
      read({ accepts, cut: (reason) => cuts.push(reason) }, signal),
      tree,
      signal,
    );
    const incomplete = [...cuts, ...(report.incomplete ? [report.incomplete] : [])].join('; ');
    return incomplete ? { ...report, incomplete } : report;
  },
});

/**
 * Secrets in earlier versions of files that no file has any more which once had them. Each is one issue, where it was
 * seen first, whatever the number of commits and paths: blobs come newest first. Lines are those of that version. A
 * history that breaks off is incomplete; one that cannot be read at all rejects.
 */
export async function scanHistory(
  blobs: AsyncIterable<HistoryBlob>,
  tree: Tree,
  signal: AbortSignal,
): Promise<Report> {
  const walk = new Walk();
  try {
    for await (const blob of blobs) {
      signal.throwIfAborted();
      walk.look(blob);
    }
  } catch (error) {
    signal.throwIfAborted();
    if (walk.looked === 0) throw error;
    walk.problems.add(`it broke off: ${messageOf(error)}`);
  }
  const { skipped, problems } = walk;
  const report = { issues: walk.gone(tree), skipped: skipped() };
  return problems.size > 0 ? { ...report, incomplete: [...problems].join('; ') } : report;
}

/** What is remembered of the versions so far: no text of any but its secrets. */
class Walk {
  looked = 0;
  readonly problems = new Set<string>();
  readonly #found = new Map<string, { issue: Issue; readonly paths: Set<string> }>();
  readonly #skipped = new Map<string, Skipped>();
  #more = 0;

  look({ path, also, commit, blob, text, reason }: HistoryBlob): void {
    this.looked++;
    const { issues, skipped } = searchSecrets(path, text ?? '');
    if (text === null) this.#skip(path, reason ?? 'could not be read');
    for (const one of skipped) this.#skip(path, `has ${one.reason}`);
    if (text === null || issues.length === 0) return;
    const lines = text.split(/\r\n|\n|\r/);
    const hidden = issues.flatMap((issue) => issue.secrets ?? []);
    for (const issue of issues) {
      const seen = this.#found.get(keyOf(issue.proof));
      const paths = seen?.paths ?? new Set<string>();
      for (const other of [path, ...also]) if (paths.size < mostPaths) paths.add(other);
      const past = inHistory(issue, { commit, blob }, lines, hidden);
      if (seen) seen.issue = past;
      else if (this.#found.size < mostSecrets) this.#found.set(keyOf(issue.proof), { issue: past, paths });
      else this.problems.add(`it has more than ${mostSecrets} secrets: older ones are left out`);
    }
  }

  #skip(path: string, reason: string): void {
    const key = `${path}\0${reason}`;
    if (this.#skipped.has(key)) return;
    if (this.#skipped.size >= mostSkipped) this.#more++;
    else this.#skipped.set(key, { path, scanner: historyId, reason: `a version of it ${reason}` });
  }

  readonly skipped = (): Skipped[] => {
    const reason = `${this.#more} more versions of files could not be looked at`;
    return [...this.#skipped.values(), ...(this.#more > 0 ? [{ path: '', scanner: historyId, reason }] : [])];
  };

  /** Without those that a file still has, which are the findings of the files themselves. */
  gone(tree: Tree): Issue[] {
    const standing = new Map<string, ReadonlySet<string>>();
    const keysOf = (path: string): ReadonlySet<string> => {
      const keys = standing.get(path) ?? keysIn(tree, path);
      standing.set(path, keys);
      return keys;
    };
    return [...this.#found]
      .filter(([key, { paths }]) => ![...paths].some((path) => keysOf(path).has(key)))
      .map(([, { issue }]) => issue);
  }
}

function inHistory(
  issue: Issue,
  { commit, blob }: { readonly commit: string; readonly blob: string },
  lines: readonly string[],
  hidden: readonly string[],
): Issue {
  const snippet = snippetOf(lines, issue.span, hidden);
  const told = suppressionsIn(lines).byLine.get(issue.span.line);
  const suppression = told?.find(({ rule }) => covers(rule, issue.ruleId))?.reason;
  const short = commit.slice(0, 12);
  return {
    ...issue,
    scanner: historyId,
    title: `${issue.title} in the history`,
    description: `${issue.description} It first stood in commit ${short} and is gone from the files since, but not from the history: see git show ${short}, file ${issue.path}. Deleting it did not take it back.`,
    commit,
    snippet: snippet.text,
    snippetLine: snippet.line,
    ...(suppression && { suppression }),
    proof: { ...issue.proof, commit, blob },
  };
}
