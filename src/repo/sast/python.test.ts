import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadGrammar } from '#src/io/grammars.ts';
import type { Issue } from '../issue.ts';
import { openAnalyser } from './analyse.ts';

const root = 'test/fixtures/repo/python';
const paths = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.py'))
  .toSorted();
const texts = new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
const tree = {
  files: paths.map((path) => ({ path, size: statSync(join(root, path)).size })),
  read: (path: string) => texts.get(path) ?? null,
  readBytes: () => null,
};

const analyser = await openAnalyser({ tree, grammar: loadGrammar, now: () => performance.now() });
const found = (folder: string): readonly Issue[] =>
  paths
    .filter((path) => path.startsWith(folder))
    .flatMap((path) => analyser.analyse(path, texts.get(path)!).issues);
const shown = (issue: Issue): string => `${issue.path}:${issue.span.line} ${issue.ruleId}`;

describe('the practice shop', () => {
  const issues = found('shop_bad');

  test('every flaw is found, and nothing else', () => {
    const marked = [...texts].flatMap(([path, text]) =>
      text.split('\n').flatMap((line, at) => {
        const flaw = /# FLAW ([a-z-]+)/.exec(line);
        return flaw ? [`${path}:${at + 1} python-${flaw[1]}`] : [];
      }),
    );
    expect(marked.length).toBeGreaterThan(12);
    const flows = issues.filter((issue) => issue.flow);
    expect([...new Set(flows.map(shown))].toSorted()).toEqual(marked.toSorted());
  });

  test('nothing is found in its safe twin', () => {
    expect(found('shop_good').map(shown)).toEqual([]);
  });

  test('a flow over files has its steps in order, from the source to the sink', () => {
    const issue = issues.find((one) => one.ruleId === 'python-sql-injection')!;
    expect(issue.flow!.map((step) => `${step.path}:${step.span.line} ${step.message}`)).toEqual([
      'shop_bad/web.py:15 the query string is read',
      'shop_bad/web.py:15 passed to by_name()',
      'shop_bad/accounts.py:17 assigned to statement',
      'shop_bad/accounts.py:18 passed to run()',
      'shop_bad/accounts.py:10 reaches sqlite3.connect().cursor().execute',
    ]);
    expect(issue.proof).toEqual({
      kind: 'taint-flow',
      rule: 'python-sql-injection',
      class: 'sql-injection',
      source: { path: 'shop_bad/web.py', line: 15, what: 'the query string' },
      sink: {
        path: 'shop_bad/accounts.py',
        line: 10,
        call: 'sqlite3.connect().cursor().execute',
        argument: '0',
      },
      steps: 5,
    });
  });

  test('a file alone, without its caller, has no flow', () => {
    const alone = analyser.analyse('shop_bad/accounts.py', texts.get('shop_bad/accounts.py')!);
    expect(alone.incomplete).toBe(null);
    expect(alone.issues.filter((issue) => issue.flow)).toEqual([]);
    // That a statement is built of parts is said all the same, as what it is.
    expect(alone.issues.map((issue) => [issue.ruleId, issue.severity])).toEqual([
      ['python-unsafe-query', 'low'],
    ]);
  });
});
