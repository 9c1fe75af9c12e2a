import { SlidingWindow } from './window.ts';

/**
 * When a request reached the endpoint is known from outside only as "between its start and its answer". Up to this
 * latency the answer's time is what counts, which is safe whatever stalled on the way; while it is out, start + this.
 */
const quickMs = 100;
/** For slower answers: the time is the model's, and the request is taken to have arrived within this. */
const arrivalMs = 50;
/** An answer slower than usual may have been held up on the way (a cold start, a busy machine): up to this long. */
const stallMs = 300;
/** So many slow answers in a row are usual. */
const usual = 8;
/** Kept free at the end of every window: clocks are read a little before and after the wire. */
const marginMs = 10;
/** Timers fire up to this late; a start may catch up by as much. Matters above a few hundred starts a second. */
const timerSlackMs = 2;

/**
 * One rate: at most `amount` starts in any `windowMs`, `burst` of them at once at most and the rest evenly spaced.
 * The spacing shapes the traffic, the sliding window is what holds, whatever the burst.
 */
export class Pace {
  readonly amount: number;
  readonly windowMs: number;
  readonly burst: number;
  readonly #window: SlidingWindow;
  readonly #stretched: number;
  readonly #whole: number;
  #share: number;
  #interval = 0;
  #credit = 0;
  #slowInRow = 0;
  #due = Number.NEGATIVE_INFINITY;

  /** An amount below one is one start in a correspondingly longer window. */
  constructor(amount: number, windowMs: number, burst: number) {
    const whole = Math.max(1, Math.floor(amount));
    const stretched = (amount < 1 ? windowMs / amount : windowMs) + marginMs;
    this.amount = amount;
    this.windowMs = windowMs;
    this.burst = burst;
    this.#window = new SlidingWindow(whole, stretched);
    this.#stretched = stretched;
    this.#whole = whole;
    this.#share = whole;
    this.#shape();
  }

  /** Confines this process to `units` of the amount, as others use the rest; null: all of it. */
  confine(units: number | null): void {
    this.#share = Math.min(this.#whole, units ?? this.#whole);
    this.#shape();
  }

  /** How many starts still count at `now`. */
  countAt(now: number): number {
    return this.#window.countAt(now);
  }

  #shape(): void {
    const share = Math.max(1, this.#share);
    const burst = Math.max(1, Math.floor((this.burst * share) / this.#whole));
    const interval = this.#stretched / share;
    // The next start was due one old interval after the last.
    this.#due += interval - this.#interval;
    this.#interval = interval;
    this.#credit = (burst - 1) * this.#interval + Math.min(timerSlackMs, this.#interval);
  }

  /** The moment from which the next start is allowed. */
  get readyAt(): number {
    return Math.max(this.#window.freeAt(this.#share), this.#due - this.#credit);
  }

  /** Counts a start; the ticket goes to `arrived`. */
  start(now: number): number {
    this.#due = Math.max(this.#due, now) + this.#interval;
    return this.#window.add(now + (this.#slowInRow < usual ? stallMs : quickMs));
  }

  /** The answer to a start is back. */
  answered(ticket: number, start: number, now: number): void {
    this.#slowInRow = now - start <= quickMs ? 0 : this.#slowInRow + 1;
    this.#window.settle(ticket, this.#slowInRow < usual ? now : start + arrivalMs);
  }

  /** The same rate with another amount or burst; recent starts stay counted. */
  resized(amount: number, burst = this.burst): Pace {
    const next = new Pace(amount, this.windowMs, burst);
    for (const latest of this.#window.recent()) next.#window.add(latest);
    next.#due = this.#due;
    next.#slowInRow = this.#slowInRow;
    return next;
  }
}
