import type { LlmConfig } from '#src/core/llm-config.ts';
import { random } from '#src/core/random.ts';
import { factGoals, novelGoals, profileGoals } from './custom/aimed.ts';
import { datasetGoals } from './custom/datasets.ts';
import { guardrailGoals } from './custom/guardrails.ts';
import { intentGoals } from './custom/intents.ts';
import { policyGoals } from './custom/policies.ts';
import { type Gathered, nothingGathered } from './gathered.ts';
import type { Goal } from './goal.ts';
import { mintNonce } from './nonce.ts';

/**
 * The goals that a configuration adds to the built-in modules: policies, intents, guardrails and dataset seeds, with
 * variables filled in, and those that what was gathered gives: profile, novel goals, knowledge base. Two entries that
 * ask the same are one goal. The notes name what cannot be proven and what is left out. Pure.
 */
export function customGoals(
  { redteam }: LlmConfig,
  gathered: Gathered = nothingGathered,
): { goals: Goal[]; notes: string[] } {
  if (!redteam) return { goals: [], notes: [] };
  const variables = redteam.variables ?? {};
  const datasets = datasetGoals(redteam.datasets ?? [], gathered.corpora);
  const own = [
    ...policyGoals(redteam.policies ?? [], variables),
    ...intentGoals(redteam.intents ?? [], variables),
    ...guardrailGoals(redteam.guardrails ?? [], redteam.guardrail_bypass === true, variables),
  ];
  const aimed = [
    ...(gathered.profile ? profileGoals(gathered.profile) : []),
    ...novelGoals(gathered.novel),
    ...factGoals(gathered.facts),
  ];
  const all = [...own, ...datasets.goals, ...aimed];
  const goals = [...new Map(all.map((goal) => [goal.id, goal])).values()];
  const bypassOfNothing = redteam.guardrail_bypass === true && !redteam.guardrails?.length;
  return {
    goals,
    notes: [
      ...datasets.notes,
      ...indicatorNotes(goals, redteam.judge?.enabled === true && gathered.judge?.trusted !== false),
      ...(bypassOfNothing
        ? ['redteam.guardrail_bypass adds nothing: redteam.guardrails names no guardrail to get around']
        : []),
    ],
  };
}

/** One note per technique whose verdicts cannot, or cannot wholly, be settled by its indicators. */
function indicatorNotes(goals: readonly Goal[], judged: boolean): string[] {
  const notes = goals.flatMap((goal) => {
    const { prompt, proof } = goal.mint(mintNonce(random('notes')));
    if (proof.kind !== 'indicator') return [];
    if (proof.indicators.length === 0) {
      return judged
        ? []
        : [`${goal.technique}: no indicators and no judge, so an answer that is no refusal stays unclear`];
    }
    const asked = prompt.toLowerCase();
    return proof.indicators
      .filter((indicator) => asked.includes(indicator.toLowerCase()))
      .map(
        (indicator) =>
          `${goal.technique}: the indicator "${indicator.slice(0, 80)}" stands in the question itself and so proves nothing in an answer to it`,
      );
  });
  return [...new Set(notes)];
}
