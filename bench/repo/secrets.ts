import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Finder } from '#src/repo/secrets/find.ts';
import { secretRules } from '#src/repo/secrets/rules/index.ts';
import { searchSecrets } from '#src/repo/secrets/search.ts';
import type { BenchOptions, Measure, Row } from './row.ts';

/** A line of secrets-dev.jsonl. */
interface Labelled {
  readonly text: string;
  readonly rule: string;
  readonly should_match: boolean;
}

/** Mean over rules of the share of their texts with any finding; the share of negatives with any. */
interface Score {
  readonly tpr: number;
  readonly fpr: number;
  /** The same without negatives that another rule labels as a secret, letter by letter. */
  readonly fprAgreed: number;
}

const bars = { tpr: 0.92, fpr: 0.05, filesPerSecond: 500 };

export const measure: Measure = async (options) => {
  const file = join(options.data, 'secrets-dev.jsonl');
  if (!existsSync(file)) return [absent(`${file} is not there`)];
  const rows = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Labelled);
  const finder = new Finder(secretRules);
  const ours = score(
    rows,
    rows.map(({ text }) => finder.search(text).found.length > 0),
  );
  if (options.verbose) tell(rows, finder);
  return [accuracy(rows, ours, peer(rows, options)), speed(options)];
};

function accuracy(rows: readonly Labelled[], ours: Score, other: Score | string): Row {
  return {
    what: `secrets, macro TPR @ FPR over ${new Set(rows.map(({ rule }) => rule)).size} rules`,
    peer: typeof other === 'string' ? other : `secretlint ${told(other)}`,
    ours: told(ours),
    bar: `≥ ${bars.tpr} @ ≤ ${bars.fpr}`,
    met: ours.tpr >= bars.tpr && ours.fprAgreed <= bars.fpr,
    inSample: true,
    note: `FPR without negatives that are labelled a secret elsewhere in the same file; with them ${ours.fpr.toFixed(3)}`,
  };
}

const told = ({ tpr, fprAgreed }: Score): string => `${tpr.toFixed(3)} @ ${fprAgreed.toFixed(3)}`;

function score(rows: readonly Labelled[], hits: readonly boolean[]): Score {
  const byRule = new Map<string, { hits: number; all: number }>();
  const secrets = new Set(rows.filter(({ should_match }) => should_match).map(({ text }) => text));
  const negatives = { hits: 0, all: 0 };
  const agreed = { hits: 0, all: 0 };
  const count = (tally: { hits: number; all: number }, hit: boolean) => {
    tally.all++;
    if (hit) tally.hits++;
  };
  for (const [at, { rule, text, should_match }] of rows.entries()) {
    const hit = hits[at] ?? false;
    if (should_match) {
      const tally = byRule.get(rule) ?? { hits: 0, all: 0 };
      byRule.set(rule, tally);
      count(tally, hit);
    } else {
      count(negatives, hit);
      if (!secrets.has(text)) count(agreed, hit);
    }
  }
  const shares = [...byRule.values()].map((tally) => tally.hits / tally.all);
  return {
    tpr: shares.reduce((sum, share) => sum + share, 0) / shares.length,
    fpr: negatives.hits / negatives.all,
    fprAgreed: agreed.hits / agreed.all,
  };
}

function tell(rows: readonly Labelled[], finder: Finder): void {
  for (const { text, rule, should_match } of rows) {
    const found = finder.search(text).found.map((one) => one.rule.id);
    if (should_match === found.length > 0) continue;
    console.error(
      `${should_match ? 'missed' : `wrong (${found.join(', ')})`}  ${rule}  ${JSON.stringify(text.slice(0, 160))}`,
    );
  }
}

/** secretlint with its recommended preset, a file for each text; or why there is no figure. */
function peer(rows: readonly Labelled[], { work }: BenchOptions): Score | string {
  const home = join(work, 'secretlint');
  const program = join(home, 'node_modules/.bin/secretlint');
  try {
    mkdirSync(home, { recursive: true });
    if (!existsSync(program)) {
      writeFileSync(join(home, 'package.json'), '{"private": true}');
      const packages = ['secretlint', '@secretlint/secretlint-rule-preset-recommend'];
      execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...packages], {
        cwd: home,
        stdio: 'ignore',
      });
    }
    const rules = [{ id: '@secretlint/secretlint-rule-preset-recommend' }];
    writeFileSync(join(home, '.secretlintrc.json'), JSON.stringify({ rules }));
    rmSync(join(home, 'texts'), { recursive: true, force: true });
    mkdirSync(join(home, 'texts'));
    for (const [at, { text }] of rows.entries()) writeFileSync(join(home, 'texts', `${at}.txt`), text);
    return score(rows, flagged(home, program, rows.length));
  } catch (error) {
    return `secretlint did not run: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`;
  }
}

function flagged(home: string, program: string, count: number): boolean[] {
  const output = run(program, ['--format', 'json', '--no-color', 'texts/*'], home);
  const hits = new Array<boolean>(count).fill(false);
  const results = JSON.parse(output) as { filePath: string; messages: readonly unknown[] }[];
  for (const { filePath, messages } of results)
    hits[Number(/(\d+)\.txt$/.exec(filePath)?.[1])] = messages.length > 0;
  return hits;
}

/** It ends with 1 when it finds something. */
function run(program: string, args: readonly string[], cwd: string): string {
  try {
    return execFileSync(program, args, {
      cwd,
      encoding: 'utf8',
      maxBuffer: 256 * 1024 * 1024,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch (error) {
    const { stdout } = error as { stdout?: string };
    if (!stdout) throw error;
    return stdout;
  }
}

/** Files a second of one thread, over the public projects where they are, else over our own source. */
function speed({ projects }: BenchOptions): Row {
  const roots = ['juice-shop', 'NodeGoat', 'BenchmarkPython']
    .map((name) => join(projects, name))
    .filter((root) => existsSync(root));
  const files = (roots.length > 0 ? roots : ['src', 'test']).flatMap(textsIn);
  const start = performance.now();
  for (const { path, text } of files) searchSecrets(path, text);
  const rate = files.length / ((performance.now() - start) / 1000);
  return {
    what: `secrets, files a second over ${files.length} files`,
    peer: 'not measured',
    ours: rate.toFixed(0),
    bar: `≥ ${bars.filesPerSecond}`,
    met: rate >= bars.filesPerSecond,
    inSample: false,
  };
}

function textsIn(root: string): { path: string; text: string }[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => !/(?:^|\/)(?:\.git|node_modules)\//.test(path))
    .filter((path) => statSync(join(root, path)).isFile() && statSync(join(root, path)).size < 1_000_000)
    .map((path) => ({ path, bytes: readFileSync(join(root, path)) }))
    .filter(({ bytes }) => !bytes.subarray(0, 8192).includes(0))
    .map(({ path, bytes }) => ({ path, text: bytes.toString('utf8') }));
}

const absent = (note: string): Row => ({
  what: 'secrets, macro TPR @ FPR',
  peer: 'not measured',
  ours: 'not measured',
  bar: `≥ ${bars.tpr} @ ≤ ${bars.fpr}`,
  met: false,
  inSample: true,
  note,
});
