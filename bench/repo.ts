import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { BenchOptions, Measure, Row } from './repo/row.ts';

/**
 * The repository scan against labelled data and its peers, part by part.
 *
 * Usage: npm run bench repo -- [part …] [--data DIR] [--projects DIR] [--work DIR] [--verbose] [--json]
 * A part is a file of bench/repo/ that exports `measure`.
 */
const parts = [
  'secrets',
  'sca',
  'iac',
  'python',
  'javascript',
  'nodegoat',
  'speed',
  'sarif',
  'checkout',
] as const;

async function main(argv: readonly string[]): Promise<void> {
  const value = (flag: string, otherwise: string) => {
    const at = argv.indexOf(flag);
    return resolve(at < 0 ? otherwise : (argv[at + 1] ?? otherwise));
  };
  const options: BenchOptions = {
    data: value('--data', '../shared/data'),
    projects: value('--projects', '../projects'),
    work: value('--work', '.assay/bench'),
    verbose: argv.includes('--verbose'),
  };
  const asked = parts.filter((part) => argv.includes(part));
  const rows: Row[] = [];
  for (const part of asked.length > 0 ? asked : parts) {
    const file = join(import.meta.dirname, 'repo', `${part}.ts`);
    if (!existsSync(file)) continue;
    const { measure } = (await import(file)) as { measure: Measure };
    rows.push(...(await measure(options)));
  }
  if (argv.includes('--json')) console.log(JSON.stringify(rows, null, 2));
  else for (const row of rows) console.log(line(row));
  process.exit(rows.every((row) => row.met) ? 0 : 1);
}

const line = ({ what, peer, ours, bar, met, inSample, note }: Row): string =>
  `${met ? 'met   ' : 'MISSED'}  ${what}: ${ours} (bar ${bar}; peer ${peer})${inSample ? ' · in-sample' : ''}${note ? ` · ${note}` : ''}`;

await main(process.argv.slice(2));
