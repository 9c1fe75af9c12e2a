import type { CheckoutLimits } from '#src/config.ts';
import { AssayError } from '#src/core/errors.ts';
import type { Checkout } from '#src/io/checkout.ts';
import { readHistory } from '#src/io/git-history.ts';
import type { HistoryBlob, ReadHistory } from '#src/repo/secrets/history.ts';

/** Versions of files for each file that a checkout may have. */
const versionsPerFile = 2;

/**
 * Reads the history of a checkout while that is open, under its limits: bytes and time are those of a checkout, and of
 * versions there may be twice as many as of files. A text: why there is none.
 */
export function historyReader(
  { history, commit }: Pick<Checkout, 'history' | 'commit'>,
  limits: CheckoutLimits,
): ReadHistory | string {
  if (typeof history === 'string') return history;
  if (commit === null) return 'there is no commit';
  const { maxBytes, maxFiles, maxFileBytes: maxBlobBytes, timeoutMs } = limits;
  const bounds = { maxBytes, maxBlobBytes, maxBlobs: maxFiles * versionsPerFile };
  return async function* read(ask, signal): AsyncGenerator<HistoryBlob> {
    const deadline = AbortSignal.timeout(timeoutMs);
    try {
      yield* readHistory(history(AbortSignal.any([signal, deadline])), { ...ask, ...bounds, commit });
    } catch (error) {
      signal.throwIfAborted();
      if (!deadline.aborted) throw error;
      const seconds = Math.round(timeoutMs / 1000);
      throw new AssayError(
        'unavailable',
        `it took longer than ${seconds} s; ASSAY_REPO_TIMEOUT_S sets the limit`,
      );
    }
  };
}
