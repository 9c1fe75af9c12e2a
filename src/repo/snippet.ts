import { redactCredentials } from '#src/core/redact.ts';
import type { Span } from './issue.ts';

/** Lines shown before and after those that are meant, lines shown at most, characters kept of one. */
const around = 2;
const mostLines = 12;
const mostColumns = 240;

export interface Snippet {
  /** Number of the first line, from 1. */
  readonly line: number;
  readonly text: string;
}

/** The lines of a span with two around them, credentials replaced by stubs. */
export function snippetOf(
  lines: readonly string[],
  { line, endLine }: Span,
  secrets: readonly string[],
): Snippet {
  const from = Math.max(1, line - around);
  const to = Math.min(lines.length, Math.min(Math.max(line, endLine), line + mostLines) + around);
  // Redacted before it is cut: half a secret is not recognised.
  const text = redactCredentials(lines.slice(from - 1, to).join('\n'), secrets);
  return { line: from, text: text.split('\n').map(cut).join('\n') };
}

const cut = (line: string): string =>
  line.length > mostColumns ? `${line.slice(0, mostColumns - 1)}…` : line;
