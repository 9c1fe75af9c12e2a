import type { ShareStore } from '#src/core/shares.ts';
import { Lease } from './lease.ts';
import { Limiter, type Limits, type Pass } from './limiter.ts';

/** A limiter as one user of an endpoint holds it. */
export interface LimiterHold {
  enter(signal?: AbortSignal, first?: boolean): Pass | Promise<Pass>;
  /** Takes back this user's limits; the others' stay. Done when other processes may have what this one had. */
  release(): Promise<void>;
}

/** What an endpoint was seen to allow stays known this long after its last user left, ms. */
const keepIdleMs = 120_000;
const entries = new Map<string, Entry>();

/**
 * The limiter of an endpoint, one per key in this process. Where several users hold it, the strictest of their limits
 * holds for all of them, because the endpoint sees them as one. With a `store` that goes for all processes that use it.
 */
export function holdLimiter(key: string, limits: Limits, store?: ShareStore): LimiterHold {
  dropIdle();
  let entry = entries.get(key);
  if (!entry) {
    entry = new Entry(key);
    entries.set(key, entry);
  }
  return entry.hold(limits, store);
}

class Entry {
  readonly #key: string;
  readonly #holders = new Set<Limits>();
  /** One for the limiter's life: what it still has in its windows is on record under it. */
  readonly #holder = crypto.randomUUID();
  readonly #limiter: Limiter;
  #lease: Lease | null = null;
  #leaving: Promise<void> = Promise.resolve();
  #idleSince = 0;

  constructor(key: string) {
    this.#key = key;
    this.#limiter = new Limiter({
      waiting: () => this.#lease?.waiting(),
      paused: (ms) => this.#lease?.paused(ms),
    });
  }

  hold(limits: Limits, store: ShareStore | undefined): LimiterHold {
    const limiter = this.#limiter;
    const own = { ...limits };
    this.#holders.add(own);
    if (store) this.#lease ??= new Lease(limiter, store, this.#key, this.#holder, this.#leaving);
    this.#configure();
    return {
      enter: (signal, first) => limiter.enter(signal, first),
      release: async () => {
        if (!this.#holders.delete(own)) return;
        if (this.#holders.size > 0) this.#configure();
        else await this.#leave();
      },
    };
  }

  isIdleSince(moment: number): boolean {
    return this.#holders.size === 0 && this.#limiter.inFlight === 0 && this.#idleSince < moment;
  }

  #configure(): void {
    const limits = strictest(this.#holders);
    if (this.#lease) this.#lease.limit(limits);
    else this.#limiter.configure(limits);
  }

  #leave(): Promise<void> {
    this.#idleSince = performance.now();
    const lease = this.#lease;
    if (!lease) return this.#leaving;
    this.#lease = null;
    this.#leaving = lease.close().then(() => {
      // Who comes without a store is confined by nobody; who came with one in the meantime has a lease of its own.
      if (!this.#lease) this.#limiter.confine(null);
    });
    return this.#leaving;
  }
}

function strictest(all: Iterable<Limits>): Limits {
  const least = (pick: (limits: Limits) => number | null | undefined): number | null => {
    const given = [...all].map(pick).filter((value) => value !== null && value !== undefined && value > 0);
    return given.length > 0 ? Math.min(...(given as number[])) : null;
  };
  return {
    concurrency: least((limits) => limits.concurrency),
    maxRps: least((limits) => limits.maxRps),
    maxRpm: least((limits) => limits.maxRpm),
    burst: least((limits) => limits.burst),
  };
}

/** Looked at when somebody comes, so that no timer keeps the process alive. */
function dropIdle(): void {
  const moment = performance.now() - keepIdleMs;
  for (const [key, entry] of entries) if (entry.isIdleSince(moment)) entries.delete(key);
}
