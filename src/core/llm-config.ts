import { z } from 'zod';
import { headersSchema } from './target.ts';

/** Every field of the seed's LlmConfig, with bounds. Names of plug-ins are checked against the registries elsewhere. */
export const llmProviders = [
  'openai-chat',
  'custom',
  'executable',
  'websocket',
  'bedrock',
  'vertex',
  'azure-openai',
  'browser',
] as const;
export type LlmProvider = (typeof llmProviders)[number];

const name = z.string().min(1).max(200);
const longText = z.string().max(100_000);
const amount = z.number().min(0).max(1e12);

/** A model that helps a scan: judge, attacker, embedder. Its headers are sealed and come back as "***". */
const helperModel = {
  enabled: z.boolean().optional(),
  provider: name.optional(),
  endpoint: z.string().min(1).max(4096).optional(),
  model: name.nullable().optional(),
  headers: headersSchema.meta({ 'x-secret': true, description: 'sealed; shown as "***"' }).optional(),
  command: z.array(z.string()).min(1).max(100).optional(),
  timeout_s: z.number().min(1).max(600).optional(),
  input_cost_per_1k: amount.optional(),
  output_cost_per_1k: amount.optional(),
};

export const judgeSchema = z.strictObject({
  ...helperModel,
  min_confidence: z.number().min(0).max(1).optional(),
  unsafe_threshold: z.number().min(0).max(1).optional(),
  rubric: longText.optional(),
});
export const attackerSchema = z.strictObject({
  ...helperModel,
  request_template: longText.optional(),
  response_path: z.string().max(1000).optional(),
  temperature: z.number().min(0).max(2).optional(),
});
export const embedderSchema = z.strictObject({
  ...helperModel,
  threshold: z.number().min(0).max(1).optional(),
});

const prompts = z.array(longText.min(1)).min(1).max(1000);
const guardrailSchema = z.union([
  name,
  z.strictObject({
    name,
    prompts,
    indicators: z.array(z.string().min(1).max(2000)).max(200).optional(),
    severity: z.enum(['critical', 'high', 'medium', 'low', 'info']).optional(),
  }),
]);
const policySchema = z.strictObject({
  name: name.optional(),
  policy: longText.min(1),
  prompts: prompts.optional(),
  indicators: z.array(z.string().min(1).max(2000)).max(200).optional(),
  severity: z.enum(['critical', 'high', 'medium', 'low', 'info']).optional(),
});
const intentSchema = z.union([
  longText.min(1),
  prompts,
  z.strictObject({
    name: name.optional(),
    intent: z.union([longText.min(1), prompts]),
    indicators: z.array(z.string().min(1).max(2000)).max(200).optional(),
    severity: z.enum(['critical', 'high', 'medium', 'low', 'info']).optional(),
  }),
]);
const profileSchema = z.record(z.string(), z.unknown());

export const redteamSchema = z.strictObject({
  strategies: z.array(name).max(100).optional(),
  composite_strategies: z
    .array(z.union([name, z.array(name).min(1).max(8)]))
    .max(100)
    .optional(),
  languages: z.array(name).max(50).optional(),
  datasets: z.array(z.string().min(1).max(4096)).max(50).optional(),
  guardrails: z.array(guardrailSchema).max(100).optional(),
  guardrail_bypass: z.boolean().optional(),
  iterative: z.union([z.enum(['static', 'pair', 'tap', 'goat', 'hydra']), z.literal(false)]).optional(),
  pair_iterations: z.number().int().min(1).max(50).optional(),
  policies: z.array(policySchema).max(200).optional(),
  intents: z.array(intentSchema).max(500).optional(),
  variables: z
    .record(z.string().regex(/^[A-Za-z_][\w-]*$/, 'is not a variable name'), z.unknown())
    .optional(),
  discovery: z.union([z.boolean(), profileSchema]).optional(),
  llm_synthesis: z
    .strictObject({
      enabled: z.boolean(),
      n: z.number().int().min(1).max(200).optional(),
      profile: profileSchema.optional(),
    })
    .optional(),
  judge: judgeSchema.optional(),
  attacker: attackerSchema.optional(),
  embedder: embedderSchema.optional(),
  factuality: z
    .strictObject({
      enabled: z.boolean(),
      kb: z.union([
        z.string().min(1).max(4096),
        z.array(z.union([longText.min(1), z.record(z.string(), z.unknown())])).max(10_000),
      ]),
    })
    .optional(),
});
export type RedteamConfig = z.infer<typeof redteamSchema>;

const limit = (max: number) => z.number().min(0).max(max);

export const llmConfigSchema = z.strictObject({
  provider: z.enum(llmProviders),
  model: z.string().max(500).nullable().default(null),
  system_prompt: longText.nullable().default(null),
  request_template: longText.nullable().default(null),
  response_path: z.string().max(1000).nullable().default(null),
  command: z.array(z.string().max(10_000)).min(1).max(100).nullable().default(null),
  redteam: redteamSchema.nullable().default(null),
  thresholds: z
    .strictObject({
      max_latency_ms: limit(3_600_000).optional(),
      max_tokens_per_call: limit(10_000_000).int().optional(),
    })
    .nullable()
    .default(null),
  budget: z
    .strictObject({
      max_calls: limit(1e9).int().optional(),
      max_tokens: limit(1e12).int().optional(),
      max_cost_usd: limit(1e9).optional(),
      input_cost_per_1k: amount.optional(),
      output_cost_per_1k: amount.optional(),
    })
    .nullable()
    .default(null),
  retries: z.number().int().min(0).max(10).optional(),
  backoff_s: z.number().min(0).max(60).optional(),
  cache: z.boolean().optional(),
  cache_size: z.number().int().min(0).max(100_000).optional(),
  timeout_s: z.number().min(1).max(600).optional(),
  concurrency: z.number().int().min(1).max(256).optional(),
  max_rps: limit(1e6).nullable().optional(),
  max_rpm: limit(1e8).nullable().optional(),
  rate_burst: z.number().int().min(1).max(1e6).nullable().optional(),
});
export type LlmConfig = z.infer<typeof llmConfigSchema>;

/** A configuration that says nothing but how its model is spoken to. */
export const emptyLlmConfig: LlmConfig = {
  provider: 'openai-chat',
  model: null,
  system_prompt: null,
  request_template: null,
  response_path: null,
  command: null,
  redteam: null,
  thresholds: null,
  budget: null,
};

/** What applies where the config is silent. */
export const llmDefaults = {
  retries: 2,
  backoff_s: 1,
  cache: false,
  cache_size: 1000,
  timeout_s: 60,
  concurrency: 4,
  maxOutputTokens: 1024,
} as const;

/** The header value that stands for a sealed one, in responses and (to keep what is stored) in requests. */
export const sealedMark = '***';
