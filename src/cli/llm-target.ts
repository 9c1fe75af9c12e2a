import { parse } from '#src/core/parse.ts';
import { type TargetCreate, targetCreateSchema } from '#src/core/target-input.ts';
import { type CloudOptions, readCloud } from './cloud.ts';
import { usage } from './failure.ts';
import { type HeaderOptions, readHeaders } from './headers.ts';
import { readText } from './read-text.ts';

/** What describes a model on the command line. Every field of the config file has the last word nowhere: options win. */
export interface LlmOptions extends HeaderOptions, CloudOptions {
  readonly name?: string;
  readonly config?: string;
  readonly model?: string;
  readonly provider?: string;
  readonly systemPrompt?: string;
  readonly systemPromptFile?: string;
  readonly requestTemplate?: string;
  readonly requestTemplateFile?: string;
  readonly responsePath?: string;
  readonly command?: string;
  readonly strategy?: readonly string[];
  readonly maxRps?: number;
  readonly maxRpm?: number;
  readonly concurrency?: number;
  readonly timeout?: number;
  readonly budgetUsd?: number;
  readonly maxCalls?: number;
}

type Fields = Record<string, unknown>;

/** The target a command line describes, validated as POST /targets would. Throws `Failure` or `invalid`. */
export function describeTarget(url: string, options: LlmOptions): TargetCreate {
  const config = configOf(options);
  const headers = readHeaders(options);
  const credentials = { ...(Object.keys(headers).length > 0 && { headers }), ...readCloud(options) };
  return parse(targetCreateSchema, {
    kind: 'llm',
    name: options.name ?? nameFor(url, config),
    base_url: url,
    llm_config: config,
    ...(Object.keys(credentials).length > 0 ? { credentials } : {}),
  });
}

function configOf(options: LlmOptions): Fields {
  const file = options.config === undefined ? {} : readConfigFile(options.config);
  const { redteam, budget } = file;
  const composites = options.strategy?.filter((id) => id.includes('+'));
  const singles = options.strategy?.filter((id) => !id.includes('+'));
  const attack = given({
    ...(redteam as Fields | undefined),
    ...given({
      strategies: options.strategy ? singles : undefined,
      composite_strategies: composites?.length ? composites : undefined,
    }),
  });
  const limits = given({
    ...(budget as Fields | undefined),
    ...given({ max_cost_usd: options.budgetUsd, max_calls: options.maxCalls }),
  });
  return {
    provider: 'openai-chat',
    ...file,
    ...given({
      provider: options.provider ?? (options.command === undefined ? undefined : 'executable'),
      model: options.model,
      system_prompt: textOf(options.systemPrompt, options.systemPromptFile, 'system-prompt'),
      request_template: textOf(options.requestTemplate, options.requestTemplateFile, 'request-template'),
      response_path: options.responsePath,
      command: options.command === undefined ? undefined : splitCommand(options.command),
      max_rps: options.maxRps,
      max_rpm: options.maxRpm,
      concurrency: options.concurrency,
      timeout_s: options.timeout,
      redteam: Object.keys(attack).length > 0 ? attack : undefined,
      budget: Object.keys(limits).length > 0 ? limits : undefined,
    }),
  };
}

/** Fields that were given: an absent option leaves what the file says. */
const given = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

function textOf(inline: string | undefined, file: string | undefined, option: string): string | undefined {
  if (inline !== undefined && file !== undefined)
    throw usage(`--${option} and --${option}-file exclude each other`);
  return file === undefined ? inline : readText(file, `--${option}-file`);
}

/** A whole llm_config, or a target as GET /targets/{id} returns it. */
function readConfigFile(path: string): Fields {
  let json: unknown;
  try {
    json = JSON.parse(readText(path, '--config'));
  } catch (error) {
    if (error instanceof SyntaxError) throw usage(`--config ${path}: is not JSON (${error.message})`);
    throw error;
  }
  const inner = (json as { llm_config?: unknown } | null)?.llm_config ?? json;
  if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) {
    throw usage(`--config ${path}: expected an object with the fields of llm_config`);
  }
  return inner as Fields;
}

/** A JSON array as it is; anything else at its spaces, with single or double quotes around what holds one. */
function splitCommand(text: string): string[] {
  if (text.trimStart().startsWith('[')) {
    try {
      return JSON.parse(text);
    } catch {
      throw usage('--command: starts with "[" and is not a JSON array');
    }
  }
  const words = text.match(/"[^"]*"|'[^']*'|\S+/g) ?? [];
  return words.map((word) => word.replace(/^(["'])(.*)\1$/s, '$2'));
}

/** Host and model: the same model on the same host is the same target in the next scan, so that triage carries over. */
function nameFor(url: string, config: Fields): string {
  const host = URL.canParse(url) && new URL(url).host !== '' ? new URL(url).host : url.slice(0, 80);
  return config.model ? `${String(config.model).slice(0, 100)} at ${host}` : host;
}
