import { Command, CommanderError } from 'commander';
import { version } from '#src/core/version.ts';
import { advisoriesCommand } from './commands/advisories.ts';
import { compareCommand } from './commands/compare.ts';
import { datasetsCommand } from './commands/datasets.ts';
import { demoCommand } from './commands/demo.ts';
import { importCommand } from './commands/import.ts';
import { keysCommand } from './commands/keys.ts';
import { rangeCommand } from './commands/range.ts';
import { reportCommand } from './commands/report.ts';
import { reposCommand } from './commands/repos.ts';
import { sbomCommand } from './commands/sbom.ts';
import { scanCommand } from './commands/scan.ts';
import { serveCommand } from './commands/serve.ts';
import { signInCommand } from './commands/sign-in.ts';
import { targetsCommand } from './commands/targets.ts';
import { workerCommand } from './commands/worker.ts';
import { exitCodes, explain } from './failure.ts';

const program = new Command('assay')
  .description('Self-hosted security scanner. Every finding carries a proof that a machine can check again.')
  .version(version)
  .showHelpAfterError('(add --help for the options)');

const commands = [
  serveCommand(),
  workerCommand(),
  scanCommand(),
  targetsCommand(),
  reposCommand(),
  sbomCommand(),
  importCommand(),
  reportCommand(),
  compareCommand(),
  advisoriesCommand(),
  datasetsCommand(),
  keysCommand(),
  signInCommand(),
  rangeCommand(),
  demoCommand(),
];

/** commander ends the process with 1 on a usage error; 1 means findings here. */
function throwOnExit(command: Command): void {
  command.exitOverride();
  for (const inner of command.commands) throwOnExit(inner);
}

for (const command of commands) program.addCommand(command);
throwOnExit(program);

// A reader that has seen enough (`assay … | head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(process.exitCode ?? exitCodes.ok);
});

async function run(): Promise<number> {
  try {
    await program.parseAsync();
    return Number(process.exitCode ?? exitCodes.ok);
  } catch (error) {
    // commander has said what is wrong; code 0 is --help or --version.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    return explain(error);
  }
}

/** What a long report still has on its way to a socket would be lost with the process. */
const flushed = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((resolve) => stream.write('', () => resolve()));

const code = await run();
await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
process.exit(code);
