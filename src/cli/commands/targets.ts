import { Command } from 'commander';
import type { Work } from '#src/app/context.ts';
import { plain } from '#src/core/plain.ts';
import type { Target } from '#src/core/target.ts';
import { gather } from '../arguments.ts';
import { addCloudOptions } from '../cloud.ts';
import { describeTarget, type LlmOptions } from '../llm-target.ts';
import { withSession } from '../open.ts';
import { table } from '../print/tables.ts';

/** Runs use cases of targets in one transaction. */
async function inWork<T>(
  act: (work: Work, targets: typeof import('#src/app/targets.ts')) => Promise<T>,
): Promise<T> {
  return withSession(async ({ app, workspaceId }) => {
    const { transact } = await import('#src/app/context.ts');
    const targets = await import('#src/app/targets.ts');
    return transact(app, workspaceId, (work) => act(work, targets));
  });
}

/** The fields of TargetOut; header values are "***" in it already. */
const shown = ({
  baseUrl,
  hasCredentials,
  kind,
  name,
  id,
  scope,
  excludePaths,
  repositoryId,
  llmConfig,
  createdAt,
}: Target) => ({
  id,
  name,
  base_url: baseUrl,
  scope,
  exclude_paths: excludePaths,
  has_credentials: hasCredentials,
  repository_id: repositoryId,
  kind,
  llm_config: llmConfig,
  created_at: createdAt.toISOString(),
});

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const row = ({ id, kind, name, baseUrl, llmConfig }: Target): string[] => [
  id,
  kind,
  plain(name),
  plain(llmConfig?.model ? `${baseUrl} (${llmConfig.model})` : baseUrl),
];

async function list(options: { json?: boolean }): Promise<void> {
  const { items } = await inWork((work, { listTargets }) => listTargets(work, {}));
  if (options.json) process.stdout.write(json(items.map(shown)));
  else if (items.length === 0)
    process.stdout.write('No targets. Add one with: assay targets add <url> --model <name>\n');
  else process.stdout.write(table(['Id', 'Kind', 'Name', 'Address'], items.map(row), [38, 6, 28, 0]));
}

async function show(id: string): Promise<void> {
  const target = await inWork((work, { findTarget }) => findTarget(work, id));
  process.stdout.write(json(shown(target)));
}

interface AddOptions extends LlmOptions {
  readonly kind: string;
  readonly json?: boolean;
}

async function add(url: string, options: AddOptions): Promise<void> {
  const { parse } = await import('#src/core/parse.ts');
  const { targetCreateSchema } = await import('#src/core/target-input.ts');
  const input =
    options.kind === 'llm'
      ? describeTarget(url, options)
      : parse(targetCreateSchema, {
          kind: options.kind,
          name: options.name ?? url.slice(0, 200),
          base_url: url,
        });
  const target = await inWork((work, { createTarget }) => createTarget(work, input));
  process.stdout.write(options.json ? json(shown(target)) : `${target.id}\n`);
}

async function remove(id: string): Promise<void> {
  await inWork((work, { deleteTarget }) => deleteTarget(work, id));
}

export const targetsCommand = (): Command =>
  new Command('targets')
    .description('list, show, add and remove what may be scanned')
    .addCommand(
      new Command('list').description('all targets, newest first').option('--json', 'as JSON').action(list),
    )
    .addCommand(
      new Command('show')
        .description('one target as JSON; secrets are not in it')
        .argument('<id>')
        .action(show),
    )
    .addCommand(
      addCloudOptions(new Command('add'))
        .description('register a target; prints its id')
        .argument('<url>')
        .option('--kind <kind>', 'llm or url', 'llm')
        .option('--name <text>', 'name (default: model and host)')
        .option('-m, --model <name>', 'model to ask for')
        .option(
          '--provider <id>',
          'openai-chat (default), azure-openai, bedrock, vertex, custom, executable …',
        )
        .option(
          '-H, --header <line>',
          'header "Name: value"; visible in the process list: not for secrets',
          gather,
        )
        .option('--header-env <name=VARIABLE>', 'header whose value is in an environment variable', gather)
        .option('--header-file <file>', 'file with one "Name: value" a line', gather)
        .option('--config <file>', 'JSON file with a whole llm_config')
        .option('--json', 'print the target as JSON')
        .action(add),
    )
    .addCommand(
      new Command('rm')
        .description('delete a target with its scans and findings')
        .argument('<id>')
        .action(remove),
    );
