import { type LlmCategory, llmCategories } from '#src/core/attempt.ts';
import type { Plan, Unit } from '#src/core/pipeline.ts';
import { random } from '#src/core/random.ts';
import type { ScanSpec } from '#src/core/scan.ts';
import type { Goal } from './goal.ts';
import type { Strategy } from './strategy.ts';

/** One attempt as planned: which goal, asked how, the how-manieth time. */
export interface AttemptUnit extends Unit {
  readonly goal: string;
  readonly strategy: string;
  readonly sample: number;
}

/** What may be combined: already narrowed to what this target and configuration allow. */
export interface Arsenal {
  readonly goals: readonly Goal[];
  readonly strategies: readonly Strategy[];
  readonly notes: readonly string[];
}

export const attemptKey = (goal: string, strategy: string, sample: number): string =>
  `${goal}/${strategy}/${sample}`;

/**
 * Deals attempts round-robin over the ten modules; within a module goals alternate by technique and meet each
 * strategy once before any pair comes a second time (as a new sample: new nonce, new random choices). Nothing
 * starves: the first `modules × n` attempts hold n of every module. Same arsenal, same seed: same plan.
 */
export function planAttempts(arsenal: Arsenal, spec: ScanSpec): Plan<AttemptUnit> {
  const rows = rowsOf(arsenal, spec.seed);
  const size = rows.length === 0 ? 0 : spec.maxAttempts;
  const asked = rows.reduce(
    (sum, { goals }, i) => sum + Math.min(goals.length, shareOf(i, size, rows.length)),
    0,
  );
  const left = arsenal.goals.length - asked;
  const notes =
    left > 0 && size > 0
      ? [`${left} of ${arsenal.goals.length} goals are not asked: the plan has ${size} attempts`]
      : [];
  return {
    size,
    notes: [...arsenal.notes, ...notes],
    unit(index) {
      if (index < 0 || index >= size)
        throw new RangeError(`the plan has ${size} attempts, no number ${index}`);
      const row = rows[index % rows.length]!;
      const turn = Math.floor(index / rows.length);
      const { goals, strategies, cycle } = row;
      const pairs = goals.length * strategies.length;
      const sample = Math.floor(turn / pairs);
      const within = turn % pairs;
      const goal = goals[within % goals.length]!;
      // The diagonal: after lcm(goals, strategies) steps the pairing shifts by one, so that every pair comes once.
      const strategy = strategies[(within + row.offset + Math.floor(within / cycle)) % strategies.length]!;
      return {
        index,
        key: attemptKey(goal.id, strategy.id, sample),
        goal: goal.id,
        strategy: strategy.id,
        sample,
      };
    },
  };
}

/** Attempts that the row at `index` gets of `size`, dealt round-robin to `rows`. */
const shareOf = (index: number, size: number, rows: number): number =>
  Math.max(0, Math.ceil((size - index) / rows));

interface Row {
  readonly goals: readonly Goal[];
  readonly strategies: readonly Strategy[];
  readonly offset: number;
  readonly cycle: number;
}

function rowsOf(arsenal: Arsenal, seed: number): Row[] {
  if (arsenal.strategies.length === 0) return [];
  const categories = Object.keys(llmCategories) as LlmCategory[];
  const strategies = random(seed, 'strategies').shuffle(arsenal.strategies);
  return random(seed, 'modules')
    .shuffle(categories)
    .map((category) =>
      interleave(
        arsenal.goals.filter((goal) => goal.category === category),
        seed,
      ),
    )
    .filter((goals) => goals.length > 0)
    .map((goals, index) => ({
      goals,
      strategies,
      offset: index,
      cycle: lcm(goals.length, strategies.length),
    }));
}

/** Goals of one module: those that the configuration adds and built-in ones take turns, so that none crowds out the other. */
function interleave(goals: readonly Goal[], seed: number): Goal[] {
  const [own, builtIn] = [
    byTurns(
      goals.filter(({ source }) => source !== undefined),
      seed,
    ),
    byTurns(
      goals.filter(({ source }) => source === undefined),
      seed,
    ),
  ];
  return Array.from({ length: Math.max(own.length, builtIn.length) }, (_, i) => [
    ...own.slice(i, i + 1),
    ...builtIn.slice(i, i + 1),
  ]).flat();
}

/** Techniques taking turns. */
function byTurns(goals: readonly Goal[], seed: number): Goal[] {
  const byTechnique = Map.groupBy(goals, (goal) => goal.technique);
  const columns = random(seed, 'techniques', goals[0]?.category ?? '')
    .shuffle([...byTechnique.keys()])
    .map((technique) => random(seed, 'goals', technique).shuffle(byTechnique.get(technique)!));
  const longest = Math.max(0, ...columns.map((column) => column.length));
  return Array.from({ length: longest }, (_, i) =>
    columns.flatMap((column) => column.slice(i, i + 1)),
  ).flat();
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
const lcm = (a: number, b: number): number => (a / gcd(a, b)) * b;

/** Distinct attempts before any pair repeats: what "the plan has that many" means at most for a single sample. */
export const distinctPairs = (arsenal: Arsenal): number => arsenal.goals.length * arsenal.strategies.length;
