import type { LlmCategory } from '#src/core/attempt.ts';

/**
 * What four other red teams have, as looked up on 2026-11-24: data of `redteam-coverage.ts`, which puts it beside what
 * our own registries say. Every figure tells how it was counted and of which version. Nothing of theirs is copied.
 */
export const peerIds = ['promptfoo', 'garak', 'pyrit', 'deepteam'] as const;
export type PeerId = (typeof peerIds)[number];

/** A cell of a comparison, and how it was found out. */
export interface Figure {
  readonly value: string;
  readonly how: string;
}

export interface Peer {
  readonly title: string;
  /** What was looked at. */
  readonly version: string;
  readonly source: string;
  /** What they attack with: plug-ins, probes, vulnerabilities. */
  readonly attacks: Figure;
  /** Of these: no service of the maker, no download, no second model to write the prompt. */
  readonly attacksAlone: Figure;
  readonly strategies: Figure;
  readonly strategiesAlone: Figure;
  readonly datasets: Figure;
  readonly judges: Figure;
  readonly targets: Figure;
  readonly owasp: Figure;
  readonly proof: Figure;
  readonly intervals: Figure;
  readonly significance: Figure;
  readonly resume: Figure;
  readonly forecast: Figure;
}

export const peers: Readonly<Record<PeerId, Peer>> = {
  promptfoo: {
    title: 'promptfoo',
    version: '0.123.1 (npm, 2026-09-22)',
    source: 'https://www.npmjs.com/package/promptfoo/v/0.123.1',
    attacks: {
      value: '155 plug-ins',
      how: '`ALL_PLUGINS` of src/redteam/constants/plugins.ts, evaluated from the published bundle; collections not counted',
    },
    attacksAlone: {
      value:
        '27 without its remote service and without downloads; a model of yours writes the prompts of all but `intent`',
      how: '155 less 117 that its own list `UI_DISABLED_WHEN_REMOTE_UNAVAILABLE` takes out, less 11 that download a corpus (aegis, beavertails, cyberseceval, donotanswer, harmbench, pliny, toxic-chat, unsafebench, vlguard, vlsu, xstest): 27. Each plug-in class asks its generation provider for prompts, apart from `intent`',
    },
    strategies: {
      value: '37',
      how: '`ALL_STRATEGIES` of src/redteam/constants/strategies.ts, evaluated from the published bundle',
    },
    strategiesAlone: {
      value: '23 without its remote service; 16 of them also without a second model',
      how: '37 less the 10 that its web UI disables without remote generation (audio, citation, gcg, goat, indirect-web-pwn, jailbreak:composite, :goblin, :hydra, :likert, :meta), less 2 whose providers throw then (authoritative-markup-injection, best-of-n), less 2 names of sets (default, other-encodings): 23. Less crescendo, custom, jailbreak, jailbreak:tree, math-prompt, mischievous-user and multilingual (by now a language setting), which ask a model: 16',
    },
    datasets: {
      value: '11, all downloaded',
      how: 'plug-in classes that fetch a corpus: the 11 named above',
    },
    judges: {
      value: '138 graders, nearly all a model with a rubric',
      how: 'ids `promptfoo:redteam:*` in the table of graders; 13 classes bring a `getResult` of their own',
    },
    targets: {
      value: '82 kinds of provider',
      how: 'entries of `providerMap` in the published bundle',
    },
    owasp: {
      value: '9 of 10; 8 without its remote service',
      how: '`OWASP_LLM_TOP_10_MAPPING`: LLM03 has no plug-in; the eight of LLM04 all need remote generation',
    },
    proof: {
      value: 'a model with a rubric per plug-in; code for a few (canaries of coding agents, for one)',
      how: 'graders as above',
    },
    intervals: { value: 'none found', how: 'bundle searched for wilson, bootstrap, confidence interval' },
    significance: { value: 'none found', how: 'bundle searched for mcnemar, p-value' },
    resume: { value: 'yes, `eval --resume`, `--retry-errors`', how: 'options of the eval command' },
    forecast: {
      value: 'number of probes, in its web UI',
      how: '"Estimated Probes" in the bundle of the web UI',
    },
  },
  garak: {
    title: 'garak',
    version: '0.16.1.pre1, commit cafbe99 (2026-08-07)',
    source: 'https://github.com/NVIDIA/garak/tree/cafbe992780df70015de7295ca026b70c4629ada',
    attacks: {
      value: '191 probes, 93 of them run by default',
      how: 'entries under probes in garak/resources/plugin_cache.json less base classes; `active` for the default',
    },
    attacksAlone: {
      value: '175 probes; 156 with a main detector that needs nothing either',
      how: '191 less 2 tests, 9 with an attacker or gradient model (agent_breaker, atkgen, fitd, goat, tap.TAP, tap.PAIR, dan.AutoDAN, suffix.BEAST, suffix.GCG), 5 that download (audio, fileformats, sysprompt_extraction, 2 visual_jailbreak); then 19 whose primary detector loads a model or a list from a hub. An upper bound: word lists of 4 probes are downloaded too',
    },
    strategies: {
      value: '6 buffs; 20 encodings and many templates are probes of their own',
      how: 'entries under buffs and probes.encoding in plugin_cache.json',
    },
    strategiesAlone: {
      value: '3 buffs (Base64, CharCode, Lowercase)',
      how: 'garak/buffs: the other three use a translation service or paraphrase models',
    },
    datasets: {
      value: 'shipped as probe data: DoNotAnswer, HarmBench, RealToxicityPrompts and others',
      how: 'garak/data',
    },
    judges: {
      value: '117 detectors, 6 of them model judges',
      how: 'entries under detectors in plugin_cache.json less base classes; detectors.judge and agent_breaker',
    },
    targets: {
      value: '37 generators',
      how: 'entries under generators in plugin_cache.json less base and test classes',
    },
    owasp: {
      value: '7 of 10 by its tags; one more by what a probe does',
      how: 'tags owasp:llmNN of its probes, which follow the 2023 list (garak/data/tags.misp.tsv), read by title into the 2025 list; sysprompt_extraction counted for LLM07',
    },
    proof: {
      value: 'strings and patterns, classifiers, package lists, model judges',
      how: 'garak/detectors',
    },
    intervals: {
      value: 'bootstrap, 95 %',
      how: 'garak/analyze/bootstrap_ci.py, garak/resources/garak.core.yaml',
    },
    significance: {
      value: 'none found; z-scores against a calibration set of models',
      how: 'garak/analyze/calibration.py',
    },
    resume: { value: 'none found', how: 'options in garak/cli.py' },
    forecast: { value: 'none found', how: 'options in garak/cli.py' },
  },
  pyrit: {
    title: 'PyRIT',
    version: '1.1.0.dev0, files of mid-2026',
    source: 'https://github.com/microsoft/PyRIT',
    attacks: {
      value: 'no list of goals: objectives come from datasets and scenarios',
      how: 'pyrit/scenario/scenarios: airt, garak, foundry, adaptive, benchmark',
    },
    attacksAlone: { value: 'not comparable', how: 'see above' },
    strategies: {
      value: '91 converters, 12 attacks',
      how: 'names ending in Converter in `__all__` of pyrit/converter/__init__.py (169035c), base class aside; attacks exported by pyrit/executor/attack/__init__.py (142d5cf), alias and base classes aside',
    },
    strategiesAlone: {
      value: '53 text converters, 6 attacks',
      how: 'section "Non-LLM Converters" of doc/code/converters/1_text_to_text_converters.ipynb (169035c); PromptSending, ManyShot, SkeletonKey, ChunkedRequest, MultiPromptSending, Sequential',
    },
    datasets: {
      value: '73 loaders, all downloaded',
      how: 'classes `_…Dataset` imported by pyrit/datasets/seed_datasets/remote/__init__.py (012aaec)',
    },
    judges: {
      value: '46 scorers, 20 of them patterns or substrings',
      how: 'concrete classes ending in Scorer in pyrit/score/__init__.py (07773fd); those under true_false/regex and SubStringScorer',
    },
    targets: {
      value: '20 targets',
      how: 'concrete targets exported by pyrit/prompt_target/__init__.py (0b30630)',
    },
    owasp: { value: 'no mapping of its own', how: 'no such table found' },
    proof: { value: 'model judges, patterns, comparison with the system prompt', how: 'pyrit/score' },
    intervals: {
      value: 'none found for success rates',
      how: 'pyrit/analytics/scenario_statistics.py (599fc4f): a truncated percentage',
    },
    significance: { value: 'none found', how: 'pyrit/analytics' },
    resume: {
      value: 'yes, scenarios',
      how: 'run_async in pyrit/scenario/core/scenario.py, pull request 2342',
    },
    forecast: { value: 'planned units; no cost found', how: 'ScenarioRunPlan in pyrit/analytics' },
  },
  deepteam: {
    title: 'deepteam',
    version: '1.0.7, commit e05c8e5 (2026-07-20)',
    source: 'https://github.com/confident-ai/deepteam/tree/e05c8e5cdb3467f188fa43147991becd328e5228',
    attacks: {
      value: '37 vulnerabilities, one of them your own text',
      how: 'classes exported by deepteam/vulnerabilities/__init__.py less base class and EvaluationExample',
    },
    attacksAlone: {
      value: '0',
      how: 'deepteam/attacks/attack_simulator asks a simulator model for the prompts of every vulnerability',
    },
    strategies: {
      value: '27 attacks (22 of one turn, 5 of many)',
      how: '`__all__` of deepteam/attacks/single_turn and multi_turn less base classes and AttackParameter',
    },
    strategiesAlone: {
      value: '6',
      how: 'attacks without `simulator_model`: Base64, CharacterStream, ContextFlooding, EmbeddedInstructionJSON, Leetspeak, ROT13',
    },
    datasets: { value: '2, downloaded', how: 'deepteam/frameworks: aegis, beavertails' },
    judges: { value: '39 groups of metrics, model judges', how: 'folders of deepteam/metrics' },
    targets: { value: 'a Python callback or a model by name', how: 'deepteam/cli/main.py' },
    owasp: {
      value: '10 of 10, none without a second model',
      how: 'deepteam/frameworks/owasp/risk_categories.py',
    },
    proof: { value: 'model judges', how: 'deepteam/metrics' },
    intervals: { value: 'none found', how: 'sources searched' },
    significance: { value: 'none found', how: 'sources searched' },
    resume: { value: 'reuses generated prompts', how: '`reuse_simulated_test_cases` in red_teamer.py' },
    forecast: { value: 'none found', how: 'sources searched' },
  },
};

