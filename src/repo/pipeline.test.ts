import { describe, expect, test } from 'vitest';
import { issueAt, treeOf } from '#test/repo-tree.ts';
import { findingsOf } from './finding.ts';
import { judgeFile } from './judge-file.ts';
import { kinOf, resultKey, watchTree } from './kept.ts';
import { type RepoSetting, repoPipeline } from './pipeline.ts';
import { configPath, readProjectConfig } from './project-config.ts';
import type { FileScanner, TreeScanner, TreeTools } from './scanners/scanner.ts';

const never = new AbortController().signal;

/** Flags every line with TODO in .py files. */
const lines: FileScanner = {
  id: 'lines',
  title: 'Lines',
  description: 'Lines with TODO.',
  over: 'files',
  version: '1',
  accepts: ({ path }) => path.endsWith('.py'),
  open: async () => ({
    scan: ({ path, text }) => ({
      issues: text
        .split('\n')
        .flatMap((line, at) => (line.includes('TODO') ? [issueAt(at + 1, { path, scanner: 'lines' })] : [])),
      skipped: [],
    }),
  }),
};

const whole = (scan: TreeScanner['scan'], absent: string | null = null): TreeScanner => ({
  id: 'whole',
  title: 'Whole',
  description: 'The tree.',
  over: 'tree',
  absent: async () => absent,
  scan,
});

const setting = (texts: Record<string, string>, tree: readonly TreeScanner[] = []): RepoSetting => {
  const files = treeOf(texts);
  return {
    tree: files,
    scanners: { files: [lines], tree },
    config: readProjectConfig(files),
    commit: 'c0ffee',
    judgeFiles: async (paths) => {
      const open = await lines.open({} as never);
      return paths.map((path) => ({
        ...judgeFile(
          { path, size: 1, text: files.read(path) as string },
          [{ scanner: lines, open }],
          files.read,
          () => [],
        ),
        kept: false,
      }));
    },
    hide: () => [],
    treeTools: () => ({}) as TreeTools,
    lanes: 2,
    notes: [],
  };
};

const play = async (of: RepoSetting) => {
  const pipeline = repoPipeline(of);
  const plan = pipeline.plan();
  const units = Array.from({ length: plan.size }, (_, index) => plan.unit(index));
  return { plan, results: await Promise.all(units.map((unit) => pipeline.run(unit, never))) };
};

test('files are planned in batches, in order, those that nobody wants left out', async () => {
  const texts = Object.fromEntries(
    Array.from({ length: 120 }, (_, at) => [`m${String(at).padStart(3, '0')}.py`, 'TODO']),
  );
  const { plan, results } = await play(setting({ ...texts, 'a.txt': 'TODO' }));
  expect(plan.size).toBe(3);
  expect(results.map(({ record }) => record.files)).toEqual([50, 50, 20]);
  expect(results.flatMap(({ findings }) => findings)).toHaveLength(120);
});

test('findings say where they were seen', async () => {
  const { results } = await play(setting({ 'a.py': 'one\nTODO\n' }));
  expect(results[0]?.findings[0]?.location).toMatchObject({
    scanner: 'lines',
    path: 'a.py',
    line_start: 2,
    commit: 'c0ffee',
  });
});

describe('a scanner of the tree', () => {
  const outcome = async (scanner: TreeScanner) => {
    const { results } = await play(setting({}, [scanner]));
    return results.map(({ outcome, reason, findings }) => ({ outcome, reason, findings: findings.length }));
  };

  test('that is absent or fails is "not scanned", with the reason', async () => {
    const fails = whole(async () => {
      throw new Error('exit code 3');
    });
    expect(await outcome(fails)).toEqual([{ outcome: 'not-scanned', reason: 'exit code 3', findings: 0 }]);
    const absent = whole(async () => ({ issues: [issueAt(1)], skipped: [] }), 'it is not on PATH');
    expect(await outcome(absent)).toEqual([
      { outcome: 'not-scanned', reason: 'it is not on PATH', findings: 0 },
    ]);
  });

  test('may find what has no file', async () => {
    const finds = whole(async () => ({ issues: [issueAt(0, { path: '' })], skipped: [] }));
    expect(await outcome(finds)).toEqual([{ outcome: 'scanned', reason: '', findings: 1 }]);
  });
});

