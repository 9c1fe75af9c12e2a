import { Command } from 'commander';
import type { RegisteredRepository } from '#src/app/repositories.ts';
import { plain } from '#src/core/plain.ts';
import { gather } from '../arguments.ts';
import { type Session, withSession } from '../open.ts';
import { table } from '../print/tables.ts';
import { registerPlace, type TokenOptions, tokenOf } from '../repository.ts';

type UseCases = typeof import('#src/app/repositories.ts');

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Runs with the use cases of repositories, loaded late: --help needs none of them. */
const withCases = <T>(act: (session: Session, cases: UseCases) => Promise<T>): Promise<T> =>
  withSession(async (session) => act(session, await import('#src/app/repositories.ts')));

async function shown(repository: RegisteredRepository) {
  const { presentRepository } = await import('#src/api/present/repository.ts');
  return presentRepository(repository);
}

const lastScanOf = ({ lastScan }: RegisteredRepository): string =>
  lastScan ? `${lastScan.status}\n${new Date(lastScan.created_at).toISOString().slice(0, 16)}` : 'never';

const row = (repository: RegisteredRepository): string[] => [
  repository.id,
  plain(repository.name),
  plain(repository.localPath ?? repository.url),
  plain(repository.defaultBranch ?? ''),
  lastScanOf(repository),
];

async function list(options: { json?: boolean }): Promise<void> {
  const { transact } = await import('#src/app/context.ts');
  const { items } = await withCases(({ app, workspaceId }, { listRepositories }) =>
    transact(app, workspaceId, (work) => listRepositories(work, {})),
  );
  if (options.json) process.stdout.write(json(await Promise.all(items.map(shown))));
  else if (items.length === 0)
    process.stdout.write('No repositories. Add one with: assay repos add <url or folder>\n');
  else
    process.stdout.write(
      table(['Id', 'Name', 'Place', 'Branch', 'Last scan'], items.map(row), [38, 20, 0, 12, 18]),
    );
}

interface AddOptions extends TokenOptions {
  readonly branch?: string;
  readonly name?: string;
  readonly json?: boolean;
}

async function add(place: string, options: AddOptions): Promise<void> {
  const { branch, name } = options;
  const token = tokenOf(options);
  const repository = await withSession((session) => registerPlace(session, place, { token, branch, name }));
  process.stdout.write(options.json ? json(await shown(repository)) : `${repository.id}\n`);
}

async function remove(id: string): Promise<void> {
  const { transact } = await import('#src/app/context.ts');
  await withCases(({ app, workspaceId }, { deleteRepository }) =>
    transact(app, workspaceId, (work) => deleteRepository(work, id)),
  );
}

async function refresh(id: string, options: { json?: boolean }): Promise<void> {
  const repository = await withCases(({ app, workspaceId }, { refreshRepository }) =>
    refreshRepository(app, workspaceId, id),
  );
  const branch = plain(repository.defaultBranch ?? 'none');
  process.stdout.write(options.json ? json(await shown(repository)) : `default branch: ${branch}\n`);
}

interface ScanOptions {
  readonly ref?: string;
  readonly commit?: string;
  readonly scanner?: string[];
  readonly history?: boolean;
  readonly checkLiveness?: boolean;
  readonly json?: boolean;
}

async function scan(id: string, options: ScanOptions): Promise<void> {
  const { transact } = await import('#src/app/context.ts');
  const { parse } = await import('#src/core/parse.ts');
  const { repoScanSchema } = await import('#src/core/repository-input.ts');
  const { commissionRepoScan } = await import('#src/app/repo-scans.ts');
  const { presentRepoScan } = await import('#src/api/present/repository.ts');
  const input = parse(repoScanSchema, {
    ref: options.ref,
    commit_sha: options.commit,
    scanners: options.scanner,
    history: options.history,
    check_liveness: options.checkLiveness,
  });
  const made = await withSession(({ app, workspaceId }) =>
    transact(app, workspaceId, (work) => commissionRepoScan(work, id, input)),
  );
  process.stdout.write(options.json ? json(presentRepoScan(made)) : `${made.id}\n`);
}

const asJson = (command: Command): Command => command.option('--json', 'as JSON');

export const reposCommand = (): Command =>
  new Command('repos')
    .description('list, add, refresh, scan and remove repositories')
    .addCommand(asJson(new Command('list')).description('all repositories, newest first').action(list))
    .addCommand(
      asJson(new Command('add'))
        .description('register a repository on GitHub, or a folder of this machine; prints its id')
        .argument('<url or folder>')
        .option('--token-env <variable>', 'environment variable that holds a token for a private repository')
        .option('--token-file <file>', 'file that holds it; - for standard input')
        .option('--branch <name>', 'branch to scan, instead of the one the repository names')
        .option('--name <text>', 'name of a folder (default: its own)')
        .action(add),
    )
    .addCommand(
      asJson(new Command('refresh'))
        .description('ask anew which branch is the default one')
        .argument('<id>')
        .action(refresh),
    )
    .addCommand(
      asJson(new Command('scan'))
        .description('queue a scan for a worker; prints its id')
        .argument('<id>')
        .option('--ref <name>', 'branch or tag (default: the default branch)')
        .option('--commit <sha>', 'full id of a commit (default: the newest)')
        .option('--scanner <id>', 'scanner to run; repeatable (default: all that can)', gather)
        .option('--history', 'earlier versions of files too, for secrets that are not in them any more')
        .option('--check-liveness', 'ask the vendors of secrets whether they work: it sends them the secret')
        .action(scan),
    )
    .addCommand(
      new Command('remove')
        .alias('rm')
        .description('delete a repository with its scans and findings')
        .argument('<id>')
        .action(remove),
    );
