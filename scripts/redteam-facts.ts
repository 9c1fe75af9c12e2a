import type { LlmCategory } from '#src/core/attempt.ts';
import { random } from '#src/core/random.ts';
import { datasets } from '#src/redteam/datasets/index.ts';
import type { Goal, ProofSpec } from '#src/redteam/goal.ts';
import { guardrails } from '#src/redteam/guardrails/index.ts';
import { modules } from '#src/redteam/modules/index.ts';
import { mintNonce } from '#src/redteam/nonce.ts';
import { strategies } from '#src/redteam/strategies/index.ts';

/** What something needs besides the target: `network` is a public service, of nobody's choosing but the operator's. */
export const needs = ['nothing', 'attacker', 'judge', 'network'] as const;
export type Need = (typeof needs)[number];

/** Any nonce would do: what is counted does not depend on its letters. */
const nonce = mintNonce(random(1, 'coverage'));

/** What settles each kind of proof; null: it depends on the goal. A new kind has to be told here to compile. */
const settledBy: Readonly<Record<ProofSpec['kind'], Need | null>> = {
  bidi: 'nothing',
  consumption: 'nothing',
  indicator: 'nothing',
  judgement: null,
  leak: 'nothing',
  nonce: 'nothing',
  output: 'nothing',
  'over-refusal': 'nothing',
  package: 'network',
  'secret-in-code': 'nothing',
  shape: 'nothing',
  terminal: 'nothing',
  tool: 'nothing',
};

export const proofOf = (goal: Goal): ProofSpec['kind'] => goal.mint(nonce).proof.kind;

/** What a verdict on this goal takes. A judgement is the harm detector's where the goal is of its kind. */
export const goalNeeds = (goal: Goal): Need =>
  settledBy[proofOf(goal)] ?? (goal.harmful ? 'nothing' : 'judge');

/** The tools are offered by the provider, as function calling: `ChatProvider.tools`. */
export const offersTools = (goal: Goal): boolean => (goal.mint(nonce).tools?.length ?? 0) > 0;

export interface OwnTechnique {
  readonly category: LlmCategory;
  readonly id: string;
  readonly goals: readonly Goal[];
  readonly proofs: readonly ProofSpec['kind'][];
  /** The least that one of its goals needs. */
  readonly need: Need;
  /** Whether every goal offers tools. */
  readonly tools: boolean;
}

/** Goals by category and technique, in the order in which they are defined. */
export function techniquesOf(goals: readonly Goal[]): OwnTechnique[] {
  const grouped = Map.groupBy(goals, (goal) => `${goal.category}/${goal.technique}`);
  return [...grouped.values()].map((members) => ({
    category: members[0]!.category,
    id: members[0]!.technique,
    goals: members,
    proofs: [...new Set(members.map(proofOf))].toSorted(),
    need: needs[Math.min(...members.map((goal) => needs.indexOf(goalNeeds(goal))))]!,
    tools: members.every(offersTools),
  }));
}

export const builtInGoals = (): Goal[] => modules.all.flatMap((module) => module.goals);
export const guardrailGoals = (): Goal[] => guardrails.all.flatMap((guardrail) => guardrail.goals);
export const seedGoals = (): Goal[] => datasets.all.flatMap((dataset) => dataset.goals);

/** How many of a list need what, in the order of `needs`. */
export const countNeeds = <T>(things: readonly T[], needOf: (thing: T) => Need): Record<Need, number> => {
  const counts = { nothing: 0, attacker: 0, judge: 0, network: 0 };
  for (const thing of things) counts[needOf(thing)]++;
  return counts;
};

export const strategyNeeds = (id: string): Need => strategies.get(id).needs[0] ?? 'nothing';
