import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { lint } from './eslint.ts';
import type { BenchOptions, Row } from './row.ts';

const projects = ['juice-shop', 'NodeGoat', 'BenchmarkPython'];
const embedded = 'iac,malware,sast,secrets';
const leastFiles = 100;
const mostMegabytes = 1024;

interface Run {
  readonly files: number;
  readonly seconds: number;
  /** Peak resident memory of the scanning process with its threads; the database is a process of its own. */
  readonly megabytes: number;
}

/** A whole scan by the command line in a data folder of its own: checkout, threads, journal, findings in the database. */
async function scan(project: string, dataDir: string): Promise<Run> {
  const assay = join(import.meta.dirname, '../../bin/assay.js');
  const args = [assay, 'scan', 'repo', project, '--scanners', embedded, '--json', '--quiet'];
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ASSAY_DATA_DIR: dataDir, LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let megabytes = 0;
  const watch = setInterval(() => {
    try {
      const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'));
      megabytes = Math.max(megabytes, Number(peak?.[1] ?? 0) / 1024);
    } catch {
      // It is over, or this is no Linux: the figure stays as it is.
    }
  }, 50);
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  await once(child, 'close');
  clearInterval(watch);
  const { stats } = JSON.parse(output).scan;
  return { files: stats.files, seconds: stats.duration_s, megabytes };
}

/** The same eslint as in the other parts, over the project's scripts: it needs no checkout, journal or database. */
function peerSpeed(work: string, project: string): string {
  const files = readdirSync(project, { recursive: true, encoding: 'utf8' })
    .filter(
      (path) => /\.[cm]?[jt]sx?$/.test(path) && !/node_modules|\.min\.|(?:^|\/)(?:vendor|dist)\//.test(path),
    )
    .map((path) => ({ path, text: readFileSync(join(project, path), 'utf8') }));
  if (files.length === 0) return 'none: it has no scripts for eslint';
  const start = performance.now();
  const linted = lint(work, files);
  const seconds = (performance.now() - start) / 1000;
  if (typeof linted === 'string') return linted;
  return `eslint-security + sonarjs + no-unsanitized ${Math.round(files.length / seconds)} files/s (${files.length} scripts)`;
}

/** Files a second of all embedded scanners, first scan and the same again. */
export async function measure(options: BenchOptions): Promise<Row[]> {
  const rows: Row[] = [];
  for (const name of projects) {
    const project = join(options.projects, name);
    if (!existsSync(project)) continue;
    const dataDir = mkdtempSync(join(tmpdir(), 'assay-speed-'));
    try {
      const [first, again] = [await scan(project, dataDir), await scan(project, dataDir)];
      const speed = (run: Run) => Math.round(run.files / Math.max(run.seconds, 0.1));
      rows.push({
        what: `speed on ${name}`,
        peer: peerSpeed(options.work, project),
        ours: `${speed(first)} files/s, ${Math.round(Math.max(first.megabytes, again.megabytes))} MB`,
        bar: `≥ ${leastFiles} files/s, ≤ 1 GB`,
        met: speed(first) >= leastFiles && first.megabytes <= mostMegabytes,
        inSample: false,
        note: `${first.files} files in ${first.seconds} s on ${availableParallelism()} cores, checkout and database included; again without a change ${again.seconds} s`,
      });
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  }
  return rows;
}
