import type { LlmConfig, RedteamConfig } from '#src/core/llm-config.ts';
import { providers } from '#src/llm/providers/index.ts';
import { customGoals } from './custom-goals.ts';
import { type Gathered, nothingGathered } from './gathered.ts';
import type { Goal } from './goal.ts';
import { languageStrategies } from './languages.ts';
import { modules } from './modules/index.ts';
import { probeNonce } from './nonce.ts';
import type { Arsenal } from './plan.ts';
import { parseComposite } from './strategies/composite.ts';
import { strategies } from './strategies/index.ts';
import { pairOf } from './strategies/pair.ts';
import type { Strategy } from './strategy.ts';

/** Asked where `redteam.strategies` is silent: one or two of each family, none of which needs a helper model. */
export const defaultStrategies = [
  'base64',
  'rot13',
  'hex',
  'leetspeak',
  'jailbreak',
  'authoritative-markup',
  'citation',
  'best-of-n',
  'crescendo',
] as const;

/** Always planned: an attack that needs no dressing is the first thing to know. */
const baseline = 'plain';

/** What this configuration and what was gathered for it allow, and by name everything that is left out. */
export function buildArsenal(config: LlmConfig, gathered: Gathered = nothingGathered): Arsenal {
  const notes = [
    ...(providers.find(config.provider)?.notes?.(config) ?? []),
    ...gathered.notes,
    ...helperNotes(config),
  ];
  return { goals: goalsFor(config, gathered, notes), strategies: strategiesFor(config, notes), notes };
}

/** Helpers that are configured and cannot be asked, or that have nothing to do. */
function helperNotes({ redteam }: LlmConfig): string[] {
  const notes: string[] = [];
  if (!redteam) return notes;
  const { attacker, embedder, factuality, llm_synthesis: synthesis } = redteam;
  for (const helper of helpers) {
    const given = redteam[helper];
    if (given?.enabled && !given.endpoint && !given.command)
      notes.push(`redteam.${helper} is enabled and has no endpoint: it is not asked`);
    if (given && given.enabled !== true && (given.endpoint || given.command))
      notes.push(`redteam.${helper} is configured and not enabled: it is not asked`);
  }
  if (embedder?.enabled && !hasIndicators(redteam))
    notes.push('redteam.embedder compares answers with indicators, and none are configured: it is not asked');
  if (synthesis?.enabled && !isAsked(attacker))
    notes.push('redteam.llm_synthesis left out: it needs redteam.attacker');
  if (factuality?.enabled && !isAsked(redteam.judge))
    notes.push(
      'redteam.factuality without a judge: only figures are compared with the knowledge base, the rest stays unclear',
    );
  return notes;
}

const helpers = ['judge', 'attacker', 'embedder'] as const;

const hasIndicators = ({ policies, intents, guardrails }: RedteamConfig): boolean =>
  [...(policies ?? []), ...(intents ?? []), ...(guardrails ?? [])].some(
    (entry) =>
      typeof entry === 'object' &&
      'indicators' in entry &&
      (entry.indicators as unknown[] | undefined)?.length,
  );

/** Whether a helper model is configured so that it can be asked. */
export const isAsked = (
  helper: { enabled?: boolean; endpoint?: string; command?: string[] } | undefined,
): boolean => helper?.enabled === true && (helper.endpoint !== undefined || helper.command !== undefined);

function goalsFor(config: LlmConfig, gathered: Gathered, notes: string[]): Goal[] {
  const custom = customGoals(config, gathered);
  notes.push(...custom.notes);
  const goals = [...modules.all.flatMap((module) => module.goals), ...custom.goals];
  if (providers.find(config.provider)?.tools !== false) return goals;
  const kept = goals.filter((goal) => !needsTools(goal));
  if (kept.length < goals.length) {
    notes.push(
      `${goals.length - kept.length} goals left out: provider ${config.provider} cannot offer tools to the model`,
    );
  }
  return kept;
}

function strategiesFor(config: LlmConfig, notes: string[]): Strategy[] {
  const { redteam } = config;
  const wanted = redteam?.strategies ?? defaultStrategies;
  const single = [baseline, ...wanted].map((id) => strategies.get(id));
  const iterative = redteam?.iterative ? [iterativeStrategy(redteam.iterative, redteam.pair_iterations)] : [];
  const composite = (redteam?.composite_strategies ?? []).map((spec) => parseComposite(spec, strategies));
  const languages = languageStrategies(redteam?.languages ?? [], isAsked(redteam?.attacker));
  notes.push(...languages.notes);
  const chosen = [
    ...new Map(
      [...single, ...iterative, ...composite, ...languages.strategies].map((strategy) => [
        strategy.id,
        strategy,
      ]),
    ).values(),
  ];
  const attacker = isAsked(redteam?.attacker);
  return chosen.filter((strategy) => {
    if (attacker || !strategy.needs.includes('attacker')) return true;
    notes.push(`strategy ${strategy.id} left out: it needs redteam.attacker`);
    return false;
  });
}

const iterativeStrategy = (id: string, iterations: number | undefined): Strategy =>
  id === 'pair' && iterations !== undefined ? pairOf(iterations) : strategies.get(id);

const needsTools = (goal: Goal): boolean => (goal.mint(probeNonce).tools?.length ?? 0) > 0;
