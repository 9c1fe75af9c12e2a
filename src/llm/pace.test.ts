import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Pace } from './pace.ts';

/** The most moments that any window of `windowMs` (closed at its start, open at its end) holds. */
function mostWithin(moments: readonly number[], windowMs: number): number {
  const sorted = [...moments].sort((a, b) => a - b);
  let most = 0;
  for (let from = 0, to = 0; to < sorted.length; to++) {
    while (sorted[to]! - sorted[from]! >= windowMs) from++;
    most = Math.max(most, to - from + 1);
  }
  return most;
}

describe('Pace', () => {
  test('in no window are there more arrivals than the amount, whatever burst, jitter and latency', () => {
    const exchange = fc.record({
      late: fc.double({ min: 0, max: 30, noNaN: true }),
      travel: fc.double({ min: 0, max: 40, noNaN: true }),
      think: fc.double({ min: 0, max: 2000, noNaN: true }),
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 60 }),
        fc.array(exchange, { minLength: 50, maxLength: 200 }),
        (amount, burst, exchanges) => {
          expect(mostWithin(simulate(new Pace(amount, 1000, burst), exchanges), 1000)).toBeLessThanOrEqual(
            amount,
          );
        },
      ),
      { numRuns: 200, seed: 7 },
    );
  });

  test('a cold start and a stall now and then push no window over the amount', () => {
    const exchanges = Array.from({ length: 200 }, (_, i) => ({
      late: 1,
      travel: i < 4 || i % 25 === 0 ? 250 - (i % 4) * 20 : 2,
      think: 10,
    }));
    for (const burst of [1, 4, 20]) {
      expect(mostWithin(simulate(new Pace(20, 1000, burst), exchanges), 1000)).toBeLessThanOrEqual(20);
    }
  });

  test('confined to a part of it, there are no more; what it was given before it is confined still counts', () => {
    const pace = new Pace(20, 1000, 20);
    for (let i = 0; i < 12; i++) pace.start(0);
    expect(pace.countAt(500)).toBe(12);
    pace.confine(5);
    expect(pace.readyAt).toBeGreaterThan(1000);
    pace.confine(0);
    expect(pace.readyAt).toBe(Number.POSITIVE_INFINITY);
    pace.confine(null);
    expect(pace.readyAt).toBeLessThan(1000);
    expect(pace.countAt(2000)).toBe(0);
  });

  test('burst 1 spaces evenly; burst 5 starts five at once and no sixth', () => {
    const even = starts(new Pace(20, 1000, 1), 10);
    for (let i = 1; i < even.length; i++) expect(even[i]! - even[i - 1]!).toBeGreaterThan(45);
    const bursty = starts(new Pace(20, 1000, 5), 7);
    expect(bursty.slice(0, 5).every((moment) => moment === bursty[0])).toBe(true);
    expect(bursty[5]! - bursty[4]!).toBeGreaterThan(40);
  });

  test('an amount below one is one in a longer window', () => {
    const slow = starts(new Pace(0.5, 1000, 1), 3);
    expect(slow[1]! - slow[0]!).toBeGreaterThanOrEqual(2000);
  });

  test('a resized pace remembers what was started', () => {
    const pace = new Pace(10, 1000, 10);
    for (let i = 0; i < 10; i++) pace.start(0);
    const next = pace.resized(11, 11);
    expect(next.readyAt).toBeLessThan(1000);
    next.start(0);
    expect(next.readyAt).toBeGreaterThanOrEqual(1000);
  });

  test('large amounts are kept in little memory and still hold', () => {
    const pace = new Pace(100_000, 60_000, 100_000);
    let started = 0;
    while (pace.readyAt <= 0 && started < 200_000) {
      pace.start(0);
      started++;
    }
    expect(started).toBeLessThanOrEqual(100_000);
    expect(started).toBeGreaterThan(99_000);
  });
});

interface Exchange {
  readonly late: number;
  readonly travel: number;
  readonly think: number;
}

/** Starts each exchange when it may, a little late; gives the moments of arrival. */
function simulate(pace: Pace, exchanges: readonly Exchange[]): number[] {
  const arrivals: number[] = [];
  const open: { ticket: number; start: number; end: number }[] = [];
  let now = 0;
  for (const { late, travel, think } of exchanges) {
    const settleBefore = (moment: number) => {
      for (const exchange of open.splice(0)) {
        if (exchange.end <= moment) pace.answered(exchange.ticket, exchange.start, exchange.end);
        else open.push(exchange);
      }
    };
    settleBefore(now);
    for (let at = pace.readyAt; at > now; at = pace.readyAt) {
      now = at + late;
      settleBefore(now);
    }
    const ticket = pace.start(now);
    arrivals.push(now + travel);
    open.push({ ticket, start: now, end: now + travel + think });
  }
  return arrivals;
}

function starts(pace: Pace, count: number): number[] {
  let now = 0;
  return Array.from({ length: count }, () => {
    now = Math.max(now, pace.readyAt);
    pace.start(now);
    return now;
  });
}
