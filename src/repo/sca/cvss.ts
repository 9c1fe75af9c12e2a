/**
 * Base scores of CVSS 3.0 and 3.1 (https://www.first.org/cvss/v3-1/specification-document, section 7.1 and the tables
 * of section 7.4).
 */
const weights = {
  AV: { N: 0.85, A: 0.62, L: 0.55, P: 0.2 },
  AC: { L: 0.77, H: 0.44 },
  PR: { N: 0.85, L: 0.62, H: 0.27 },
  UI: { N: 0.85, R: 0.62 },
  S: { U: 0, C: 1 },
  C: { H: 0.56, L: 0.22, N: 0 },
  I: { H: 0.56, L: 0.22, N: 0 },
  A: { H: 0.56, L: 0.22, N: 0 },
} as const;

/** Privileges weigh less where the scope changes. */
const changedPrivileges = { N: 0.85, L: 0.68, H: 0.5 } as const;

type Metric = keyof typeof weights;
const metrics = Object.keys(weights) as Metric[];

function metricsOf(vector: string): Map<string, string> | null {
  const [version, ...parts] = vector.trim().split('/');
  if (version !== 'CVSS:3.0' && version !== 'CVSS:3.1') return null;
  const values = new Map(parts.map((part) => part.split(':', 2) as [string, string]));
  return values.size === parts.length ? values : null;
}

function weightOf(metric: Metric, value: string, changed: boolean): number | undefined {
  const table: Readonly<Record<string, number>> =
    metric === 'PR' && changed ? changedPrivileges : weights[metric];
  return Object.hasOwn(table, value) ? table[value] : undefined;
}

/** Rounds up to one digit, without the error of binary fractions (Appendix A of 3.1). */
function roundUp(value: number): number {
  const whole = Math.round(value * 100_000);
  return whole % 10_000 === 0 ? whole / 100_000 : (Math.floor(whole / 10_000) + 1) / 10;
}

/** The base score, 0–10, of a vector such as "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"; null for anything else. */
export function cvss3Score(vector: string): number | null {
  const values = metricsOf(vector);
  if (!values) return null;
  const changed = values.get('S') === 'C';
  const read = metrics.map((metric) => weightOf(metric, values.get(metric) ?? '', changed));
  if (read.includes(undefined)) return null;
  const [av, ac, pr, ui, , c, i, a] = read as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const base = 1 - (1 - c) * (1 - i) * (1 - a);
  const impact = changed ? 7.52 * (base - 0.029) - 3.25 * (base - 0.02) ** 15 : 6.42 * base;
  if (impact <= 0) return 0;
  const exploitability = 8.22 * av * ac * pr * ui;
  return roundUp(Math.min((changed ? 1.08 : 1) * (impact + exploitability), 10));
}
