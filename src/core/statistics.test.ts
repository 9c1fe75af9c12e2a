import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Random, random } from './random.ts';
import {
  clusteredInterval,
  clusteredVariance,
  exactMcNemar,
  holm,
  normalQuantile,
  smallestDetectable,
  studentQuantile,
  sumClusters,
  wilson,
} from './statistics.ts';

const cluster = fc
  .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 }))
  .map(([a, b]) => ({ n: Math.max(a, b), x: Math.min(a, b) }));
const clusters = fc.array(cluster, { maxLength: 30 });

describe('quantiles', () => {
  test.each([
    [0.975, 1.959964],
    [0.8, 0.841621],
    [0.999, 3.090232],
    [1e-9, -5.997807],
  ])('normal %d', (p, expected) => expect(normalQuantile(p)).toBeCloseTo(expected, 5));

  test.each([
    [1, 12.7062],
    [2, 4.30265],
    [3, 3.1824],
    [4, 2.7764],
    [10, 2.2281],
    [30, 2.0423],
  ])("Student's t with %d degrees of freedom", (degrees, expected) =>
    expect(Math.abs(studentQuantile(0.975, degrees) - expected)).toBeLessThan(0.01),
  );
});

describe('wilson', () => {
  // Newcombe 1998, Statistics in Medicine 17:857–872, table I, method 3.
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%d of %d', (x, n, low, high) => {
    const interval = wilson(x / n, n, normalQuantile(0.975));
    expect(interval.map((bound) => Math.round(bound * 1e4) / 1e4)).toEqual([low, high]);
  });
});

