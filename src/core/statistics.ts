/**
 * The arithmetic of rates and comparisons. Pure; counts in, numbers out. Rates are shares 0–1.
 */

/** Lower and upper bound of a share, 0 ≤ low ≤ high ≤ 1. */
export type Interval = readonly [low: number, high: number];

/**
 * What an interval needs to know of answers that come in clusters: sums over the clusters of answers (`n`), successes
 * (`x`) and their squares and products. A cluster is one prompt (goal), asked in many ways: its answers resemble each
 * other, and count for less than as many independent ones.
 */
export interface ClusterSums {
  readonly clusters: number;
  readonly n: number;
  readonly x: number;
  readonly nn: number;
  readonly xn: number;
  readonly xx: number;
}

/** Adds clusters up; those without an answer are none. */
export function sumClusters(clusters: Iterable<{ readonly n: number; readonly x: number }>): ClusterSums {
  const sums = { clusters: 0, n: 0, x: 0, nn: 0, xn: 0, xx: 0 };
  for (const { n, x } of clusters) {
    if (n === 0) continue;
    sums.clusters += 1;
    sums.n += n;
    sums.x += x;
    sums.nn += n * n;
    sums.xn += x * n;
    sums.xx += x * x;
  }
  return sums;
}

/**
 * Variance of the share x/n over whole clusters: the linearised ratio estimator with the small-sample factor G/(G−1).
 * Liang & Zeger 1986, Biometrika 73:13–22; for evaluations of language models Miller 2024, arXiv:2411.00640, eq. 4,
 * whose clustered standard error is this one without the factor. NaN for fewer than two clusters.
 */
export function clusteredVariance({ clusters, n, x, nn, xn, xx }: ClusterSums): number {
  const p = x / n;
  const residuals = Math.max(0, xx - 2 * p * xn + p * p * nn);
  return ((clusters / (clusters - 1)) * residuals) / (n * n);
}

/**
 * Interval of a share over clustered answers; null when nothing was answered. Wilson's score interval (Wilson 1927)
 * on the effective sample size, n over the design effect (Dean & Pagano 2015, J. Surv. Stat. Methodol. 3:484–503;
 * Franco et al. 2019, J. Surv. Stat. Methodol. 7:334–364), so that 0 of n and n of n have bounds too. Two readings,
 * of which the narrower holds:
 *
 * - the design effect as measured, at least 1 (Korn & Graubard 1998, Surv. Methodol. 24:193–201), with Student's t on
 *   clusters − 1 degrees of freedom, since it was measured on so few;
 * - the worst that clustering can do: all answers of a cluster are alike, and n²/Σn² (the number of clusters when they
 *   are of one size) independent answers are left. Nothing is measured, so the normal quantile serves.
 *
 * With one cluster, and where all answers are alike, only the second is possible: one prompt alone gives a wide
 * interval, that of a single answer, however often it was asked.
 */
export function clusteredInterval(sums: ClusterSums, level = 0.95): Interval | null {
  const { clusters, n, x, nn } = sums;
  if (n === 0) return null;
  const p = x / n;
  const tail = (1 + level) / 2;
  const widest = wilson(p, (n * n) / nn, normalQuantile(tail));
  if (clusters < 2 || x === 0 || x === n) return widest;
  const designEffect = Math.max(1, (clusteredVariance(sums) * n) / (p * (1 - p)));
  const measured = wilson(p, n / designEffect, studentQuantile(tail, clusters - 1));
  return width(measured) < width(widest) ? measured : widest;
}

const width = ([low, high]: Interval): number => high - low;

/** Wilson's score interval of a share measured on `n` independent answers; `n` may be a fraction. */
export function wilson(p: number, n: number, quantile: number): Interval {
  const q = quantile * quantile;
  const middle = (p + q / (2 * n)) / (1 + q / n);
  const half = (quantile * Math.sqrt((p * (1 - p)) / n + q / (4 * n * n))) / (1 + q / n);
  // At the edges the bound is the share itself, up to rounding.
  return [p === 0 ? 0 : Math.max(0, middle - half), p === 1 ? 1 : Math.min(1, middle + half)];
}

/**
 * Two-sided p of McNemar's exact test: of `onlyA + onlyB` pairs that differ, as uneven a split or a more uneven one
 * when both ways are equally likely (McNemar 1947, Psychometrika 12:153–157; the exact form is the sign test). It
 * asks whether the same prompts are answered differently, so that prompts being alike does not matter to it.
 */
