import { ChatError } from '#src/core/chat.ts';
import type { Units } from '#src/core/shares.ts';
import { Pace } from './pace.ts';
import { RateLearner } from './rate-learner.ts';
import { Waiters } from './waiters.ts';

/** What one user of an endpoint asks to be kept. Null or absent: no opinion; 0 is no limit. */
export interface Limits {
  readonly concurrency?: number | null;
  readonly maxRps?: number | null;
  readonly maxRpm?: number | null;
  /** Starts at once at most; 1 (evenly spaced) unless told. The rates hold whatever it is. */
  readonly burst?: number | null;
}

/** Leave to send one request. Exactly one of the methods is called when the exchange is over. */
export interface Pass {
  /** Milliseconds spent waiting for it. */
  readonly waitedMs: number;
  /** `succeeded`: the endpoint took the request, whatever it answered. */
  leave(succeeded: boolean): void;
  /** The endpoint asked for a pause of `ms`: nothing goes to it before that. `learn` for a 429. */
  leaveRefused(ms: number, learn: boolean): void;
}

/** Told of what other processes must know, or decide. */
export interface LimiterWatch {
  /** Somebody has to wait. */
  waiting(): void;
  /** The endpoint asked for a pause of `ms`. */
  paused(ms: number): void;
}

export const defaultConcurrency = 4;
/** A longer pause than this is not waited for. */
export const longestPauseMs = 600_000;
/** Added to a pause, so that the first request after it does not arrive a moment too early. */
const gateMarginMs = 10;

/**
 * The gate in front of one endpoint, shared by everything in this process that talks to it: an upper bound on requests in
 * flight, request rates in sliding windows, and a pause for all when the endpoint asks for one. First come, first
 * served; retries go first. Where other processes talk to the endpoint too, this one is confined to its share.
 */
export class Limiter {
  #concurrency = defaultConcurrency;
  /** The concurrency, or this process's share of it. */
  #most = defaultConcurrency;
  #paces: Pace[] = [];
  #limits = '';
  #share: Units | null = null;
  #sharedUntil = Number.POSITIVE_INFINITY;
  #starts = 0;
  readonly #watch: LimiterWatch | undefined;
  readonly #learner = new RateLearner();
  readonly #waiters = new Waiters<Pass>();
  #inFlight = 0;
  #closedUntil = Number.NEGATIVE_INFINITY;
  #gateClosed = false;
  #timer: NodeJS.Timeout | undefined;
  #timerAt = Number.POSITIVE_INFINITY;

  constructor(watch?: LimiterWatch) {
    this.#watch = watch;
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  get waiting(): number {
    return this.#waiters.size;
  }

  /** Requests that were given leave so far. */
  get starts(): number {
    return this.#starts;
  }

  /** Replaces the limits; starts that were counted so far stay counted where the kind of limit stays. */
  configure(limits: Limits): void {
    const key = JSON.stringify(limits);
    if (key === this.#limits) return;
    this.#limits = key;
    this.#concurrency = limits.concurrency ?? defaultConcurrency;
    const burst = limits.burst ?? 1;
    const rates: [number | null | undefined, number][] = [
      [limits.maxRps, 1000],
      [limits.maxRpm, 60_000],
    ];
    this.#paces = rates.flatMap(([amount, windowMs]) => {
      if (!amount) return [];
      const old = this.#paces.find((pace) => pace.windowMs === windowMs);
      return [old ? old.resized(amount, burst) : new Pace(amount, windowMs, burst)];
    });
    this.#applyShare();
    this.#pump();
  }

  /** Confines it to `share` of the limits until `until` (`performance.now()`), and to nothing after; null: no longer. */
  confine(share: Units | null, until = Number.POSITIVE_INFINITY): void {
    this.#share = share;
    this.#sharedUntil = until;
    this.#applyShare();
    this.#pump();
  }

