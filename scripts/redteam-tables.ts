import { z } from 'zod';
import { embeddingShapes } from '#src/llm/helpers/embeddings.ts';
import { providers } from '#src/llm/providers/index.ts';
import { officialCorpus } from '#src/redteam/corpora/official.ts';
import { datasets } from '#src/redteam/datasets/index.ts';
import { errorRates } from '#src/redteam/error-rates.ts';
import { guardrails } from '#src/redteam/guardrails/index.ts';
import { judges } from '#src/redteam/judges/index.ts';
import { phrasebooks } from '#src/redteam/phrasebooks/index.ts';
import { strategies } from '#src/redteam/strategies/index.ts';
import { translations, untranslated } from '#src/redteam/translations/index.ts';
import { type Same, sameGuardrails, sameStrategies } from './peer-matches.ts';
import { peerIds, peers } from './peers.ts';
import {
  builtInGoals,
  countNeeds,
  goalNeeds,
  type Need,
  needs,
  offersTools,
  proofOf,
  strategyNeeds,
  techniquesOf,
} from './redteam-facts.ts';

/** Sections of docs/redteam-coverage.md that are one registry each, and the Markdown they are made of. */
const cell = (text: string | number): string => String(text).replaceAll('|', '\\|').replace(/\s+/g, ' ');
const row = (cells: readonly (string | number)[]): string => `| ${cells.map(cell).join(' | ')} |`;
export const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
export const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;
const code = (id: string): string => `\`${id}\``;

export const needText = (counts: Record<Need, number>): string =>
  needs
    .filter((need) => counts[need] > 0)
    .map((need) => `${counts[need]} ${need}`)
    .join(', ');

export const others = (same: Same | undefined): string[] =>
  peerIds.map((id) => (same ? (same[id] ?? '–') : 'not compared'));
export const peerTitles = peerIds.map((id) => peers[id].title);

export const strategyTable = (): string => {
  const rows = strategies.all.map((strategy) => [
    code(strategy.id),
    strategy.family,
    strategy.restore ? 'yes' : strategy.rewrite ? 'no' : 'own conversation',
    strategyNeeds(strategy.id),
    strategy.maxCalls,
    ...others(sameStrategies[strategy.id]),
  ]);
  return `## Strategies\n\n*Undone*: whether the rewriting can be undone by code, so that answers in it are read. *Calls*: questions to the
target at most. A dash: no clear counterpart found.\n\n${table(['Strategy', 'Family', 'Undone', 'Needs', 'Calls', ...peerTitles], rows)}`;
};

export const datasetTable = (): string => {
  const rows = datasets.all.map(({ id, title, goals }) => {
    const corpus = officialCorpus(id);
    const { name, note } = corpus?.licence ?? { name: '–', note: undefined };
    return [
      title,
      `${goals.length}, needs ${needText(countNeeds(goals, goalNeeds)).replace(/\d+ /g, '')}`,
      corpus?.part ?? 'none',
      note ? `${name}; ${note}` : name,
      corpus ? (corpus.gated ? 'network, account' : 'network, once') : '–',
    ];
  });
  return `## Datasets\n\nSeeds are our own, for the taxonomy of each. Published rows are fetched from their official place and cached.\n\n${table(['Dataset', 'Seeds', 'Published rows used', 'Licence of the rows', 'Rows need'], rows)}`;
};

export const guardrailTable = (): string =>
  `## Guardrails\n\nPolicies, intents and guardrails of your own are shown by their indicators; without indicators they need a judge, and
stay unclear where there is none. Novel goals (\`llm_synthesis\`) need an attacker. A dash: no counterpart by name.\n\n${table(
    ['Guardrail', 'Goals', 'Techniques', 'Proof', 'Needs', 'Offer tools', ...peerTitles],
    guardrails.all.map(({ id, title, goals }) => [
      title,
      goals.length,
      techniquesOf(goals).length,
      [...new Set(goals.map(proofOf))].toSorted().join(', '),
      needText(countNeeds(goals, goalNeeds)),
      goals.filter(offersTools).length,
      ...others(sameGuardrails[id]),
    ]),
  )}`;

const protocolText = (protocol: (typeof judges.all)[number]['protocol']): string =>
  protocol.kind === 'chat' ? `chat (${protocol.provider})` : protocol.kind;

export const judgeTable = (): string => {
  const rates = Object.entries(errorRates).map(([stage, rate]) => `${stage} ${(rate * 100).toFixed(1)} %`);
  return `## Judges and detectors\n\nA judge is asked only where no proof settles the answer, and trusted only after planted controls. Stages that judge by
wording without one, with their share of wrong verdicts (\`src/redteam/error-rates.ts\` says which are measured and
which assumed): ${rates.join(', ')}. Embedders: ${Object.keys(embeddingShapes).join(', ')}.\n\n${table(
    ['Judge', 'Decides by', 'Spoken to as'],
    judges.all.map((judge) => [judge.title, judge.decidesBy, protocolText(judge.protocol)]),
  )}`;
};

/** The fields of LlmConfig that a provider uses, as its schema names them. */
function settingsOf(settings: z.ZodType): string {
  const schema = z.toJSONSchema(settings, { io: 'input', unrepresentable: 'any' });
  return Object.keys(schema.properties ?? {})
    .map(code)
    .join(', ');
}

export const providerTable = (): string =>
  `## Providers\n\n${table(
    ['Provider', 'What it speaks to', 'Settings', 'Tools'],
    providers.all.map((provider) => [
      code(provider.id),
      provider.description,
      settingsOf(provider.settings),
      provider.tools ? 'yes' : 'no',
    ]),
  )}`;

export function languageSection(): string {
  const total = builtInGoals().length;
  const done = Object.keys(translations).map((id) => `${id} ${total - untranslated(id).length}`);
  const read = new Intl.DisplayNames(['en'], { type: 'language' });
  const refused = ['en', ...Object.keys(phrasebooks)].map((id) => read.of(id) ?? id).toSorted();
  return `## Languages

- Goals asked in translations of our own, of ${total} in English: ${done.join(', ')}. These need nothing.
- Any other language: translated by the attacker, or without one asked in English with an instruction around it; the plan says which.
- Refusals are read in ${refused.length} languages: ${refused.join(', ')}.
- promptfoo, PyRIT and deepteam have a model translate; garak has a translation service or a local model do it.`;
}
