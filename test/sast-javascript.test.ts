import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadGrammar } from '#src/io/grammars.ts';
import type { Issue } from '#src/repo/issue.ts';
import { withoutWeaker } from '#src/repo/sast/weaker.ts';
import { sast } from '#src/repo/scanners/sast.ts';

/** A small application twice: lines of the vulnerable one say `FLAW <class>`, the safe one does the same without. */
const root = 'test/fixtures/repo/javascript';
const paths = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => statSync(join(root, path)).isFile());
const read = (path: string): string | null =>
  paths.includes(path) ? readFileSync(join(root, path), 'utf8') : null;

let issues: readonly Issue[] = [];
let skipped: readonly unknown[] = [];

beforeAll(async () => {
  const files = paths.map((path) => ({ path, size: read(path)!.length }));
  const tree = { files, read, readBytes: () => null };
  const scanner = await sast.open({
    tree,
    grammar: loadGrammar,
    rules: async () => [],
    now: () => performance.now(),
  });
  const reports = files
    .filter((file) => sast.accepts(file))
    .map((file) => scanner.scan({ ...file, text: read(file.path)! }));
  issues = withoutWeaker(reports.flatMap((report) => report.issues));
  skipped = reports.flatMap((report) => report.skipped);
});

const marked = (path: string): string[] =>
  read(path)!
    .split('\n')
    .flatMap((line, at) => [...line.matchAll(/FLAW ([a-z-]+)/g)].map(([, id]) => `${path}:${at + 1} ${id}`));

const found = (path: string): string[] => [
  ...new Set(
    issues
      .filter((issue) => issue.path === path)
      .map(({ span, ruleId }) => `${path}:${span.line} ${ruleId.replace(/^javascript-/, '')}`),
  ),
];

const sources = paths.filter((path) => sast.accepts({ path, size: 1 }));

test('every file is looked at wholly', () => {
  expect(skipped).toEqual([]);
  expect(sources.length).toBeGreaterThan(15);
});

describe.each(sources)('%s', (path) => {
  test(path.startsWith('safe/') ? 'nothing is wrong with it' : 'exactly the marked lines', () => {
    expect(found(path).toSorted()).toEqual(marked(path).toSorted());
    if (path.startsWith('safe/')) expect(marked(path)).toEqual([]);
  });
});

test('flows lead from a source to the sink, also over files', () => {
  const flows = issues.flatMap((issue) => (issue.flow ? [{ issue, flow: issue.flow }] : []));
  for (const { issue, flow } of flows) {
    expect(flow[0]!.message).toMatch(/ is read$/);
    expect(flow.at(-1)).toMatchObject({ path: issue.path, span: { line: issue.span.line } });
  }
  const over = flows.filter(({ flow }) => new Set(flow.map((step) => step.path)).size > 1);
  expect(over.map(({ issue }) => issue.path).toSorted()).toEqual([
    'vulnerable/lib/accounts.js',
    'vulnerable/lib/db.js',
    'vulnerable/lib/report.service.ts',
    'vulnerable/lib/report.service.ts',
  ]);
});
