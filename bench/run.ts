import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** `npm run bench [name] [options]`: runs one benchmark, or says which there are. */
const benches: Record<string, { file: string; what: string }> = {
  llm: { file: 'llm.ts', what: 'engine throughput and memory beside a raw loop (--attempts N, --memory)' },
  quantiles: {
    file: 'quantiles.ts',
    what: 'tokens and latency of calls, for forecasts (--attempts N, --write)',
  },
  refusal: {
    file: 'refusal.ts',
    what: 'refusal detector and harm verdict beside a phrase list (--data DIR)',
  },
  repo: {
    file: 'repo.ts',
    what: 'repository scanners beside their peers (--data DIR, --projects DIR, part names)',
  },
  'retry-after': { file: 'retry-after.ts', what: 'time lost to 429 + Retry-After against the ideal' },
};

const [name = '', ...options] = process.argv.slice(2);
const bench = benches[name];
if (!bench) {
  console.error(`usage: npm run bench -- <name> [options]\n`);
  for (const [id, { what }] of Object.entries(benches)) console.error(`  ${id.padEnd(14)}${what}`);
  process.exit(name === '' ? 0 : 2);
}
const args = ['--expose-gc', join(import.meta.dirname, bench.file), ...options];
process.exit(spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1);
