import { Command } from 'commander';
import { withSession } from '../open.ts';
import { countsLine } from '../print/tables.ts';
import { readText } from '../read-text.ts';
import { repositoryAt } from '../repository.ts';

interface Options {
  readonly repo: string;
  readonly json?: boolean;
}

async function importReport(file: string, { repo, json }: Options): Promise<void> {
  const text = readText(file, 'file');
  const scan = await withSession(async (session) => {
    const { transact } = await import('#src/app/context.ts');
    const { importSarif } = await import('#src/app/import-sarif.ts');
    const repositoryId = await repositoryAt(session, repo);
    return transact(session.app, session.workspaceId, (work) => importSarif(work, { repositoryId, text }));
  });
  const { presentRepoScan } = await import('#src/api/present/repository.ts');
  if (json) process.stdout.write(`${JSON.stringify(presentRepoScan(scan), null, 2)}\n`);
  else
    process.stdout.write(`${scan.stats.imported} findings (${countsLine(scan.summary)}); scan ${scan.id}\n`);
}

export const importCommand = (): Command =>
  new Command('import')
    .description('take in the results of other tools')
    .addCommand(
      new Command('sarif')
        .description('a SARIF file: as many findings as it has results')
        .argument('<file>', 'the file, - for standard input')
        .requiredOption('--repo <path|url|id>', 'the repository they are of; registered when it is not yet')
        .option('--json', 'print the scan as JSON')
        .action(importReport),
    );
