import { resolve } from 'node:path';
import { SingleBar } from 'cli-progress';
import { Command } from 'commander';
import type { ImportedAdvisories } from '#src/app/import-advisories.ts';
import { plain } from '#src/core/plain.ts';
import { catchInterrupt } from '../interrupt.ts';
import { withSession } from '../open.ts';
import { table } from '../print/tables.ts';

const day = (date: Date | null): string => date?.toISOString().slice(0, 10) ?? 'unknown';
const json = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);

/** A bar at a terminal, a line at each tenth of the way elsewhere. */
function showRecords(): { see(done: number, total: number): void; end(): void } {
  if (!process.stderr.isTTY) {
    let tenth = 0;
    return {
      see(done, total) {
        const now = Math.floor((10 * done) / Math.max(total, 1));
        if (now <= tenth) return;
        tenth = now;
        process.stderr.write(`${done} of ${total} records\n`);
      },
      end: () => {},
    };
  }
  const bar = new SingleBar({
    format: '{bar} {value}/{total} records  {eta_formatted}',
    barCompleteChar: '━',
    barIncompleteChar: '─',
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
    barsize: 24,
    fps: 8,
  });
  let started = false;
  return {
    see(done, total) {
      if (!started) bar.start(total, done);
      started = true;
      bar.update(done);
    },
    end: () => bar.stop(),
  };
}

async function importAll(paths: readonly string[], options: { json?: boolean }): Promise<void> {
  const { signal, release } = catchInterrupt();
  const progress = showRecords();
  try {
    const imported = await withSession(async ({ app }) => {
      const { importAdvisories } = await import('#src/app/import-advisories.ts');
      const whole = paths.map((path) => resolve(path));
      return importAdvisories(app.db, whole, { signal, onProgress: progress.see });
    });
    progress.end();
    if (options.json) json(imported);
    else process.stdout.write(told(imported));
  } finally {
    progress.end();
    release();
  }
}

function told({ ecosystems, records, withdrawn, bad, examples }: ImportedAdvisories): string {
  const head = `${records} records for ${ecosystems.join(', ')}; ${withdrawn} withdrawn ones are left out`;
  const named = examples.map(({ file, reason }) => `  ${plain(file)}: ${plain(reason)}\n`).join('');
  const more = bad > examples.length ? `  and ${bad - examples.length} more\n` : '';
  return bad === 0 ? `${head}\n` : `${head}\n${bad} could not be used:\n${named}${more}`;
}

async function list(options: { json?: boolean }): Promise<void> {
  const { sources, online } = await withSession(async ({ app }) => {
    const { listAdvisories } = await import('#src/app/advisories.ts');
    return listAdvisories(app);
  });
  if (options.json) return json({ sources, online });
  const rows = sources.map(({ ecosystem, records, imported_at, newest, file }) => [
    plain(ecosystem),
    `${records}`,
    day(imported_at),
    day(newest),
    plain(file),
  ]);
  if (rows.length > 0) {
    const head = ['Ecosystem', 'Records', 'Imported', 'Newest', 'From'];
    process.stdout.write(table(head, rows, [18, 10, 12, 12, 0]));
  }
  const elsewhere = online ?? 'nowhere (ASSAY_OFFLINE is on): such packages are reported as not scanned';
  process.stdout.write(`Ecosystems that were not imported are asked for at: ${elsewhere}\n`);
}

export const advisoriesCommand = (): Command =>
  new Command('advisories')
    .description('published flaws of packages: import them for use without a network, list what is there')
    .addCommand(
      new Command('import')
        .description(
          'OSV records from zip archives (all.zip of an ecosystem) or folders; replaces what was there',
        )
        .argument('<paths...>', 'zip archives, or folders of them or of .json files')
        .option('--json', 'as JSON')
        .action(importAll),
    )
    .addCommand(
      new Command('list')
        .alias('status')
        .description('what was imported, when, and what happens with everything else')
        .option('--json', 'as JSON')
        .action(list),
    );
