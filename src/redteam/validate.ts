import { type FieldProblem, messageOf } from '#src/core/errors.ts';
import { emptyLlmConfig, type LlmProvider, type RedteamConfig } from '#src/core/llm-config.ts';
import { checkProviderFields } from '#src/core/target-input.ts';
import { embeddingShapes } from '#src/llm/helpers/embeddings.ts';
import { providers } from '#src/llm/providers/index.ts';
import { factOf } from './corpora/facts.ts';
import { unknownVariables } from './custom/variables.ts';
import { datasets } from './datasets/index.ts';
import { guardrails } from './guardrails/index.ts';
import { judges } from './judges/index.ts';
import { parseComposite } from './strategies/composite.ts';
import { strategies } from './strategies/index.ts';

type Path = readonly (string | number)[];

const problem = (path: Path, msg: string, type: string): FieldProblem => ({
  loc: ['body', 'llm_config', 'redteam', ...path],
  msg,
  type,
});

const unknown = (path: Path, noun: string, name: string, ids: readonly string[]): FieldProblem =>
  problem(path, `unknown ${noun} "${name}"; known: ${ids.join(', ')}`, 'unknown_name');

function checkStrategies(config: RedteamConfig): FieldProblem[] {
  const single = (config.strategies ?? []).flatMap((name, i) =>
    strategies.has(name) ? [] : [unknown(['strategies', i], 'strategy', name, strategies.ids)],
  );
  const composite = (config.composite_strategies ?? []).flatMap((spec, i) => {
    try {
      parseComposite(spec, strategies);
      return [];
    } catch (error) {
      return [problem(['composite_strategies', i], messageOf(error), 'unknown_name')];
    }
  });
  return [...single, ...composite];
}

const isWebAddress = (name: string): boolean => /^https?:\/\//.test(name) && URL.canParse(name);

/** Configurations are shown as they are stored; never quotes the address. */
function checkAddress(path: Path, address: string): FieldProblem[] {
  const { username, password } = new URL(address);
  return username || password
    ? [
        problem(
          path,
          'must not carry a user name or password: it is stored and shown as it stands',
          'invalid',
        ),
      ]
    : [];
}

/** A dataset is a known name, a file under the data folder, or a web address; what is there is seen at the start. */
function checkDatasets(config: RedteamConfig): FieldProblem[] {
  const { ids } = datasets;
  return (config.datasets ?? []).flatMap((name, i) => {
    if (ids.includes(name) || /^file:\/\/./.test(name)) return [];
    if (isWebAddress(name)) return checkAddress(['datasets', i], name);
    return [unknown(['datasets', i], 'dataset', name, [...ids, 'file://…', 'http(s)://…'])];
  });
}

/** A knowledge base is a list of statements, a file under the data folder, or a web address. */
function checkFactuality({ factuality }: RedteamConfig): FieldProblem[] {
  const kb = factuality?.kb;
  if (kb === undefined) return [];
  const path = ['factuality', 'kb'];
  if (typeof kb !== 'string') {
    return kb.flatMap((entry, i) => {
      const fact = factOf(entry);
      return typeof fact === 'string' ? [problem([...path, i], fact, 'invalid')] : [];
    });
  }
  if (isWebAddress(kb)) return checkAddress(path, kb);
  if (/^file:\/\/./.test(kb)) return [];
  return [problem(path, 'is neither a list nor an address: file://… or http(s)://…', 'invalid')];
}

function checkGuardrails(config: RedteamConfig): FieldProblem[] {
  const { ids } = guardrails;
  return (config.guardrails ?? []).flatMap((entry, i) =>
    typeof entry !== 'string' || ids.includes(entry)
      ? []
      : [unknown(['guardrails', i], 'guardrail', entry, ids)],
  );
}

const helpers = {
  judge: { noun: 'judge provider', ids: () => judges.ids },
  attacker: { noun: 'attacker provider', ids: () => providers.ids },
  embedder: { noun: 'embedder provider', ids: () => Object.keys(embeddingShapes) },
} as const;

function checkHelpers(config: RedteamConfig): FieldProblem[] {
  return Object.entries(helpers).flatMap(([helper, { noun, ids }]) => {
    const model = config[helper as keyof typeof helpers];
    if (!model) return [];
    const problems: FieldProblem[] = [];
    const { provider, endpoint, command } = model;
    if (provider !== undefined && !ids().includes(provider)) {
      problems.push(unknown([helper, 'provider'], noun, provider, ids()));
    }
    if (helper !== 'attacker' && provider === 'executable' && !command) {
      problems.push(problem([helper, 'command'], 'provider "executable" requires command', 'missing'));
    }
    if (endpoint !== undefined && provider !== 'executable')
      problems.push(...checkEndpoint(helper, endpoint));
    return problems;
  });
}

/** The attacker may be a chat of any provider: what that one needs of a target's configuration it needs here too. */
function checkAttacker({ attacker }: RedteamConfig): FieldProblem[] {
  const provider = providers.find(attacker?.provider ?? 'openai-chat');
  if (!attacker || !provider) return [];
  const config = {
    ...emptyLlmConfig,
    provider: provider.id as LlmProvider,
    request_template: attacker.request_template ?? null,
    response_path: attacker.response_path ?? null,
    command: attacker.command ?? null,
  };
  const missing = checkProviderFields(config).map(({ loc, msg, type }) =>
    problem(['attacker', String(loc.at(-1))], msg, type),
  );
  if (missing.length > 0) return missing;
  return (provider.checkConfig?.(config) ?? []).map(({ loc, msg, type }) =>
    problem(['attacker', ...loc], msg, type),
  );
}

/** Never quotes the endpoint: keys are often pasted into its query. */
function checkEndpoint(helper: string, endpoint: string): FieldProblem[] {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : null;
  if (!url || !/^(https?|wss?):$/.test(url.protocol)) {
    return [problem([helper, 'endpoint'], 'is not an http(s) or ws(s) URL', 'invalid')];
  }
  if (!url.username && !url.password) return [];
  return [
    problem([helper, 'endpoint'], 'must not carry a user name or password; put them into headers', 'invalid'),
  ];
}

/** `{{name}}` anywhere in the user's own prompts, indicators and policies must name a variable. */
function checkVariables(value: unknown, path: Path, variables: Record<string, unknown>): FieldProblem[] {
  if (typeof value === 'string') {
    return unknownVariables(value, variables).map((name) =>
      unknown(path, 'variable', name, Object.keys(variables)),
    );
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    checkVariables(inner, [...path, Array.isArray(value) ? Number(key) : key], variables),
  );
}

/**
 * Names of a red-team configuration that nothing answers to: strategies, composites, datasets, guardrails, providers
 * of the helper models, variables. One problem each, listing the known ones; `loc` starts with `body.llm_config`.
 */
export function checkRedteam(config: RedteamConfig): FieldProblem[] {
  const variables = config.variables ?? {};
  return [
    ...checkStrategies(config),
    ...checkDatasets(config),
    ...checkFactuality(config),
    ...checkGuardrails(config),
    ...checkHelpers(config),
    ...checkAttacker(config),
    ...(['guardrails', 'policies', 'intents'] as const).flatMap((field) =>
      checkVariables(config[field] ?? [], [field], variables),
    ),
  ];
}
