import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type AnnotatedFile, annotatedFiles, covers } from './annotated.ts';
import { judge } from './project.ts';
import type { BenchOptions, Row } from './row.ts';

/** Python: OWASP BenchmarkPython by category, and the annotated lines of public rule tests, beside bandit. */
export async function measure(options: BenchOptions): Promise<readonly Row[]> {
  return [...(await owasp(options)), ...(await ruleTests(options))];
}

/** A finding of a tool: where, and the CWE it names. */
interface Flag {
  readonly path: string;
  readonly line: number;
  readonly endLine: number;
  readonly cwe: number | null;
}

interface Case {
  readonly path: string;
  readonly category: string;
  readonly isReal: boolean;
}

/** CWEs that count as finding a test case of a category: its own and what tools call it as well. */
const cwes: Readonly<Record<string, readonly number[]>> = {
  cmdi: [77, 78],
  codeinj: [94, 95],
  deserialization: [502],
  hash: [327, 328],
  ldapi: [90],
  pathtraver: [22],
  redirect: [601],
  securecookie: [614],
  sqli: [89],
  trustbound: [501],
  weakrand: [330, 338],
  xpathi: [643],
  xss: [79],
  xxe: [611, 20],
};

async function owasp(options: BenchOptions): Promise<readonly Row[]> {
  const root = join(options.projects, 'BenchmarkPython');
  const list = join(root, 'expectedresults-0.1.csv');
  if (!existsSync(list)) return [];
  const cases = readFileSync(list, 'utf8')
    .split(/\r?\n/)
    .filter((line) => /^BenchmarkTest/.test(line))
    .map((line): Case => {
      const [name, category, real] = line.split(',');
      return { path: `testcode/${name}.py`, category: category!, isReal: real === 'true' };
    });
  const isPython = (path: string): boolean => path.endsWith('.py');
  const { issues, skipped, filesPerSecond } = await judge(root, isPython);
  const flags = issues.map(
    ({ path, span, cwe }): Flag => ({ path, line: span.line, endLine: span.endLine, cwe }),
  );
  const ours = scores(cases, flags, options.verbose);
  const peer = await bandit(join(root, 'testcode'), root);
  const peers = peer ? macro(scores(cases, peer, false)).toFixed(3) : missing;
  if (options.verbose) for (const line of skipped) console.log(`  skipped ${line}`);
  const worst = [...ours].toSorted((a, b) => a[1] - b[1])[0]!;
  const youden = macro(ours);
  return [
    {
      what: 'OWASP BenchmarkPython, macro Youden',
      peer: `bandit ${peers}`,
      ours: `${youden.toFixed(3)}, lowest ${worst[0]} ${worst[1].toFixed(3)}, ${filesPerSecond.toFixed(0)} files/s on one thread`,
      bar: '>= .80, no category under .40',
      met: youden >= 0.8 && worst[1] >= 0.4,
      inSample: true,
    },
  ];
}

const missing = 'is not installed: apt-get install bandit';
const macro = (scored: ReadonlyMap<string, number>): number =>
  [...scored.values()].reduce((sum, value) => sum + value, 0) / scored.size;

/** Youden's J by category: the share of real flaws found minus the share of sound cases flagged. */
function scores(
  cases: readonly Case[],
  flags: readonly Flag[],
  verbose: boolean,
): ReadonlyMap<string, number> {
  const byPath = Map.groupBy(flags, (flag) => flag.path);
  const out = new Map<string, number>();
  for (const [category, all] of Map.groupBy(cases, (one) => one.category)) {
    const isFlagged = ({ path }: Case): boolean =>
      (byPath.get(path) ?? []).some(({ cwe }) => cwe !== null && cwes[category]!.includes(cwe));
    const real = all.filter((one) => one.isReal);
    const sound = all.filter((one) => !one.isReal);
    const missed = real.filter((one) => !isFlagged(one));
    const wrong = sound.filter(isFlagged);
    const youden = 1 - missed.length / (real.length || 1) - wrong.length / (sound.length || 1);
    out.set(category, youden);
    if (!verbose) continue;
    console.log(
      `  ${category}: J ${youden.toFixed(3)}, missed ${missed.length}/${real.length}, wrong ${wrong.length}/${sound.length}`,
    );
    if (missed.length > 0)
      console.log(
        `    missed ${missed
          .slice(0, 8)
          .map((one) => one.path)
          .join(' ')}`,
      );
    if (wrong.length > 0)
      console.log(
        `    wrong ${wrong
          .slice(0, 8)
          .map((one) => one.path)
          .join(' ')}`,
      );
  }
  return out;
}