  /** A limit that the share says nothing of is one that others do not know of yet. */
  #applyShare(): void {
    const share = this.#share;
    this.#most = Math.min(this.#concurrency, share?.concurrency ?? this.#concurrency);
    for (const pace of this.#paces) {
      pace.confine(share && (share[pace.windowMs === 1000 ? 'perSecond' : 'perMinute'] ?? 0));
    }
  }

  /** What counts at the endpoint at this moment; null for a rate without a limit. */
  inUse(): Units {
    const now = performance.now();
    const counted = (windowMs: number) =>
      this.#paces.find((pace) => pace.windowMs === windowMs)?.countAt(now) ?? null;
    return { concurrency: this.#inFlight, perSecond: counted(1000), perMinute: counted(60_000) };
  }

  /** Keeps everything back for `ms`, as the endpoint asked another process for. */
  pause(ms: number): void {
    this.#shut(performance.now(), ms);
    this.#pump();
  }

  /** Rejects everybody who waits. */
  rejectWaiting(error: Error): void {
    this.#waiters.rejectAll(error);
  }

  /**
   * Waits for leave to send; given at once (not as a promise) when nothing is in the way. `first`: a retry, ahead of
   * the others. Rejects with `aborted`, or `http` 429 when the endpoint asked for a pause that is not waited for.
   */
  enter(signal?: AbortSignal, first = false): Pass | Promise<Pass> {
    const now = performance.now();
    if (this.#waiters.size === 0 && this.#readyAt(now) <= now) return this.#admit(now, now);
    if (this.#closedUntil - now > longestPauseMs) return Promise.reject(this.#tooLong(now));
    const waiting = this.#waiters.add(now, first, signal);
    this.#pump();
    this.#watch?.waiting();
    return waiting;
  }

  /** -Infinity: now; Infinity: when something in flight is back. */
  #readyAt(now: number): number {
    if (this.#gateClosed && now >= this.#closedUntil) this.#openGate(now);
    if (this.#inFlight >= this.#most || now >= this.#sharedUntil) return Number.POSITIVE_INFINITY;
    if (this.#gateClosed) return this.#closedUntil;
    if (this.#learner.probing && this.#inFlight > 0) return Number.POSITIVE_INFINITY;
    let at = this.#learner.pace?.readyAt ?? Number.NEGATIVE_INFINITY;
    for (const pace of this.#paces) at = Math.max(at, pace.readyAt);
    return at;
  }

  #openGate(now: number): void {
    this.#gateClosed = false;
    this.#learner.opened(now);
  }

  #admit(now: number, since: number): Pass {
    this.#inFlight++;
    this.#starts++;
    this.#learner.started(now, this.#waiters.size > 0);
    const paces = this.#learner.pace ? [...this.#paces, this.#learner.pace] : this.#paces;
    const tickets = paces.map((pace) => pace.start(now));
    const back = () => {
      const then = performance.now();
      this.#inFlight--;
      for (let i = 0; i < paces.length; i++) paces[i]!.answered(tickets[i]!, now, then);
      return then;
    };
    return {
      waitedMs: now - since,
      leave: (succeeded) => {
        back();
        if (succeeded) this.#learner.succeeded(now);
        this.#pump();
      },
      leaveRefused: (ms, learn) => {
        this.#close(now, back(), ms, learn);
        this.#pump();
      },
    };
  }

  #close(start: number, now: number, ms: number, learn: boolean): void {
    if (learn) this.#learner.refused(start, now, ms);
    this.#shut(now, ms);
    this.#watch?.paused(ms);
  }

  #shut(now: number, ms: number): void {
    this.#closedUntil = Math.max(this.#closedUntil, now + ms + gateMarginMs);
    this.#gateClosed = true;
    if (this.#closedUntil - now > longestPauseMs) this.#waiters.rejectAll(this.#tooLong(now));
  }

  #tooLong(now: number): ChatError {
    const seconds = Math.ceil((this.#closedUntil - now) / 1000);
    return new ChatError(
      'http',
      `the endpoint asked for a pause of ${seconds} s; more than ${longestPauseMs / 1000} s is not waited for`,
      429,
    );
  }

  /** Admits whoever may go, and sets the one timer for the next moment at which somebody may. */
  #pump(): void {
    while (this.#waiters.size > 0) {
      const now = performance.now();
      const at = this.#readyAt(now);
      if (at > now) {
        this.#wakeAt(at, now);
        return;
      }
      const next = this.#waiters.shift();
      if (next) next.resolve(this.#admit(now, next.since));
    }
  }

  #wakeAt(at: number, now: number): void {
    // Infinity: whoever leaves will pump.
    if (at === Number.POSITIVE_INFINITY || at >= this.#timerAt) return;
    clearTimeout(this.#timer);
    this.#timerAt = at;
    this.#timer = setTimeout(
      () => {
        this.#timerAt = Number.POSITIVE_INFINITY;
        this.#pump();
      },
      Math.ceil(at - now),
    );
  }
}
