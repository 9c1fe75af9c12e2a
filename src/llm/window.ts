/**
 * "At most `limit` in any `windowMs`", counted exactly over a sliding window. Each start is remembered by the latest
 * moment at which it can have reached the endpoint, so that requests which were slow to arrive do not bunch up there.
 *
 * Up to `exactLimit` every start has its own slot; above, one slot stands for a group of starts and keeps the latest
 * time of the group, which errs on the slow side and bounds memory.
 */
export class SlidingWindow {
  readonly limit: number;
  readonly windowMs: number;
  readonly #groupSize: number;
  readonly #slots: Float64Array;
  #next = 0;

  constructor(limit: number, windowMs: number) {
    this.limit = limit;
    this.windowMs = windowMs;
    this.#groupSize = Math.ceil(limit / exactLimit);
    this.#slots = new Float64Array(Math.max(1, Math.floor(limit / this.#groupSize))).fill(
      Number.NEGATIVE_INFINITY,
    );
  }

  /**
   * The moment from which the next start is one of at most `share` in the window (the whole limit unless told); in the
   * past or -Infinity when it is now, Infinity for a share of nothing.
   */
  freeAt(share = this.limit): number {
    // Within a group that is already open the slot has been claimed.
    if (this.#next % this.#groupSize !== 0) return Number.NEGATIVE_INFINITY;
    const groups = Math.min(this.#slots.length, Math.floor(share / this.#groupSize));
    if (groups < 1) return Number.POSITIVE_INFINITY;
    const before = this.#next - groups * this.#groupSize;
    return before < 0 ? Number.NEGATIVE_INFINITY : this.#slots[this.#slotOf(before)]! + this.windowMs;
  }

  /** How many starts the window still holds at `now`; whole groups, at most the limit. */
  countAt(now: number): number {
    let groups = 0;
    for (const latest of this.#slots) if (latest + this.windowMs > now) groups++;
    return Math.min(this.limit, groups * this.#groupSize);
  }

  /** Claims a place for a start that reaches the endpoint at `latest` or before. Returns its ticket for `settle`. */
  add(latest: number): number {
    const ticket = this.#next++;
    const slot = this.#slotOf(ticket);
    const opensGroup = ticket % this.#groupSize === 0;
    this.#slots[slot] = opensGroup ? latest : Math.max(this.#slots[slot]!, latest);
    return ticket;
  }

  /** The start is now known to have arrived before `moment`: its place frees up accordingly earlier. */
  settle(ticket: number, moment: number): void {
    const stillHeld = this.#next - ticket <= this.#slots.length && this.#groupSize === 1;
    if (!stillHeld) return;
    const slot = this.#slotOf(ticket);
    if (moment < this.#slots[slot]!) this.#slots[slot] = moment;
  }

  /** The times still held, oldest first. */
  recent(): number[] {
    const kept = Math.min(this.#next, this.#slots.length * this.#groupSize);
    return Array.from({ length: kept }, (_, i) => this.#slots[this.#slotOf(this.#next - kept + i)]!);
  }

  #slotOf(ticket: number): number {
    return Math.floor(ticket / this.#groupSize) % this.#slots.length;
  }
}

const exactLimit = 16_384;
