import { messageOf } from '#src/core/errors.ts';
import { type EndpointLimits, type ShareStore, strictestOf, type Units, unitKeys } from '#src/core/shares.ts';
import { defaultConcurrency, type Limiter, type Limits } from './limiter.ts';

/** Part of a lease that is not used, so that what was started at its end has arrived before others count on it. */
const unusedPart = 0.1;
/** Part of the time between beats after which one follows when something is still to be settled. */
const hurryPart = 0.125;
const leastGapPart = 0.01;
/** After so many leases without the database, whoever waits is told. */
const patience = 6;

const nothing: Units = { concurrency: 0, perSecond: 0, perMinute: 0 };

/**
 * Confines a limiter to this process's share of an endpoint, which it agrees with the other processes at every beat
 * (`core/shares.ts` has the rule). What is in flight or still counts in a window is held until it is over. When the
 * store does not answer, the last share is used until the lease ends, and nothing after.
 */
export class Lease {
  readonly #limiter: Limiter;
  readonly #store: ShareStore;
  readonly #endpoint: string;
  readonly #holder: string;
  #own: Limits = {};
  /** The strictest of everybody's, as of the last beat. */
  #common: EndpointLimits | null = null;
  #share = nothing;
  #until = performance.now();
  #usedAt = performance.now();
  #startsSeen: number;
  #demands = true;
  #pausedUntil = Number.NEGATIVE_INFINITY;
  #running: Promise<void> | null = null;
  #again = false;
  #closed = false;
  #timer: NodeJS.Timeout | undefined;
  #lastBeatAt = Number.NEGATIVE_INFINITY;

  /** `after`: the end of this process's last lease of the endpoint, if it had one. */
  constructor(limiter: Limiter, store: ShareStore, endpoint: string, holder: string, after: Promise<void>) {
    this.#limiter = limiter;
    this.#store = store;
    this.#endpoint = endpoint;
    this.#holder = holder;
    this.#startsSeen = limiter.starts;
    limiter.confine(nothing, this.#until);
    this.#running = after.then(() => {
      this.#running = null;
      this.#beat();
    });
  }

  /** The strictest limits of this process's users have changed. */
  limit(own: Limits): void {
    this.#own = own;
    this.#configure();
    this.#beatSoon();
  }

  /** Somebody has to wait at the limiter. */
  waiting(): void {
    if (this.#demands) return;
    this.#usedAt = performance.now();
    this.#beatSoon();
  }

  /** The endpoint asked for a pause: the others are told at once. */
  paused(ms: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, performance.now() + ms);
    this.#beatSoon();
  }

  /** Gives the share back. What still counts in a window stays on record until it does no more. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#running;
    // Where the store cannot be told, the lease ends by itself.
    await this.#store.leave(this.#endpoint, this.#holder, this.#limiter.inUse()).catch(() => {});
  }

  #configure(): void {
    const own = ownLimits(this.#own);
    const { concurrency, perSecond, perMinute } = this.#common
      ? strictestOf([{ limits: own }, { limits: this.#common }])
      : own;
    this.#limiter.configure({ concurrency, maxRps: perSecond, maxRpm: perMinute, burst: this.#own.burst });
  }

  #beatSoon(): void {
    const { beatMs } = this.#store.timing;
    if (this.#running) this.#again = true;
    else this.#beatIn(Math.max(0, this.#lastBeatAt + beatMs * leastGapPart - performance.now()));
  }

  #beatIn(ms: number): void {
    clearTimeout(this.#timer);
    if (!this.#closed) this.#timer = setTimeout(() => this.#beat(), ms);
  }

  #beat(): void {
    if (this.#closed || this.#running) return;
    this.#again = false;
    this.#running = this.#exchange().then((nextMs) => {
      this.#running = null;
      this.#lastBeatAt = performance.now();
      if (this.#again) this.#beatSoon();
      else this.#beatIn(nextMs);
    });
  }

  /** One beat; returns milliseconds until the next. */
  async #exchange(): Promise<number> {
    const { beatMs, leaseMs } = this.#store.timing;
    const sentAt = performance.now();
    const pausedUntil = this.#pausedUntil;
    this.#demands = this.#isDemanding(sentAt, leaseMs);
    const report = {
      limits: ownLimits(this.#own),
      demands: this.#demands,
      held: this.#held(),
      pauseMs: Math.max(0, pausedUntil - sentAt),
    };
    try {
      const { limits, units, settled, pauseMs } = await this.#store.beat(
        this.#endpoint,
        this.#holder,
        report,
      );
      if (this.#pausedUntil === pausedUntil) this.#pausedUntil = Number.NEGATIVE_INFINITY;
      const lowered = unitKeys.some((key) => (this.#share[key] ?? Infinity) > (units[key] ?? Infinity));
      this.#until = sentAt + leaseMs * (1 - unusedPart);
      this.#share = units;
      this.#common = limits;
      if (pauseMs > 0) this.#limiter.pause(pauseMs);
      this.#configure();
      this.#limiter.confine(units, this.#until);
      if (settled) return beatMs;
      return beatMs * (lowered ? leastGapPart : hurryPart);
    } catch (error) {
      const silentMs = performance.now() - this.#until;
      if (silentMs > leaseMs * patience) this.#limiter.rejectWaiting(unreachable(error));
      return beatMs * hurryPart;
    }
  }

  /** Idle for a lease is idle: a helper that is asked now and then keeps its share in between. */
  #isDemanding(now: number, leaseMs: number): boolean {
    const { inFlight, waiting, starts } = this.#limiter;
    if (inFlight > 0 || waiting > 0 || starts !== this.#startsSeen) this.#usedAt = now;
    this.#startsSeen = starts;
    return now - this.#usedAt < leaseMs;
  }

  #held(): Units {
    const used = this.#limiter.inUse();
    const share = performance.now() < this.#until ? this.#share : nothing;
    const most = (of: number | null, unused: number | null) =>
      of === null ? null : Math.max(of, unused ?? 0);
    return {
      concurrency: Math.max(used.concurrency, share.concurrency),
      perSecond: most(used.perSecond, share.perSecond),
      perMinute: most(used.perMinute, share.perMinute),
    };
  }
}

const ownLimits = ({ concurrency, maxRps, maxRpm }: Limits): EndpointLimits => ({
  concurrency: concurrency ?? defaultConcurrency,
  perSecond: maxRps ?? null,
  perMinute: maxRpm ?? null,
});

const unreachable = (error: unknown): Error =>
  new Error(
    `the limits of this endpoint are shared with other workers through the database, which does not answer: ${messageOf(error)}`,
  );
