import { sql } from 'kysely';
import type { ScanEvent } from '#src/core/event.ts';
import { toJson } from '#src/store/json.ts';
import { type App, transact } from './context.ts';
import { latestSeq } from './events.ts';

const flushEveryMs = 200;

/**
 * Writes a running scan's events and progress down a few times a second, and learns on the way whether somebody
 * asked to cancel it. Of several progress events in one flush only the last is kept.
 */
export class ScanLog {
  private readonly app: App;
  private readonly workspaceId: string;
  private readonly scanId: string;
  private readonly onCancel: () => void;
  private seq = 0;
  private stage: string | null = null;
  private done: number | null = null;
  private waiting: ScanEvent[] = [];
  private timer: NodeJS.Timeout | null = null;
  private flushing: Promise<void> = Promise.resolve();

  constructor(app: App, workspaceId: string, scanId: string, onCancel: () => void) {
    this.app = app;
    this.workspaceId = workspaceId;
    this.scanId = scanId;
    this.onCancel = onCancel;
  }

  async open(): Promise<void> {
    this.seq = await transact(this.app, this.workspaceId, (work) => latestSeq(work, this.scanId));
    this.timer = setInterval(() => {
      this.flushing = this.flushing
        .then(() => this.flush())
        .catch((error) => {
          this.app.log.warn({ err: error, scan: this.scanId }, 'scan events not written; trying again');
        });
    }, flushEveryMs);
  }

  add(event: ScanEvent): void {
    if (event.type === 'stage') this.stage = event.stage;
    if (event.type === 'progress' || event.type === 'started') this.done = event.done;
    if (event.type === 'progress' && this.waiting.at(-1)?.type === 'progress') this.waiting.pop();
    this.waiting.push(event);
  }

  /** Adds everything a running scan tells; resolves with how it ended. */
  async follow<End>(stream: AsyncGenerator<ScanEvent, End>): Promise<End> {
    for (;;) {
      const step = await stream.next();
      if (step.done) return step.value;
      this.add(step.value);
    }
  }

  /** Stops the clock and writes what is left. */
  async close(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
    await this.flushing;
    await this.flush();
  }

  private async flush(): Promise<void> {
    // Taken out first: an event that arrives while this is written waits for the next flush.
    const taken = this.waiting;
    this.waiting = [];
    const events = taken.map((event, index) => ({ event, seq: this.seq + 1 + index }));
    const write = transact(this.app, this.workspaceId, async ({ trx }) => {
      if (events.length > 0)
        await trx
          .insertInto('scan_events')
          .values(events.map((entry) => this.row(entry)))
          .execute();
      const row = await sql<{ cancel_requested: boolean }>`
        update scans set current_stage = ${this.stage}, done = coalesce(${this.done}::int, done) where id = ${this.scanId} returning cancel_requested`.execute(
        trx,
      );
      return row.rows[0]?.cancel_requested ?? true;
    });
    const cancelled = await write.catch((error) => {
      this.waiting = [...taken, ...this.waiting];
      throw error;
    });
    this.seq += events.length;
    if (cancelled) this.onCancel();
  }

  private row({ event, seq }: { event: ScanEvent; seq: number }) {
    const { type, ...data } = event;
    return { scan_id: this.scanId, workspace_id: this.workspaceId, seq, type, data: toJson(data) };
  }
}
