/**
 * Base scores of CVSS 4.0 (https://www.first.org/cvss/v4.0/specification-document, section 8.2). Threat and
 * environmental metrics are left at their defaults, so only base metrics decide, and of the table of macro vectors only
 * the part that they reach is needed.
 */
const levels = {
  AV: { N: 0, A: 1, L: 2, P: 3 },
  PR: { N: 0, L: 1, H: 2 },
  UI: { N: 0, P: 1, A: 2 },
  AC: { L: 0, H: 1 },
  AT: { N: 0, P: 1 },
  VC: { H: 0, L: 1, N: 2 },
  VI: { H: 0, L: 1, N: 2 },
  VA: { H: 0, L: 1, N: 2 },
  SC: { H: 0, L: 1, N: 2 },
  SI: { H: 0, L: 1, N: 2 },
  SA: { H: 0, L: 1, N: 2 },
} as const;

type Metric = keyof typeof levels;
type Vector = Readonly<Record<Metric, number>>;
const metrics = Object.keys(levels) as Metric[];

/** Joint classes of impact and requirements, and how far a vector can be from the worst one of its class. */
const impacts = ['00', '01', '10', '11', '21'] as const;
const impactDepth = [7, 6, 8, 8, 10];

/** Scores of macro vectors: by exploitability (EQ1, EQ2), effect on other systems (EQ4), and impact as listed above. */
const scores: Readonly<Record<string, readonly (readonly number[])[]>> = {
  '00': [
    [10, 9.6, 9.3, 9.2, 7.9],
    [9.3, 9, 8.8, 8, 6.9],
  ],
  '01': [
    [9.5, 9.1, 9.2, 8.2, 7.1],
    [9.2, 8.1, 8.4, 7, 6.3],
  ],
  '10': [
    [9.4, 8.9, 8.6, 7.6, 6.5],
    [8.7, 7.5, 7.2, 5.7, 5.3],
  ],
  '11': [
    [9, 7.7, 7.4, 5.9, 5.8],
    [7.7, 6.6, 6.1, 5.2, 2.3],
  ],
  '20': [
    [8.6, 7.4, 7.2, 5.7, 4.7],
    [7, 5.4, 5.3, 3.6, 2.4],
  ],
  '21': [
    [7.3, 5.5, 6.1, 5.1, 2.4],
    [5.4, 4.3, 4.6, 1.8, 1],
  ],
};

/** Worst vectors of each class, as levels in the order of the metrics named. */
const worst = {
  eq1: [
    [[0, 0, 0]],
    [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ],
    [
      [3, 0, 0],
      [1, 1, 1],
    ],
  ],
  eq2: [
    [[0, 0]],
    [
      [1, 0],
      [0, 1],
    ],
  ],
  impact: {
    '00': [[0, 0, 0]],
    '10': [
      [1, 0, 0],
      [0, 1, 0],
    ],
    '21': [[1, 1, 1]],
  },
  eq4: [[[0, 0, 0]], [[1, 1, 1]]],
} as const;
const eq1Depth = [1, 4, 5];
const eq2Depth = [1, 2];
const eq4Depth = [5, 4];

function vectorOf(text: string): Vector | null {
  const [version, ...parts] = text.trim().split('/');
  if (version !== 'CVSS:4.0') return null;
  const given = new Map(parts.map((part) => part.split(':', 2) as [string, string]));
  const read = metrics.map((metric) => {
    const table: Readonly<Record<string, number>> = levels[metric];
    const value = given.get(metric) ?? '';
    return [metric, Object.hasOwn(table, value) ? table[value] : undefined] as const;
  });
  return read.some(([, level]) => level === undefined) ? null : (Object.fromEntries(read) as Vector);
}

const eq1Of = ({ AV, PR, UI }: Vector): number => {
  if (AV === 0 && PR === 0 && UI === 0) return 0;
  return AV !== 3 && (AV === 0 || PR === 0 || UI === 0) ? 1 : 2;
};

function impactOf({ VC, VI, VA }: Vector): '00' | '10' | '21' {
  if (VC === 0 && VI === 0) return '00';
  return VC === 0 || VI === 0 || VA === 0 ? '10' : '21';
}

/** Steps from the first of the worst vectors that is no better than this one in any metric. */
function distance(maxima: readonly (readonly number[])[], own: readonly number[]): number {
  for (const maximum of maxima) {
    const steps = own.map((level, at) => level - (maximum[at] as number));
    if (steps.every((step) => step >= 0)) return steps.reduce((sum, step) => sum + step, 0);
  }
  return 0;
}

/** The base score, 0–10, of a vector of CVSS 4.0; null for anything else. */
export function cvss4Score(text: string): number | null {
  const vector = vectorOf(text);
  if (!vector) return null;
  const { AV, PR, UI, AC, AT, VC, VI, VA, SC, SI, SA } = vector;
  if ([VC, VI, VA, SC, SI, SA].every((level) => level === 2)) return 0;
  const [eq1, eq2, impact] = [eq1Of(vector), AC === 0 && AT === 0 ? 0 : 1, impactOf(vector)];
  const eq4 = SC === 0 || SI === 0 || SA === 0 ? 0 : 1;
  const at = (one: number, two: number, four: number, which: string): number | undefined =>
    scores[`${one}${two}`]?.[four]?.[impacts.indexOf(which as (typeof impacts)[number])];
  const score = at(eq1, eq2, eq4, impact) as number;
  const lowerImpact =
    impact === '00'
      ? Math.max(at(eq1, eq2, eq4, '01') as number, at(eq1, eq2, eq4, '10') as number)
      : impact === '10'
        ? at(eq1, eq2, eq4, '11')
        : undefined;
  /** The next lower score of each class, the distance within it, and how far that can be. */
  const steps: readonly (readonly [number | undefined, number, number | undefined])[] = [
    [at(eq1 + 1, eq2, eq4, impact), distance(worst.eq1[eq1]!, [AV, PR, UI]), eq1Depth[eq1]],
    [at(eq1, eq2 + 1, eq4, impact), distance(worst.eq2[eq2]!, [AC, AT]), eq2Depth[eq2]],
    [lowerImpact, distance(worst.impact[impact], [VC, VI, VA]), impactDepth[impacts.indexOf(impact)]],
    [at(eq1, eq2, eq4 + 1, impact), distance(worst.eq4[eq4]!, [SC, SI, SA]), eq4Depth[eq4]],
  ];
  const below = steps.flatMap(([lower, own, depth]) =>
    lower === undefined ? [] : (score - lower) * (own / (depth as number)),
  );
  // The class of exploits known (EQ5) always has a lower one, and base metrics are at its top.
  const mean = below.reduce((sum, one) => sum + one, 0) / (below.length + 1);
  return Math.round(Math.max(0, Math.min(10, score - mean)) * 10) / 10;
}