/**
 * Attacks by category of the 2025 list. promptfoo: its mapping, `harmful` spelt out to its 26, and how many of these are
 * among the 27. garak: its 2023 tags by title (LLM02 ← Sensitive Information, LLM03 ← Supply Chain, LLM05 ← Insecure
 * Output, LLM06 ← Excessive Agency and Insecure Plugin Design (the same probe), LLM09 ← Overreliance, LLM10 ← Model Denial of Service;
 * Model Theft, 21 probes, has no counterpart). deepteam: vulnerabilities listed for it, its own text included. PyRIT has
 * no such mapping.
 */
export const byCategory: Readonly<Record<LlmCategory, Readonly<Record<Exclude<PeerId, 'pyrit'>, string>>>> = {
  LLM01: { promptfoo: '29 (3)', garak: '85', deepteam: '4' },
  LLM02: { promptfoo: '7 (7)', garak: '36', deepteam: '4' },
  LLM03: { promptfoo: '0', garak: '8', deepteam: '6' },
  LLM04: { promptfoo: '8 (0)', garak: '0', deepteam: '7' },
  LLM05: { promptfoo: '4 (3)', garak: '24', deepteam: '5' },
  LLM06: { promptfoo: '7 (4)', garak: '1', deepteam: '5' },
  LLM07: { promptfoo: '7 (7)', garak: '1', deepteam: '3' },
  LLM08: { promptfoo: '6 (6)', garak: '0', deepteam: '3' },
  LLM09: { promptfoo: '4 (2)', garak: '17', deepteam: '3' },
  LLM10: { promptfoo: '2 (1)', garak: '1', deepteam: '3' },
};
