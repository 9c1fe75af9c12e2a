import type { Verdict } from '#src/core/attempt.ts';
import { conflict } from '#src/core/errors.ts';
import { type App, transact } from './context.ts';
import { findFinding } from './finding-rows.ts';
import { replayAttempt } from './replay-attempt.ts';
import { replayCode } from './replay-code.ts';

export interface Replay {
  /** Whether the flaw showed again. */
  readonly holds: boolean;
  readonly verdict: Verdict;
  /** Redacted turns of the new conversation; none where nothing is talked to. */
  readonly transcript: readonly Record<string, unknown>[];
  readonly replayedAt: Date;
}

/**
 * Checks a finding's proof again, against the target as it is now. Throws `not-found`, `conflict` where the finding has
 * nothing to replay, and `unavailable` where nothing can be known at this moment.
 */
export async function replayFinding(
  app: App,
  workspaceId: string,
  findingId: string,
  signal: AbortSignal,
): Promise<Replay> {
  const finding = await transact(app, workspaceId, (work) => findFinding(work, findingId));
  if (finding.kind === 'llm') return replayAttempt(app, workspaceId, finding, signal);
  if (finding.kind === 'repo') return replayCode(app, workspaceId, finding, signal);
  throw conflict('findings of web targets cannot be replayed by this version');
}
