import { z } from 'zod';
import { badRequest, type FieldProblem, invalid } from './errors.ts';
import { type LlmConfig, llmConfigSchema } from './llm-config.ts';
import { credentialsSchema, type TargetKind } from './target.ts';

const name = z
  .string()
  .min(1)
  .max(200)
  .refine((text) => text.trim().length > 0, 'must not be blank');
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const unprintable = /[\u0000-\u0020\u007f]/;
const baseUrl = z.string().min(1).max(4096);
const paths = z.array(z.string().min(1).max(2048)).max(1000);

const createFields = {
  name,
  base_url: baseUrl,
  scope: paths.nullable().optional(),
  exclude_paths: paths.nullable().optional(),
  credentials: credentialsSchema.nullable().optional(),
};

/** Body of POST /targets. What one field can say alone; `checkTarget` says what they say together. */
export const targetCreateSchema = z.strictObject({
  ...createFields,
  kind: z
    .enum(['url', 'repo', 'llm'])
    .default('url')
    .refine((kind) => kind !== 'repo', 'repo targets are made by POST /repos/github or POST /repos/local'),
  llm_config: llmConfigSchema.nullable().optional(),
});
export type TargetCreate = z.output<typeof targetCreateSchema>;

/** Body of PATCH /targets/{id}: absent is left alone; null clears `scope`, `exclude_paths`, `llm_config`. */
export const targetPatchSchema = z.strictObject({
  name: name.optional(),
  base_url: baseUrl.optional(),
  scope: paths.nullable().optional(),
  exclude_paths: paths.nullable().optional(),
  credentials: credentialsSchema.optional(),
  clear_credentials: z.boolean().optional(),
  llm_config: llmConfigSchema.nullable().optional(),
});
export type TargetPatch = z.output<typeof targetPatchSchema>;

const problem = (field: readonly (string | number)[], msg: string, type = 'invalid'): FieldProblem => ({
  loc: ['body', ...field],
  msg,
  type,
});

/** Schemes that `base_url` may have, by kind and provider. */
function schemesFor(kind: TargetKind, provider: string | undefined): string[] {
  const schemes = ['http:', 'https:'];
  if (kind === 'llm' && provider === 'websocket') schemes.push('ws:', 'wss:');
  if (kind === 'llm' && provider === 'executable') schemes.push('cmd:');
  return schemes;
}

/** What is wrong with a base URL, never quoting it: it may hold a password. */
export function checkBaseUrl(url: string, kind: TargetKind, provider?: string): FieldProblem[] {
  const schemes = schemesFor(kind, provider);
  const expected = schemes.map((scheme) => (scheme === 'cmd:' ? 'cmd:' : `${scheme}//`)).join(', ');
  if (url.startsWith('cmd:') && schemes.includes('cmd:')) return [];
  if (unprintable.test(url)) return [problem(['base_url'], 'must not contain spaces or control characters')];
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (!parsed || !/^[a-z]+:\/\//i.test(url)) {
    return [problem(['base_url'], `is not an absolute URL; expected one that starts with ${expected}`)];
  }
  if (!schemes.includes(parsed.protocol)) {
    return [problem(['base_url'], `has scheme "${parsed.protocol}"; a target like this takes ${expected}`)];
  }
  if (parsed.username || parsed.password) {
    return [problem(['base_url'], 'must not carry a user name or password; put them into credentials')];
  }
  return [];
}

/** The rules between fields of an LlmConfig: what each provider cannot do without. */
export function checkProviderFields(config: LlmConfig): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const need = (field: 'request_template' | 'response_path' | 'command') => {
    if (config[field] === null || config[field].length === 0) {
      problems.push(
        problem(['llm_config', field], `provider "${config.provider}" requires ${field}`, 'missing'),
      );
    }
  };
  if (config.provider === 'custom') {
    need('request_template');
    need('response_path');
  }
  if (config.provider === 'executable') need('command');
  return problems;
}

/** What the registries say of a configuration and the address it is for. */
type CheckPlugins = (config: LlmConfig, baseUrl: string) => FieldProblem[];

/** Both kinds of rules; of two problems with one field the first says enough. */
function checkConfig(config: LlmConfig, baseUrl: string, plugins: CheckPlugins): FieldProblem[] {
  const missing = checkProviderFields(config);
  const places = new Set(missing.map(({ loc }) => loc.join('.')));
  return [...missing, ...plugins(config, baseUrl).filter(({ loc }) => !places.has(loc.join('.')))];
}

/** The rules between the fields of a new target. `plugins` asks the registries. Throws `invalid`. */
export function checkTarget(input: TargetCreate, plugins: CheckPlugins): void {
  const problems: FieldProblem[] = [];
  const config = input.llm_config ?? null;
  if (input.kind === 'llm' && !config) {
    problems.push(problem(['llm_config'], 'a target of kind "llm" requires llm_config', 'missing'));
  }
  if (input.kind !== 'llm' && config) {
    problems.push(problem(['llm_config'], `is for kind "llm" only; this target is of kind "${input.kind}"`));
  }
  if (config) problems.push(...checkConfig(config, input.base_url, plugins));
  problems.push(...checkBaseUrl(input.base_url, input.kind, config?.provider));
  if (problems.length > 0) throw invalid(problems);
}

/** The rules of a PATCH against what is stored. Throws `invalid`, or `bad-request` for a config on a non-llm target. */
export function checkPatch(
  patch: TargetPatch,
  stored: { kind: TargetKind; baseUrl: string; llmConfig: LlmConfig | null },
  plugins: CheckPlugins,
): void {
  if (patch.llm_config && stored.kind !== 'llm') {
    throw badRequest(`llm_config is for kind "llm" only; this target is of kind "${stored.kind}"`);
  }
  const problems: FieldProblem[] = [];
  if (patch.base_url !== undefined || patch.llm_config) {
    const config = patch.llm_config === undefined ? stored.llmConfig : patch.llm_config;
    const baseUrl = patch.base_url ?? stored.baseUrl;
    const found = config ? checkConfig(config, baseUrl, plugins) : [];
    // A new address alone answers for itself, not for a configuration that was accepted long ago.
    problems.push(...found.filter(({ loc }) => patch.llm_config || loc[1] === 'base_url'));
    problems.push(...checkBaseUrl(baseUrl, stored.kind, config?.provider));
  }
  if (problems.length > 0) throw invalid(problems);
}
