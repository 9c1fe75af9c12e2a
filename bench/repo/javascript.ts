import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Issue } from '../../src/repo/issue.ts';
import { annotatedFiles, covers } from './annotated.ts';
import { lint } from './eslint.ts';
import type { BenchOptions, Row } from './row.ts';
import { scanTree } from './scan-tree.ts';

const endings = ['.js', '.mjs', '.cjs', '.jsx', '.ts', '.mts', '.cts', '.tsx'];
const bars = { found: 0.4, wrong: 0.06 };

/** How many lines that must be flagged are, and how many that must not. */
interface Count {
  bad: number;
  found: number;
  good: number;
  wrong: number;
}

/**
 * Lines of the test files of public rules (semgrep-rules, category "security") for JavaScript and TypeScript: the line
 * after `ruleid:` must be flagged, the line after `ok:` must not. Whatever is said of a line counts, for us and for the
 * peer. Many of the rules ask for any value that is not constant; ours ask where it comes from.
 */
export async function measure(options: BenchOptions): Promise<readonly Row[]> {
  const what = 'security lines of public JS/TS rule tests';
  const root = join(options.projects, 'semgrep-rules');
  const bar = `TPR ≥ ${bars.found} @ FPR ≤ ${bars.wrong}`;
  if (!existsSync(root))
    return [{ what, peer: '–', ours: 'no such folder', bar, met: false, inSample: true, note: root }];
  const ours: Count = { bad: 0, found: 0, good: 0, wrong: 0 };
  const theirs: Count = { ...ours };
  let trouble = '';
  for (const language of ['javascript', 'typescript']) {
    const folder = join(root, language);
    const files = annotatedFiles(folder, endings);
    const { issues } = await scanFiles(
      folder,
      files.map(({ path }) => path),
    );
    const linted = lint(
      options.work,
      files.map(({ path, text }) => ({ path, text })),
    );
    if (typeof linted === 'string') trouble = linted;
    for (const file of files)
      for (const { line, bad, rules } of file.lines) {
        const said = (issues.get(file.path) ?? []).filter(({ span }) => covers(span, line));
        add(ours, bad, said.length > 0);
        if (typeof linted !== 'string')
          add(
            theirs,
            bad,
            (linted[file.path] ?? []).some((one) => covers(one, line)),
          );
        if (options.verbose && bad !== said.length > 0)
          console.log(
            `${bad ? 'missed ' : 'wrong  '} ${language}/${file.path}:${line} ${rules.join()} ${said.map(({ ruleId }) => ruleId).join()}`,
          );
      }
  }
  const met = ours.found / ours.bad >= bars.found && ours.wrong / ours.good <= bars.wrong;
  const peer = trouble || `eslint-security + sonarjs + no-unsanitized ${shown(theirs)}`;
  return [{ what, peer, ours: shown(ours), bar, met, inSample: true }];
}

/** Each file is judged alone: the rules' tests are no project. */
async function scanFiles(root: string, paths: readonly string[]): Promise<{ issues: Map<string, Issue[]> }> {
  const wanted = new Set(paths);
  const { issues } = await scanTree(root, (path) => wanted.has(path));
  const byPath = new Map<string, Issue[]>();
  for (const issue of issues) byPath.set(issue.path, [...(byPath.get(issue.path) ?? []), issue]);
  return { issues: byPath };
}

function add(count: Count, bad: boolean, flagged: boolean): void {
  count[bad ? 'bad' : 'good'] += 1;
  if (flagged) count[bad ? 'found' : 'wrong'] += 1;
}

const shown = ({ bad, found, good, wrong }: Count): string =>
  `TPR ${(found / bad).toFixed(3)} @ FPR ${(wrong / good).toFixed(3)} (${found}/${bad}, ${wrong}/${good})`;