describe('clusteredInterval', () => {
  test('holds the share, within 0 and 1, and is never narrower than of independent answers', () => {
    fc.assert(
      fc.property(clusters, (given) => {
        const sums = sumClusters(given);
        const interval = clusteredInterval(sums);
        if (sums.n === 0) {
          expect(interval).toBeNull();
          return;
        }
        const [low, high] = interval!;
        const p = sums.x / sums.n;
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(p);
        expect(high).toBeGreaterThanOrEqual(p);
        const [below, above] = wilson(p, sums.n, normalQuantile(0.975));
        expect(high - low).toBeGreaterThanOrEqual(above - below - 1e-9);
      }),
    );
  });

  test('mirrors when success and failure change places', () => {
    fc.assert(
      fc.property(clusters, (given) => {
        const straight = clusteredInterval(sumClusters(given));
        const mirrored = clusteredInterval(sumClusters(given.map(({ n, x }) => ({ n, x: n - x }))));
        if (!straight || !mirrored) return;
        expect(mirrored[0]).toBeCloseTo(1 - straight[1], 9);
        expect(mirrored[1]).toBeCloseTo(1 - straight[0], 9);
      }),
    );
  });

  test('clusters of one answer each are independent answers, but for the t quantile', () => {
    const singles = Array.from({ length: 400 }, (_, i) => ({ n: 1, x: i % 4 === 0 ? 1 : 0 }));
    const [low, high] = clusteredInterval(sumClusters(singles))!;
    const [below, above] = wilson(0.25, 400, normalQuantile(0.975));
    expect(Math.abs(low - below)).toBeLessThan(0.001);
    expect(Math.abs(high - above)).toBeLessThan(0.001);
  });

  test('nothing found in many answers to few prompts says little', () => {
    const [, twelve] = clusteredInterval(sumClusters(Array(12).fill({ n: 50, x: 0 })))!;
    expect(twelve).toBeCloseTo(wilson(0, 12, normalQuantile(0.975))[1], 9);
    const [low, one] = clusteredInterval(sumClusters([{ n: 600, x: 0 }]))!;
    expect([low, Math.round(one * 100)]).toEqual([0, 79]);
  });

  test('the variance is the clustered standard error of Miller 2024 squared, times G/(G−1)', () => {
    const answers = [
      [1, 1, 0, 1],
      [0, 0, 0],
      [1, 0],
      [1, 1, 1, 1, 0],
    ];
    const all = answers.flat();
    const mean = all.reduce((a, b) => a + b, 0) / all.length;
    const miller =
      answers
        .map((group) => group.reduce((sum, answer) => sum + answer - mean, 0) ** 2)
        .reduce((a, b) => a + b, 0) /
      all.length ** 2;
    const sums = sumClusters(
      answers.map((group) => ({ n: group.length, x: group.reduce((a, b) => a + b, 0) })),
    );
    expect(clusteredVariance(sums)).toBeCloseTo((miller * 4) / 3, 12);
  });

  /** Shares of intervals that hold the true rate: prompts differ in theirs (beta), answers within one resemble each other. */
  function coverage(prompts: number, alike: number, rate: number): { clustered: number; naive: number } {
    const draw = random('coverage', prompts, alike, rate);
    const rounds = 800;
    const hits = { clustered: 0, naive: 0 };
    for (let round = 0; round < rounds; round++) {
      const given = Array.from({ length: prompts }, () => {
        const own = beta(draw, (rate * (1 - alike)) / alike, ((1 - rate) * (1 - alike)) / alike);
        const n = 1 + draw.below(15);
        return { n, x: Array.from({ length: n }).filter(() => draw.next() < own).length };
      });
      const sums = sumClusters(given);
      const within = (interval: readonly [number, number]) =>
        interval[0] <= rate && rate <= interval[1] ? 1 : 0;
      hits.clustered += within(clusteredInterval(sums)!);
      hits.naive += within(wilson(sums.x / sums.n, sums.n, normalQuantile(0.975)));
    }
    return { clustered: hits.clustered / rounds, naive: hits.naive / rounds };
  }

  test.each([
    [12, 0.1, 0.2],
    [12, 0.4, 0.5],
    [30, 0.4, 0.2],
    [30, 0.1, 0.05],
  ])('%d prompts, alike to %d, rate %d: covers; ignoring the prompts does not', (prompts, alike, rate) => {
    const { clustered, naive } = coverage(prompts, alike, rate);
    expect(clustered).toBeGreaterThan(0.9);
    expect(clustered).toBeLessThan(0.99);
    expect(naive).toBeLessThan(0.9);
  });

  const beta = (draw: Random, a: number, b: number): number => {
    const [x, y] = [gamma(draw, a), gamma(draw, b)];
    return x / (x + y);
  };

  /** Marsaglia & Tsang 2000, ACM Trans. Math. Softw. 26:363–372. */
  function gamma(draw: Random, shape: number): number {
    if (shape < 1) return gamma(draw, shape + 1) * draw.next() ** (1 / shape);
    const d = shape - 1 / 3;
    for (;;) {
      const x = normalQuantile(Math.min(1 - 1e-9, Math.max(1e-9, draw.next())));
      const v = (1 + x / Math.sqrt(9 * d)) ** 3;
      if (v > 0 && Math.log(1 - draw.next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
    }
  }
});

describe('exactMcNemar', () => {
  test('published: 2 against 9 (Fay 2010, exact2x2) and the smallest splits', () => {
    expect(exactMcNemar(2, 9)).toBeCloseTo(0.06543, 5);
    expect(exactMcNemar(5, 0)).toBeCloseTo(0.0625, 9);
    expect(exactMcNemar(6, 0)).toBeCloseTo(0.03125, 9);
    expect(exactMcNemar(0, 0)).toBe(1);
  });

  test('is a probability, symmetric, and smaller for a more uneven split', () => {
    const count = fc.integer({ min: 0, max: 500 });
    fc.assert(
      fc.property(count, count, (a, b) => {
        const p = exactMcNemar(a, b);
        expect(p).toBeGreaterThan(0);
        expect(p).toBeLessThanOrEqual(1);
        expect(exactMcNemar(b, a)).toBe(p);
        if (a < b && a > 0) expect(exactMcNemar(a - 1, b + 1)).toBeLessThan(p);
      }),
      { examples: [[0, 500]] },
    );
  });

  test('agrees with the binomial distribution added up', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 25 }), fc.integer({ min: 0, max: 25 }), (a, b) => {
        let term = 1;
        let tail = 0;
        for (let k = 0; k <= Math.min(a, b); k++) {
          tail += term;
          term = (term * (a + b - k)) / (k + 1);
        }
        expect(exactMcNemar(a, b)).toBeCloseTo(Math.min(1, (2 * tail) / 2 ** (a + b)), 10);
      }),
    );
  });

  test('stays finite for a million pairs', () =>
    expect(exactMcNemar(1_000_000, 997_000)).toBeCloseTo(0.0338, 4));
});