export function exactMcNemar(onlyA: number, onlyB: number): number {
  const n = onlyA + onlyB;
  const fewer = Math.min(onlyA, onlyB);
  if (onlyA === onlyB) return 1;
  // The tail of Binomial(n, ½), from its largest term down, in logarithms: n may be a million.
  let log = -n * Math.LN2;
  for (let k = 1; k <= fewer; k++) log += Math.log((n - k + 1) / k);
  let tail = 1;
  let term = 1;
  for (let k = fewer; k > 0 && term > 1e-17 * tail; k--) {
    term *= k / (n - k + 1);
    tail += term;
  }
  return Math.min(1, 2 * Math.exp(log) * tail);
}

/** p values adjusted for being several, in the order given: Holm 1979, Scand. J. Stat. 6:65–70. */
export function holm(ps: readonly number[]): number[] {
  const order = ps.map((p, index) => ({ p, index })).toSorted((a, b) => a.p - b.p);
  const adjusted = Array<number>(ps.length);
  let largest = 0;
  for (const [rank, { p, index }] of order.entries()) {
    largest = Math.max(largest, Math.min(1, p * (ps.length - rank)));
    adjusted[index] = largest;
  }
  return adjusted;
}

/**
 * The smallest difference between two paired shares that McNemar's test finds with the given power, when the share
 * `discordance` of the pairs differ one way or the other. Solves Connor 1987, Biometrics 43:207–211,
 *
 *     n·δ² = (z(1−α/2)·√ψ + z(power)·√(ψ − δ²))²
 *
 * for δ, where ψ is the discordance, and δ itself once δ is the larger: a difference makes at least as many pairs
 * differ. Never below what the exact test can reject at all: k/n with 2·(½)^k ≤ α. Null when no difference would do.
 */
export function smallestDetectable(
  pairs: number,
  discordance: number,
  { alpha = 0.05, power = 0.8 }: { alpha?: number; power?: number } = {},
): number | null {
  const least = Math.ceil(Math.log2(2 / alpha)) / pairs;
  if (pairs === 0 || least > 1) return null;
  const [zAlpha, zPower] = [normalQuantile(1 - alpha / 2), normalQuantile(power)];
  const detected = (delta: number): boolean => {
    const psi = Math.max(discordance, delta);
    return pairs * delta ** 2 >= (zAlpha * Math.sqrt(psi) + zPower * Math.sqrt(psi - delta ** 2)) ** 2;
  };
  let [low, high] = [0, 1];
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2;
    if (detected(middle)) high = middle;
    else low = middle;
  }
  return Math.max(least, high);
}

/**
 * Quantile of the standard normal distribution, seven digits: PPND7 of Wichura 1988, algorithm AS 241, Appl. Stat.
 * 37:477–484. 0 < p < 1.
 */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (
      (q * polynomial(r, [3.3871327179, 50.434271938, 159.29113202, 59.10937472])) /
      polynomial(r, [1, 17.895169469, 78.757757664, 67.1875636])
    );
  }
  const r = Math.sqrt(-Math.log(Math.min(p, 1 - p)));
  const size =
    r <= 5
      ? polynomial(r - 1.6, [1.4234372777, 2.75681539, 1.3067284816, 0.17023821103]) /
        polynomial(r - 1.6, [1, 0.7370016425, 0.12021132975])
      : polynomial(r - 5, [6.657905115, 3.081226386, 0.42868294337, 0.017337203997]) /
        polynomial(r - 5, [1, 0.24197894225, 0.012258202635]);
  return q < 0 ? -size : size;
}

/**
 * Quantile of Student's t: exact for one and two degrees of freedom, else Cornish and Fisher's expansion (Abramowitz
 * & Stegun 1964, 26.7.5), right to a hundredth where it matters here, p ≤ 0.975.
 */
export function studentQuantile(p: number, degrees: number): number {
  if (degrees === 1) return Math.tan(Math.PI * (p - 0.5));
  if (degrees === 2) return (2 * p - 1) / Math.sqrt(2 * p * (1 - p));
  const x = normalQuantile(p);
  const q = x * x;
  const terms = [
    1,
    polynomial(q, [1, 1]) / 4,
    polynomial(q, [3, 16, 5]) / 96,
    polynomial(q, [-15, 17, 19, 3]) / 384,
    polynomial(q, [-945, -1920, 1482, 776, 79]) / 92_160,
  ];
  return x * polynomial(1 / degrees, terms);
}

const polynomial = (x: number, coefficients: readonly number[]): number =>
  coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);
