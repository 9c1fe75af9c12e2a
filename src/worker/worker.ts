import type { App } from '#src/app/context.ts';
import { executeScan } from '#src/app/execute-scan.ts';
import { sweepCheckouts } from '#src/app/repo-checkout.ts';

/** Scans one worker process runs at once. Each has lanes of its own, so this is small. */
const defaultConcurrency = 2;

/**
 * Starts doing the queue's jobs in this process; returns once it listens. Jobs under way are handed back when
 * `app.queue` stops: a scan goes on elsewhere from its last answered attempt.
 *
 * @param options.concurrency scans at once, 2 by default
 */
export async function startWorker(app: App, options: { concurrency?: number } = {}): Promise<void> {
  await sweepCheckouts(app);
  const concurrency = options.concurrency ?? defaultConcurrency;
  await app.queue.work('execute-scan', (job, signal) => executeScan(app, job, signal), { concurrency });
}