describe('holm', () => {
  // As R 4 prints p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm").
  test('adjusts in the order given', () => {
    expect(holm([0.01, 0.04, 0.03, 0.005]).map((p) => Math.round(p * 1e6) / 1e6)).toEqual([
      0.03, 0.06, 0.06, 0.02,
    ]);
  });

  test('lies between p and Bonferroni, and keeps the order', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 }), (ps) => {
        const adjusted = holm(ps);
        expect(adjusted).toHaveLength(ps.length);
        for (const [i, p] of ps.entries()) {
          expect(adjusted[i]).toBeGreaterThanOrEqual(p);
          expect(adjusted[i]).toBeLessThanOrEqual(Math.min(1, p * ps.length) + 1e-12);
          for (const [j, q] of ps.entries())
            if (p < q) expect(adjusted[i]!).toBeLessThanOrEqual(adjusted[j]!);
        }
      }),
    );
  });
});

describe('smallestDetectable', () => {
  test('solves the formula of Connor 1987', () => {
    const delta = smallestDetectable(300, 0.3)!;
    const [a, b] = [normalQuantile(0.975), normalQuantile(0.8)];
    expect((a * Math.sqrt(0.3) + b * Math.sqrt(0.3 - delta ** 2)) ** 2 / delta ** 2).toBeCloseTo(300, 3);
  });

  test('is null where even a difference in every pair would not be significant', () => {
    expect(smallestDetectable(5, 0)).toBeNull();
    expect(smallestDetectable(6, 0)).toBe(1);
    expect(smallestDetectable(0, 0)).toBeNull();
    expect(smallestDetectable(6, 0, { alpha: 0.005 })).toBeNull();
  });

  test('shrinks with more pairs and grows with discordance and a stricter level', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 20, max: 5000 }),
        fc.double({ min: 0, max: 0.9, noNaN: true }),
        (n, psi) => {
          const delta = smallestDetectable(n, psi)!;
          expect(delta).toBeGreaterThan(0);
          expect(delta).toBeLessThanOrEqual(1);
          expect(smallestDetectable(n * 2, psi)!).toBeLessThan(delta);
          expect(smallestDetectable(n, psi + 0.1)!).toBeGreaterThanOrEqual(delta);
          expect(smallestDetectable(n, psi, { alpha: 0.01 }) ?? 2).toBeGreaterThan(delta);
        },
      ),
    );
  });

  test.each([
    [100, 0.3],
    [400, 0.2],
    [75, 0],
  ])(
    'with %d pairs, %d discordant, the exact test finds it about four times in five',
    (pairs, discordance) => {
      const delta = smallestDetectable(pairs, discordance)!;
      const psi = Math.max(delta, discordance);
      const worse = (psi + delta) / 2;
      const draw = random('power', pairs, discordance);
      let found = 0;
      for (let round = 0; round < 1000; round++) {
        let [onlyA, onlyB] = [0, 0];
        for (let pair = 0; pair < pairs; pair++) {
          const where = draw.next();
          if (where < worse) onlyB++;
          else if (where < psi) onlyA++;
        }
        if (exactMcNemar(onlyA, onlyB) <= 0.05) found++;
      }
      expect(found / 1000).toBeGreaterThan(0.7);
      expect(found / 1000).toBeLessThan(0.9);
    },
  );
});