async function ruleTests(options: BenchOptions): Promise<readonly Row[]> {
  const root = join(options.projects, 'semgrep-rules', 'python');
  if (!existsSync(root)) return [];
  const files = annotatedFiles(root, ['.py']);
  const paths = new Set(files.map((file) => file.path));
  const { issues } = await judge(
    root,
    (path) => path.endsWith('.py'),
    (path) => paths.has(path),
  );
  const flags = issues.map(
    ({ path, span, cwe }): Flag => ({ path, line: span.line, endLine: span.endLine, cwe }),
  );
  const ours = rates(files, flags, options.verbose);
  const peer = await bandit(root, root);
  const peers = peer ? rates(files, peer, false) : null;
  return [
    {
      what: 'security lines of public Python rule tests: TPR @ FPR',
      peer: peers ? `bandit ${shown(peers)}` : `bandit ${missing}`,
      ours: shown(ours),
      bar: '>= .50 @ <= .12',
      met: ours.found >= 0.5 && ours.wrong <= 0.12,
      inSample: true,
      note: `${ours.bad} lines to flag, ${ours.good} not to`,
    },
  ];
}

interface Rates {
  readonly found: number;
  readonly wrong: number;
  readonly bad: number;
  readonly good: number;
}

const shown = ({ found, wrong }: Rates): string => `${found.toFixed(3)} @ ${wrong.toFixed(3)}`;

function rates(files: readonly AnnotatedFile[], flags: readonly Flag[], verbose: boolean): Rates {
  const byPath = Map.groupBy(flags, (flag) => flag.path);
  const counts = { found: 0, bad: 0, wrong: 0, good: 0 };
  for (const { path, text, lines } of files) {
    const source = text.split(/\r?\n/);
    for (const { line, bad, rules } of lines) {
      const isFlagged = (byPath.get(path) ?? []).some((flag) => covers(flag, line));
      counts[bad ? 'bad' : 'good'] += 1;
      if (isFlagged) counts[bad ? 'found' : 'wrong'] += 1;
      if (verbose && isFlagged !== bad)
        console.log(
          `  ${bad ? 'missed' : 'wrong '} ${path}:${line} [${rules.join()}] ${source[line - 1]?.trim()}`,
        );
    }
  }
  return {
    found: counts.found / counts.bad,
    wrong: counts.wrong / counts.good,
    bad: counts.bad,
    good: counts.good,
  };
}

/** Versions before 1.7.3 do not name the weakness; as later ones have it, by test. */
const weaknesses: readonly (readonly [RegExp, number])[] = [
  [/^B(?:303|304|305|324|413)$/, 327],
  [/^B311$/, 330],
  [/^B608$/, 89],
  [/^B(?:102|60[2-7]|609)$/, 78],
  [/^B307$/, 95],
  [/^B(?:301|302|403|506)$/, 502],
  [/^B(?:31[3-9]|320|40[5-9]|410)$/, 611],
  [/^B(?:701|702|703|308)$/, 79],
];

/** What bandit says of a folder; null where it is not on PATH. */
async function bandit(folder: string, root: string): Promise<readonly Flag[] | null> {
  const run = promisify(execFile);
  // It ends with 1 when it has found something, and the report is there all the same.
  const out = await run('bandit', ['-r', '-q', '-f', 'json', folder], { maxBuffer: 1e9 }).catch(
    (error: { stdout?: string }) => (error.stdout ? { stdout: error.stdout } : null),
  );
  if (!out) return null;
  const read = JSON.parse(out.stdout) as {
    results: {
      filename: string;
      line_number: number;
      test_id: string;
      issue_cwe?: { id?: number };
    }[];
  };
  return read.results.map((one) => ({
    path: one.filename.slice(root.length + 1).replaceAll('\\', '/'),
    line: one.line_number,
    endLine: one.line_number,
    cwe: one.issue_cwe?.id ?? weaknesses.find(([tests]) => tests.test(one.test_id))?.[1] ?? null,
  }));
}
