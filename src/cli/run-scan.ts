import type { Work } from '#src/app/context.ts';
import { type App, transact } from '#src/app/context.ts';
import { eventsAfter, latestSeq, type StoredEvent } from '#src/app/events.ts';
import { executeScan } from '#src/app/execute-scan.ts';
import { pauseScan } from '#src/app/pause-scan.ts';
import { commissionScan } from '#src/app/scans.ts';
import { createTarget, listTargets, patchTarget } from '#src/app/targets.ts';
import type { ScanCreate } from '#src/core/scan-input.ts';
import type { Target } from '#src/core/target.ts';
import type { TargetCreate } from '#src/core/target-input.ts';
import { catchInterrupt } from './interrupt.ts';
import type { Session } from './open.ts';

/**
 * The app without its queue: a scan of the CLI is done by the CLI, in its own process, and no server on the same
 * database takes it away.
 */
export const withoutJobs = (app: App): App => ({
  ...app,
  queue: { ...app.queue, enqueue: async () => null },
});

/** The target of that kind and name brought up to date, or a new one: triage of earlier scans carries over. */
export async function registerTarget(work: Work, input: TargetCreate): Promise<Target> {
  const { items } = await listTargets(work, {});
  const known = items.find(({ kind, name }) => kind === input.kind && name === input.name);
  if (!known) return createTarget(work, input);
  return patchTarget(work, known.id, {
    base_url: input.base_url,
    llm_config: input.llm_config ?? undefined,
    credentials: input.credentials ?? undefined,
  });
}

/** Registers the target and writes the scan down, both or neither. Returns the scan's id. */
export function commission(
  { app, workspaceId }: Session,
  input: TargetCreate,
  ask: Omit<ScanCreate, 'target_id'>,
): Promise<string> {
  return transact(withoutJobs(app), workspaceId, async (work) => {
    const target = await registerTarget(work, input);
    const scan = await commissionScan(work, { ...ask, target_id: target.id });
    return scan.id;
  });
}

const pollMs = 200;

/**
 * Runs a scan in this process and tells `watch` of its events as they are stored. Ctrl-C pauses it: `interrupted` is
 * true then, and nothing that was answered is lost.
 */
export async function runHere(
  session: Session,
  scanId: string,
  watch: (event: StoredEvent) => void,
): Promise<{ interrupted: boolean }> {
  const { app, workspaceId } = session;
  const interrupt = catchInterrupt();
  const over = new AbortController();
  const following = follow(session, scanId, watch, over.signal);
  try {
    await executeScan(app, { scanId, workspaceId }, interrupt.signal);
  } catch (error) {
    if (!interrupt.signal.aborted) throw error;
    await transact(app, workspaceId, (work) => pauseScan(work, scanId));
  } finally {
    over.abort();
    interrupt.release();
    await following;
  }
  return { interrupted: interrupt.signal.aborted };
}

/** Reads stored events until told that the scan is over, then what is left of them. */
async function follow(
  { app, workspaceId }: Session,
  scanId: string,
  watch: (event: StoredEvent) => void,
  over: AbortSignal,
): Promise<void> {
  // A resumed scan has a past; only what happens now is news.
  let seq = await transact(app, workspaceId, (work) => latestSeq(work, scanId));
  for (;;) {
    const last = over.aborted;
    const { events, more } = await eventsAfter(app, workspaceId, scanId, seq);
    for (const event of events) {
      seq = event.seq;
      watch(event);
    }
    if (more) continue;
    if (last) return;
    await Promise.race([
      new Promise((resolve) => setTimeout(resolve, pollMs)),
      new Promise((resolve) => over.addEventListener('abort', resolve, { once: true })),
    ]);
  }
}
