import { writeFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { plain } from '#src/core/plain.ts';
import { withSession } from '../open.ts';
import { isFolder, repositoryAt } from '../repository.ts';

interface Options {
  readonly format: string;
  readonly ref?: string;
  readonly output?: string;
}

async function sbom(place: string, { format, ref, output }: Options): Promise<void> {
  const made = await withSession(async (session) => {
    const { makeSbom } = await import('#src/app/sboms.ts');
    const repositoryId = await repositoryAt(session, place);
    const workingTree = isFolder(place) && ref === undefined;
    const ask = { repositoryId, format, ref: ref ?? null, workingTree };
    return makeSbom(session.app, session.workspaceId, ask, new AbortController().signal);
  });
  for (const { path, reason } of made.left)
    process.stderr.write(`left out: ${plain(path)}: ${plain(reason)}\n`);
  if (output === undefined) process.stdout.write(made.document);
  else writeFileSync(output, made.document);
}

export const sbomCommand = (): Command =>
  new Command('sbom')
    .description('print the bill of materials of a repository: the packages of its lock files and manifests')
    .argument('<path|url|id>', 'a folder as it stands, a repository on GitHub, or a registered one')
    .addOption(
      new Option('--format <id>', 'CycloneDX 1.6 or SPDX 2.3')
        .choices(['cyclonedx', 'spdx'])
        .default('cyclonedx'),
    )
    .option('--ref <branch|tag>', 'instead of the folder as it stands, or of the default branch')
    .option('-o, --output <file>', 'write it there')
    .action(sbom);
