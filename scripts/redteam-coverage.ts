import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type LlmCategory, llmCategories } from '#src/core/attempt.ts';
import { providers } from '#src/llm/providers/index.ts';
import { datasets } from '#src/redteam/datasets/index.ts';
import { guardrails } from '#src/redteam/guardrails/index.ts';
import { judges } from '#src/redteam/judges/index.ts';
import { modules } from '#src/redteam/modules/index.ts';
import { strategies } from '#src/redteam/strategies/index.ts';
import { notHere, sameTechniques } from './peer-matches.ts';
import { byCategory, type Figure, type Peer, peerIds, peers } from './peers.ts';
import {
  builtInGoals,
  countNeeds,
  goalNeeds,
  guardrailGoals,
  offersTools,
  proofOf,
  seedGoals,
  strategyNeeds,
  techniquesOf,
} from './redteam-facts.ts';
import {
  count,
  datasetTable,
  guardrailTable,
  judgeTable,
  languageSection,
  needText,
  others,
  peerTitles,
  providerTable,
  strategyTable,
  table,
} from './redteam-tables.ts';

/**
 * Writes `docs/redteam-coverage.md`: what the red team has, from its registries, beside what others have.
 *
 *     node scripts/redteam-coverage.ts            writes the document
 *     node scripts/redteam-coverage.ts --check    exits 1 when the document is not current
 */
export const coverageFile = fileURLToPath(new URL('../docs/redteam-coverage.md', import.meta.url));

const intro = `# What the red team covers

Written by \`npm run generate:coverage\` from the registries; changes by hand are lost. What others have was looked up
in their sources on 2026-11-24 and stands in \`scripts/peers.ts\` with the way each figure was counted; the notes at the
end repeat it. Plug-ins, probes and vulnerabilities are cut differently everywhere, so numbers of different projects
side by side tell orders of magnitude and not which is better.

**Needs** says what it takes besides the target: *nothing*; an *attacker* (a second model that writes prompts); a
*judge* (a second model that reads answers); the *network* (a public service). Nothing here calls a service of ours.`;

/** The rows of the summary: ours, computed, and where each peer's cell is. */
function summaryRows(): [string, string, keyof Peer][] {
  const techniques = techniquesOf(builtInGoals());
  const categories = Object.keys(llmCategories) as LlmCategory[];
  const alone = categories.filter((category) =>
    builtInGoals().some((goal) => goal.category === category && goalNeeds(goal) === 'nothing'),
  );
  const byNeed = countNeeds(strategies.ids, strategyNeeds);
  const kinds = new Set([...builtInGoals(), ...guardrailGoals(), ...seedGoals()].map(proofOf));
  return [
    [
      'Attacks',
      `${count(techniques.length, 'technique')} in ${count(modules.ids.length, 'module')}, ${builtInGoals().length} goals; ${count(techniquesOf(guardrailGoals()).length, 'technique')} more in ${count(guardrails.ids.length, 'guardrail')}, ${guardrailGoals().length} goals`,
      'attacks',
    ],
    ['… that need nothing', needText(countNeeds(techniques, ({ need }) => need)), 'attacksAlone'],
    ['Strategies', `${strategies.ids.length}, stackable, in any language`, 'strategies'],
    ['… that need nothing', needText(byNeed), 'strategiesAlone'],
    [
      'Datasets',
      `${datasets.ids.length}: ${seedGoals().length} seeds of our own inside, published rows on demand; own files`,
      'datasets',
    ],
    ['Judges', `${judges.ids.length} judges, tried with planted controls; not needed for proofs`, 'judges'],
    ['Targets', count(providers.ids.length, 'provider'), 'targets'],
    ['OWASP LLM 2025', `${alone.length} of ${categories.length} with goals that need nothing`, 'owasp'],
    ['How success is shown', `${kinds.size} kinds of proof by code, then detectors, then a judge`, 'proof'],
    [
      'Intervals',
      'clustered by prompt, 95 %, per module, technique and strategy (`src/core/statistics.ts`)',
      'intervals',
    ],
    [
      'Two runs compared',
      'exact McNemar, Holm over categories, smallest detectable difference (`src/core/comparison.ts`)',
      'significance',
    ],
    [
      'Resume after a crash',
      'yes, every answered attempt kept (`docs/decisions/0002-plan-journal-resume.md`)',
      'resume',
    ],
    ['Forecast', 'calls, tokens, cost, time before the first call (`src/redteam/forecast.ts`)', 'forecast'],
  ];
}

const figureOf = (peer: Peer, field: keyof Peer): Figure => peer[field] as Figure;