describe(configPath, () => {
  test('explains findings and excludes paths, which is said', async () => {
    const config = `ignore:\n  - rule: python-*\n    paths: [practice/]\n    reason: vulnerable on purpose\nexclude: [old/]\n`;
    const { plan, results } = await play(
      setting({ [configPath]: config, 'practice/a.py': 'TODO', 'b.py': 'TODO', 'old/c.py': 'TODO' }),
    );
    const told = results.flatMap(({ findings }) =>
      findings.map(({ location, suppression }) => [location.path, suppression]),
    );
    expect(told).toEqual([
      ['b.py', undefined],
      ['practice/a.py', 'vulnerable on purpose'],
    ]);
    expect(plan.notes).toEqual([`1 files are not scanned: ${configPath} excludes them`]);
  });

  test.each([
    ['not YAML', 'ignore: [', 'counts as empty'],
    ['no reason', 'ignore:\n  - rule: a\n    paths: [b]\n', 'ignore.0.reason'],
    ['a typo', 'ignores: []\n', 'ignores'],
  ])('%s: it explains nothing, and the notes say why', async (_, text, said) => {
    const { plan, results } = await play(setting({ [configPath]: text, 'b.py': 'TODO' }));
    expect(results[0]?.findings[0]?.suppression).toBeUndefined();
    expect(plan.notes.join()).toContain(said);
  });
});

describe('a file', () => {
  test('whose scanner throws is skipped by that scanner alone', async () => {
    const broken = { ...lines, id: 'broken' };
    const throws = {
      scan: () => {
        throw new Error('too deep');
      },
    };
    const good = await lines.open({} as never);
    const result = judgeFile(
      { path: 'a.py', size: 1, text: 'TODO' },
      [
        { scanner: broken, open: throws },
        { scanner: lines, open: good },
      ],
      () => null,
      () => [],
    );
    expect(result.findings).toHaveLength(1);
    expect(result.skipped).toEqual([{ path: 'a.py', scanner: 'broken', reason: 'it failed: too deep' }]);
  });

  test('from which a flow leads into another one: the finding is of that one', () => {
    const other = 'def run(x):\n    db(x)\n';
    const leads = { ...lines, id: 'leads' };
    const open = { scan: () => ({ issues: [issueAt(2, { path: 'other.py' })], skipped: [] }) };
    const [found] = judgeFile(
      { path: 'a.py', size: 1, text: 'run(request)' },
      [{ scanner: leads, open }],
      () => other,
      () => [],
    ).findings;
    expect(found?.location).toMatchObject({ path: 'other.py', snippet: `${other.trimEnd()}\n` });
    expect(found?.fingerprint).toBe(findingsOf([issueAt(2, { path: 'other.py' })], other)[0]?.fingerprint);
  });

  test('that is no text is skipped by those that need one, and never clean', async () => {
    const open = await lines.open({} as never);
    const result = judgeFile(
      { path: 'a.py', size: 1, text: null },
      [{ scanner: lines, open }],
      () => null,
      () => [],
    );
    expect(result.skipped).toEqual([{ path: 'a.py', scanner: 'lines', reason: 'it is no text' }]);
  });

  test('with a suppression without a reason says so', () => {
    const result = judgeFile(
      { path: 'a.py', size: 1, text: 'x\ny # assay-ignore: a-b\n' },
      [],
      () => null,
      () => [],
    );
    expect(result.skipped[0]?.reason).toMatch(/^line 2: assay-ignore without a reason/);
  });
});

describe('kept results', () => {
  test('have a key that changes with content and scanner versions', () => {
    const keys = [
      resultKey(Buffer.from('a'), [lines], ''),
      resultKey(Buffer.from('b'), [lines], ''),
      resultKey(Buffer.from('a'), [{ ...lines, version: '2' }], ''),
      resultKey(Buffer.from('a'), [], ''),
    ];
    expect(new Set(keys).size).toBe(4);
    expect(resultKey(Buffer.from('a'), [lines], '')).toBe(keys[0]);
  });

  test('do not outlive a new file of their kind, which may be what a name means', () => {
    const kin = (...paths: string[]) => kinOf(treeOf(Object.fromEntries(paths.map((path) => [path, '']))));
    const earlier = kin('a.py', 'b.ts', 'README.md');
    const later = kin('a.py', 'b.ts', 'c.js', 'README.md');
    expect(later('a.py')).toBe(earlier('a.py'));
    expect(later('b.ts')).not.toBe(earlier('b.ts'));
  });

  test('rest on the files that were read, and on those that were looked for', () => {
    const tree = watchTree(treeOf({ 'a.py': 'a', 'b.py': 'b' }));
    tree.start();
    tree.read('b.py');
    tree.read('missing.py');
    const depends = tree.depends();
    expect(depends.map(({ path, hash }) => [path, hash === null])).toEqual([
      ['b.py', false],
      ['missing.py', true],
    ]);
    const later = watchTree(treeOf({ 'b.py': 'b', 'missing.py': 'new' }));
    expect(depends.map(later.holds)).toEqual([true, false]);
    tree.start();
    expect(tree.depends()).toEqual([]);
  });
});

test('an issue without a text has no evidence, and keeps its place', () => {
  const [finding] = findingsOf([issueAt(0, { path: '' })], null);
  expect(finding?.evidence).toEqual([]);
  expect(finding?.location.line_start).toBe(0);
});
