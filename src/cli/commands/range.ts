import { existsSync, readdirSync } from 'node:fs';
import { Command } from 'commander';
import { modelRows } from '#src/range/models.ts';
import { wholeNumber } from '../arguments.ts';
import { usage } from '../failure.ts';
import { catchInterrupt } from '../interrupt.ts';
import { table } from '../print/tables.ts';

interface Options {
  readonly port: number;
  readonly latency: number;
  readonly list?: boolean;
  readonly repository?: string;
}

async function range({ port, latency, list, repository }: Options): Promise<void> {
  if (repository !== undefined) return makeRepository(repository);
  const overview = table(['Model', 'What it does'], modelRows, [24, 0]);
  if (list) {
    process.stdout.write(overview);
    return;
  }
  const interrupt = catchInterrupt();
  const { startRange } = await import('#src/range/chat-model.ts');
  const running = await startRange({ port, latencyMs: latency });
  process.stdout.write(
    `Practice range (simulated models, no real one behind them) at ${running.url}\n${overview}`,
  );
  process.stdout.write(`Try: assay scan llm ${running.url} --model gullible\n`);
  await interrupt.requested;
  await running.stop();
}

async function makeRepository(folder: string): Promise<void> {
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw usage(`--repository ${folder}: is not empty; name a folder that is not there yet`);
  const { makePracticeRepository } = await import('#src/range/practice-repository.ts');
  makePracticeRepository(folder);
  process.stdout.write(`Practice repository at ${folder}\nTry: assay scan repo ${folder}\n`);
}

export const rangeCommand = (): Command =>
  new Command('range')
    .description('start the practice range: simulated models to try the scanner on, on loopback only')
    .option('-p, --port <number>', 'port to listen on; 0 takes a free one', wholeNumber(0, 65_535), 0)
    .option('--latency <ms>', 'milliseconds before every answer', wholeNumber(0, 60_000), 0)
    .option(
      '--repository <folder>',
      'make the practice repository there instead: a shop with flaws on purpose',
    )
    .option('--list', 'only list the simulated models')
    .action(range);