const summary = (): string =>
  `## Side by side\n\n${table(
    ['', 'Assay', ...peerTitles],
    summaryRows().map(([label, ours, field]) => [
      label,
      ours,
      ...peerIds.map((id) => figureOf(peers[id], field).value),
    ]),
  )}`;

/** One line per kind of proof: the techniques that end in it. A technique that ends in two stands in both. */
function moduleSection(id: string): string {
  const module = modules.get(id);
  const techniques = techniquesOf(module.goals);
  const counts = countNeeds(module.goals, goalNeeds);
  const withTools = module.goals.filter(offersTools).length;
  const kinds = [...new Set(techniques.flatMap(({ proofs }) => proofs))].toSorted();
  const named = (kind: string) =>
    techniques
      .filter(({ proofs }) => proofs.some((proof) => proof === kind))
      .map((technique) => {
        const goals = technique.goals.filter((goal) => proofOf(goal) === kind).length;
        return goals > 1 ? `${technique.id} (${goals})` : technique.id;
      })
      .join(', ');
  const tools = withTools > 0 ? `; ${withTools} offer tools to the model` : '';
  return [
    `### ${module.category} ${module.title}\n`,
    `${count(module.goals.length, 'goal')}, ${count(techniques.length, 'technique')}; needs: ${needText(counts)}${tools}.\n`,
    ...kinds.map((kind) => `- ${kind}: ${named(kind)}`),
  ].join('\n');
}

const moduleSections = (): string =>
  [
    '## Modules\n\nTechniques by kind of proof (`src/redteam/goal.ts` says what each kind is); in brackets the goals where there are several.',
    ...modules.ids.map(moduleSection),
  ].join('\n\n');

const categoryTable = (): string => {
  const mapped = ['promptfoo', 'garak', 'deepteam'] as const;
  const rows = modules.all.map((module) => {
    const techniques = techniquesOf(module.goals);
    const alone = techniques.filter(({ need }) => need === 'nothing').length;
    const { category } = module;
    return [
      `${category} ${module.title}`,
      `${techniques.length} (${alone})`,
      ...mapped.map((id) => byCategory[category][id]),
    ];
  });
  return `## By category\n\nOurs: techniques, in brackets those that need nothing. promptfoo: plug-ins it maps to the category, in brackets those that work
without its remote service. garak: probes, its 2023 tags read by title. deepteam: vulnerabilities it lists; all need a
model. PyRIT has no such mapping.\n\n${table(['Category', 'Assay', 'promptfoo', 'garak', 'deepteam'], rows)}`;
};

const techniqueTable = (): string => {
  const known = new Set(techniquesOf(builtInGoals()).map(({ category, id }) => `${category}/${id}`));
  const rows = Object.entries(sameTechniques)
    .filter(([key]) => known.has(key))
    .map(([key, same]) => [key, ...others(same)]);
  return `## Techniques under another name\n\nWhere the same attack has one clear name elsewhere. A dash: no clear counterpart, which is not the same as none.\n\n${table(['Assay', ...peerTitles], rows)}`;
};

const notHereSection = (): string =>
  `## Not here\n\nWhat others have and this red team has not:\n\n${notHere.map(([what, text]) => `- **${what}.** ${text}`).join('\n')}`;

/** How the peers' figures of the summary came about: those that are counts. */
const sources = (): string => {
  const counted = summaryRows().filter(([, , field]) => field !== 'proof');
  const versions = peerIds.map((id) => `- ${peers[id].title} ${peers[id].version}: <${peers[id].source}>`);
  return `## How it was counted\n\n${versions.join('\n')}\n\n${table(
    ['', ...peerTitles],
    counted.map(([label, , field]) => [label, ...peerIds.map((id) => figureOf(peers[id], field).how)]),
  )}`;
};

/** The whole document. */
export const coverageDocument = (): string =>
  `${[
    intro,
    summary(),
    categoryTable(),
    moduleSections(),
    techniqueTable(),
    strategyTable(),
    datasetTable(),
    guardrailTable(),
    judgeTable(),
    providerTable(),
    languageSection(),
    notHereSection(),
    sources(),
  ].join('\n\n')}\n`;

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const text = coverageDocument();
  if (!process.argv.includes('--check')) {
    writeFileSync(coverageFile, text);
    process.stdout.write(`${coverageFile} written\n`);
  } else if (readFileSync(coverageFile, 'utf8') !== text) {
    process.stderr.write('docs/redteam-coverage.md is not current: npm run generate:coverage\n');
    process.exitCode = 1;
  }
}
