import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSarif } from '#src/repo/sarif/read-sarif.ts';
import { largeSarif } from './sarif.ts';

/**
 * Prints how many issues a file of 100 MB gives, in how long and with how much memory. The file is made by another
 * process, whose memory does not count.
 */
const [path] = process.argv.slice(2);
if (path?.endsWith('.make')) {
  const { text, results } = largeSarif(100 * 1024 * 1024);
  writeFileSync(path.replace(/\.make$/, ''), text);
  console.log(results);
} else {
  const folder = mkdtempSync(join(tmpdir(), 'assay-sarif-'));
  try {
    const file = join(folder, 'large.sarif');
    const results = Number(
      execFileSync(process.execPath, [import.meta.filename, `${file}.make`], { encoding: 'utf8' }),
    );
    const started = performance.now();
    const { issues } = readSarif(readFileSync(file, 'utf8'), { root: '/tree' });
    const ms = performance.now() - started;
    console.log(
      JSON.stringify({ results, issues: issues.length, ms, peak: process.resourceUsage().maxRSS * 1024 }),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
