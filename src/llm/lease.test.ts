import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { divide, type ShareHolder, type ShareReport, type ShareStore, type Units } from '#src/core/shares.ts';
import { Lease } from './lease.ts';
import { Limiter, type Limits } from './limiter.ts';

const timing = { beatMs: 2000, leaseMs: 10_000 };

interface Row extends Omit<ShareHolder, 'expiresInMs'> {
  readonly expiresAt: number;
}

/** The table of shares in memory. `latency` is a round trip's, in ms. */
class Table {
  readonly rows = new Map<string, Row>();
  #pausedUntil = 0;
  latency = 4;

  beat(holder: string, report: ShareReport) {
    const now = performance.now();
    this.#pausedUntil = Math.max(this.#pausedUntil, now + report.pauseMs);
    const known = this.rows.get(holder);
    const { limits, demands, held: granted } = report;
    const me = { id: holder, limits, demands, granted, expiresInMs: (known?.expiresAt ?? now) - now };
    const others = [...this.rows.values()].filter(({ id }) => id !== holder);
    const holders = [...others.map((row) => ({ ...row, expiresInMs: row.expiresAt - now })), me];
    const ordered = holders.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const divided = divide(ordered, me, Math.floor(now / timing.leaseMs));
    const { limits: own, demands: asks } = report;
    const expiresAt = now + timing.leaseMs;
    this.rows.set(holder, {
      id: holder,
      limits: own,
      demands: asks,
      granted: divided.granted,
      expiresAt,
    });
    return { ...divided.share, pauseMs: Math.max(0, this.#pausedUntil - now) };
  }

  leave(holder: string, held: Units): void {
    const row = this.rows.get(holder);
    if (row) this.rows.set(holder, { ...row, demands: false, granted: held, expiresAt: performance.now() });
  }
}

/** What one process's connection to the table does at present. */
type Line = 'up' | 'slow' | 'down' | 'answers are lost';

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Counts what arrives, as the endpoint does. */
class Server {
  readonly arrivals: number[] = [];
  inFlight = 0;
  maxInFlight = 0;

  arrive(): void {
    this.arrivals.push(performance.now());
    this.maxInFlight = Math.max(this.maxInFlight, ++this.inFlight);
  }

  mostWithin(windowMs: number): number {
    let most = 0;
    for (let from = 0, to = 0; to < this.arrivals.length; to++) {
      while (this.arrivals[to]! - this.arrivals[from]! >= windowMs) from++;
      most = Math.max(most, to - from + 1);
    }
    return most;
  }
}

/** A process that asks the server as fast as its limiter lets it, in lanes. */
class Process {
  line: Line = 'up';
  readonly limiter: Limiter;
  readonly lease: Lease;
  served = 0;
  latencyMs = 120;
  #open = 0;
  #state: 'running' | 'leaving' | 'killed' = 'running';
  readonly #server: Server;

  constructor(id: string, table: Table, server: Server, limits: Limits, lanes: number) {
    this.#server = server;
    this.limiter = new Limiter({
      waiting: () => this.lease.waiting(),
      paused: (ms) => this.lease.paused(ms),
    });
    const exchange = async <T>(act: () => T): Promise<T> => {
      // Slow enough for what is sent within a lease to arrive after it.
      await sleep(this.line === 'slow' ? 1700 : table.latency / 2);
      if (this.line === 'down') throw new Error('connection refused');
      const answer = act();
      await sleep(table.latency / 2);
      if (this.line === ('answers are lost' as Line)) throw new Error('connection reset');
      return answer;
    };
    const store: ShareStore = {
      timing,
      beat: (_, holder, report) => exchange(() => table.beat(holder, report)),
      leave: (_, holder, held) => exchange(() => table.leave(holder, held)),
    };
    this.lease = new Lease(this.limiter, store, 'endpoint', id, Promise.resolve());
    this.lease.limit(limits);
    for (let lane = 0; lane < lanes; lane++) void this.#work();
  }

  async #work(): Promise<void> {
    while (this.#state === 'running') {
      const pass = await this.limiter.enter();
      if (this.#state !== 'running') return pass.leave(false);
      this.#server.arrive();
      this.#open++;
      await sleep(this.latencyMs);
      if (this.#state === ('killed' as string)) return;
      this.#open--;
      this.#server.inFlight--;
      this.served++;
      pass.leave(true);
    }
  }

  /** Its connections break at once; nobody is told. */
  kill(): void {
    this.#state = 'killed';
    this.line = 'down';
    this.#server.inFlight -= this.#open;
    void this.lease.close();
  }

  /** Ends as a scan does: when its last question is answered. */
  async leave(): Promise<void> {
    this.#state = 'leaving';
    while (this.#open > 0) await sleep(1);
    await this.lease.close();
  }
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('Lease', () => {
  test('however processes join, leave, die and lose the database, the endpoint never sees more than the limits', async () => {
    const act = fc.oneof(
      {
        weight: 4,
        arbitrary: fc.record({ act: fc.constant('join' as const), lanes: fc.integer({ min: 0, max: 8 }) }),
      },
      {
        weight: 2,
        arbitrary: fc.record({ act: fc.constantFrom('leave' as const, 'kill' as const), which: fc.nat(9) }),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          act: fc.constant('line' as const),
          which: fc.nat(9),
          line: fc.constantFrom<Line>('up', 'slow', 'down', 'answers are lost'),
        }),
      },
    );
    const steps = fc.array(fc.tuple(act, fc.integer({ min: 0, max: 6000 })), { minLength: 4, maxLength: 16 });
    const limits = fc.record({
      concurrency: fc.integer({ min: 1, max: 7 }),
      maxRps: fc.constantFrom(1, 2, 7, 20, null),
      maxRpm: fc.constantFrom(3, 50, 600, null),
      burst: fc.constantFrom(1, 5, 50),
    });
    let served = 0;
    await fc.assert(
      fc.asyncProperty(limits, steps, async (limits, steps) => {
        const table = new Table();
        const server = new Server();
        const living: Process[] = [];
        let joined = 0;
        const join = (lanes: number) =>
          living.push(new Process(`p${String(joined++).padStart(2, '0')}`, table, server, limits, lanes));
        join(8);
        for (const [step, ms] of steps) {
          if (step.act === 'join') join(step.lanes);
          else if (living.length > 0) {
            const index = step.which % living.length;
            const one = living[index]!;
            if (step.act === 'line') one.line = step.line;
            else living.splice(index, 1);
            if (step.act === 'leave') void one.leave();
            if (step.act === 'kill') one.kill();
          }
          await pass(ms);
        }
        await pass(15_000);
        expect(server.maxInFlight).toBeLessThanOrEqual(limits.concurrency);
        if (limits.maxRps) expect(server.mostWithin(1000)).toBeLessThanOrEqual(limits.maxRps);
        if (limits.maxRpm) expect(server.mostWithin(60_000)).toBeLessThanOrEqual(limits.maxRpm);
        served += server.arrivals.length;
        for (const one of living) one.kill();
        await pass(5000);
      }),
      { numRuns: 150, seed: 11 },
    );
    expect(served).toBeGreaterThan(5000);
  }, 60_000);

  test('a process alone has the whole share at its first beat, and all of it while the database is away for less than a lease', async () => {
    const server = new Server();
    const one = new Process('a', new Table(), server, { concurrency: 3 }, 5);
    await pass(10);
    expect(server.inFlight).toBe(3);
    one.line = 'down';
    await pass(6000);
    expect(server.inFlight).toBe(3);
    await pass(6000);
    expect(server.inFlight).toBe(0);
    one.line = 'up';
    await pass(1000);
    expect(server.inFlight).toBe(3);
    one.kill();
  });

  test('a beat that arrives when the lease is over takes nothing from those who have divided its share', async () => {
    const server = new Server();
    const table = new Table();
    const [a, b] = ['a', 'b'].map((id) => new Process(id, table, server, { concurrency: 6 }, 6)) as [
      Process,
      Process,
    ];
    await pass(5000);
    const expiresAt = table.rows.get('a')!.expiresAt;
    a.line = 'down';
    await pass(expiresAt - performance.now() - 1500);
    a.line = 'slow';
    await pass(1600);
    expect(b.limiter.inFlight).toBe(6);
    await pass(10_000);
    expect([a.limiter.inFlight, b.limiter.inFlight]).toEqual([3, 3]);
    expect(server.maxInFlight).toBe(6);
    a.kill();
    b.kill();
  });

  test('what is there is divided to the unit, and goes to the others when one dies, leaves or has nothing to do', async () => {
    const table = new Table();
    const server = new Server();
    const [a, b, c] = ['a', 'b', 'c'].map(
      (id) => new Process(id, table, server, { concurrency: 8, maxRps: 20, burst: 8 }, 8),
    ) as [Process, Process, Process];
    const granted = () =>
      [...table.rows.values()].map(({ granted }) => [granted.concurrency, granted.perSecond]);
    await pass(6000);
    expect(granted()).toEqual([
      [3, 7],
      [3, 7],
      [2, 6],
    ]);
    b.kill();
    await pass(16_000);
    expect(
      [...table.rows.values()].filter(({ id }) => id !== 'b').map(({ granted }) => granted.concurrency),
    ).toEqual([4, 4]);
    void c.leave();
    await pass(4000);
    expect(table.rows.get('a')?.granted).toMatchObject({ concurrency: 8, perSecond: 20 });
    const idle = new Process('d', table, server, { concurrency: 8, maxRps: 20 }, 0);
    await pass(14_000);
    expect(table.rows.get('a')?.granted).toMatchObject({ concurrency: 8, perSecond: 20 });
    const first = idle.limiter.enter();
    await pass(4000);
    (await first).leave(true);
    expect(table.rows.get('d')?.granted).toMatchObject({ concurrency: 4, perSecond: 10 });
    a.kill();
    idle.kill();
  });

  test('more processes than requests may be in flight: each has its turn', async () => {
    const table = new Table();
    const server = new Server();
    const all = ['a', 'b', 'c', 'd', 'e'].map((id) => new Process(id, table, server, { concurrency: 2 }, 2));
    await pass(120_000);
    expect(server.maxInFlight).toBe(2);
    for (const one of all) expect(one.served).toBeGreaterThan(50);
    for (const one of all) one.kill();
  });

  test('a pause that the endpoint asks one process for holds for all', async () => {
    const table = new Table();
    const server = new Server();
    const [a, b] = ['a', 'b'].map((id) => new Process(id, table, server, { concurrency: 4 }, 0)) as [
      Process,
      Process,
    ];
    await pass(5000);
    ((await a.limiter.enter()) as { leaveRefused(ms: number, learn: boolean): void }).leaveRefused(
      30_000,
      true,
    );
    await pass(2100);
    let entered = false;
    const waiting = Promise.resolve(b.limiter.enter()).then((pass) => {
      entered = true;
      pass.leave(true);
    });
    await pass(27_000);
    expect(entered).toBe(false);
    await pass(2000);
    await waiting;
    expect(entered).toBe(true);
    a.kill();
    b.kill();
  });

  test('stricter limits of one hold for all from the moment it sends anything', async () => {
    const table = new Table();
    const server = new Server();
    const loose = new Process('a', table, server, { concurrency: 40 }, 40);
    await pass(5000);
    expect(server.maxInFlight).toBe(40);
    const strict = new Process('b', table, server, { concurrency: 4, maxRps: 10 }, 4);
    while (strict.served === 0) await pass(10);
    server.arrivals.length = 0;
    server.maxInFlight = 0;
    await pass(5000);
    expect(server.maxInFlight).toBeLessThanOrEqual(4);
    expect(server.mostWithin(1000)).toBeLessThanOrEqual(10);
    void strict.leave();
    await pass(5000);
    expect(server.inFlight).toBe(40);
    loose.kill();
  });

  test('when the store stays away for long, whoever waits is told why', async () => {
    const one = new Process('a', new Table(), new Server(), { concurrency: 1 }, 0);
    one.line = 'down';
    const waiting = expect(one.limiter.enter()).rejects.toThrow('connection refused');
    await pass(70_000);
    await waiting;
    one.kill();
  });
});
