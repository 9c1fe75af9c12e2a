import { z } from 'zod';
import type { Config } from '#src/config.ts';
import { findingStatuses } from '#src/core/finding.ts';
import { llmProviders } from '#src/core/llm-config.ts';
import type { Plugin } from '#src/core/registry.ts';
import { profileAttempts, profiles, scanStatuses } from '#src/core/scan.ts';
import { scopes } from '#src/core/scope.ts';
import { severities } from '#src/core/severity.ts';
import { targetCreateSchema } from '#src/core/target-input.ts';
import { version } from '#src/core/version.ts';
import { openDatasetCache } from '#src/io/dataset-cache.ts';
import { providers } from '#src/llm/providers/index.ts';
import { guardrails } from '#src/redteam/guardrails/index.ts';
import { judges } from '#src/redteam/judges/index.ts';
import { modules } from '#src/redteam/modules/index.ts';
import { strategies } from '#src/redteam/strategies/index.ts';
import { formats } from '#src/report/formats/index.ts';
import { listDatasets } from './datasets.ts';

type JsonSchema = Record<string, unknown>;

const toSchema = (schema: z.ZodType): JsonSchema =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });

/** Web forms are drawn from these: the body of POST /targets for one kind, secrets marked `x-secret`. */
function targetForms(): { url: JsonSchema; llm: JsonSchema } {
  const shape = targetCreateSchema.shape;
  return {
    url: toSchema(
      targetCreateSchema.omit({ llm_config: true }).extend({ kind: z.literal('url').default('url') }),
    ),
    llm: toSchema(
      targetCreateSchema.extend({ kind: z.literal('llm'), llm_config: shape.llm_config.unwrap().unwrap() }),
    ),
  };
}

const kinds = [
  { id: 'url', title: 'Web application', description: 'Live web application or API endpoint' },
  { id: 'repo', title: 'Repository', description: 'Mirror of a registered repository; made by /repos' },
  { id: 'llm', title: 'Model', description: 'Chat endpoint of a language model' },
];

const plain = ({ id, title, description }: Plugin & { description: string }) => ({ id, title, description });

/** Every provider of the contract; one that this version or its operator leaves out is shown as not available. */
const providerList = (config: Config) =>
  llmProviders.map((id) => {
    const provider = providers.find(id);
    const allowed = id !== 'executable' || config.allowExecutable;
    return {
      id,
      title: provider?.title ?? id,
      description: provider?.description ?? 'not part of this version yet',
      available: provider !== undefined && allowed,
      settings: provider ? toSchema(provider.settings) : null,
    };
  });

/** Datasets by id, with what is at hand of the published collections now. */
async function datasetList(config: Config) {
  const infos = await listDatasets(openDatasetCache(config.dataDir));
  return infos.map(({ seeds, url, licence, gated, part, cached, ...dataset }) => ({
    ...plain(dataset),
    seeds,
    collection: {
      url,
      licence: licence.name,
      licence_url: licence.url,
      licence_note: licence.note ?? null,
      gated,
      part,
    },
    cached: cached && {
      rows: cached.rows,
      sha256: cached.sha256,
      fetched_at: cached.fetched_at,
      bytes: cached.bytes,
    },
  }));
}

/** What this installation can do, drawn from the registries: nothing here is written twice. */
export async function buildCatalogue(config: Config) {
  return {
    version,
    kinds,
    providers: providerList(config),
    strategies: strategies.all.map((strategy) => ({
      ...plain(strategy),
      family: strategy.family,
      reference: strategy.reference,
      needs: [...strategy.needs],
      max_calls: strategy.maxCalls,
      composable: strategy.rewrite !== undefined,
    })),
    modules: modules.all.map((module) => ({
      ...plain(module),
      category: module.category,
      goals: module.goals.length,
      techniques: [...new Set(module.goals.map((goal) => goal.technique))],
    })),
    datasets: await datasetList(config),
    guardrails: guardrails.all.map(plain),
    judges: judges.all.map(plain),
    profiles: profiles.map((id) => ({ id, attempts: profileAttempts[id] })),
    severities: [...severities],
    finding_statuses: [...findingStatuses],
    scan_statuses: [...scanStatuses],
    scopes: [...scopes],
    report_formats: formats.all.map((format) => format.id),
    integration_kinds: [] as string[],
    forms: targetForms(),
  };
}
