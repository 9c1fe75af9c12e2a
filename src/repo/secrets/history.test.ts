import { expect, test } from 'vitest';
import { sampleOf, seeded } from '#test/secret-samples.ts';
import { type HistoryBlob, historyScanner, scanHistory } from './history.ts';
import { alnum } from './shape.ts';

const token = `ghp_${sampleOf(alnum(36), seeded(31))}`;
const other = `ghp_${sampleOf(alnum(36), seeded(32))}`;
const commits = ['1', '2', '3'].map((digit) => digit.repeat(40)) as [string, string, string];
const { signal } = new AbortController();

async function* handed(blobs: readonly HistoryBlob[], problem?: Error): AsyncGenerator<HistoryBlob> {
  yield* blobs;
  if (problem) throw problem;
}

const blob = (hash: string, text: string | null, more: Partial<HistoryBlob> = {}): HistoryBlob => ({
  path: 'config.py',
  also: [],
  blob: hash,
  commit: commits[0],
  text,
  ...more,
});
const treeOf = (files: Readonly<Record<string, string>>) => ({
  files: [],
  read: (path: string) => files[path] ?? null,
  readBytes: () => null,
});
const look = (blobs: readonly HistoryBlob[], files: Readonly<Record<string, string>> = {}) =>
  scanHistory(handed(blobs), treeOf(files), signal);

const versions = [
  blob('a4', 'nothing here\n', { commit: commits[2] }),
  blob('a3', `TOKEN = "${token}"\nMORE = 1\n`, { commit: commits[2] }),
  blob('a2', `\nOTHER = "${other}"\nTOKEN = "${token}"\n`, { commit: commits[1], also: ['copy.py'] }),
  blob('a1', 'nothing here either\n'),
];

test('a secret in several versions is one issue, at the first of them', async () => {
  const { issues, skipped, incomplete } = await look(versions);
  expect([skipped, incomplete]).toEqual([[], undefined]);
  expect(issues).toHaveLength(2);
  const issue = issues.find(({ secrets }) => secrets?.includes(token));
  expect(issue).toMatchObject({
    scanner: 'history',
    title: 'GitHub personal access token in the history',
    path: 'config.py',
    span: { line: 3 },
    commit: commits[1],
    snippetLine: 1,
    proof: { kind: 'secret', commit: commits[1], blob: 'a2' },
  });
  expect(issue?.description).toContain(`git show ${commits[1].slice(0, 12)}, file config.py`);
  for (const secret of [token, other]) expect(issue?.snippet).not.toContain(secret);
});

test.each(['config.py', 'copy.py'])(
  'one that %s still has is a finding of that file, not of the history',
  async (path) => {
    const { issues } = await look(versions, { [path]: `# moved\nKEY = "${token}"\n` });
    expect(issues.map(({ secrets }) => secrets)).toEqual([[other]]);
  },
);

test('one that was explained where it stood is explained', async () => {
  const text = `TOKEN = "${token}"  # assay-ignore: secrets-* made up for the tests\n`;
  expect((await look([blob('b1', text)])).issues[0]?.suppression).toBe('made up for the tests');
});

test('what could not be read is said, once for each file and reason', async () => {
  const { skipped } = await look([
    blob('c1', null, { reason: 'is binary' }),
    blob('c2', null, { reason: 'is binary' }),
    blob('c3', null, { path: 'big.txt', reason: 'is larger than 9 bytes' }),
  ]);
  expect(skipped).toEqual([
    { path: 'config.py', scanner: 'history', reason: 'a version of it is binary' },
    { path: 'big.txt', scanner: 'history', reason: 'a version of it is larger than 9 bytes' },
  ]);
});

test('a history that breaks off is incomplete; one that cannot be read at all is none', async () => {
  const report = await scanHistory(handed(versions, new Error('bad object')), treeOf({}), signal);
  expect(report.issues).toHaveLength(2);
  expect(report.incomplete).toBe('it broke off: bad object');
  await expect(scanHistory(handed([], new Error('bad object')), treeOf({}), signal)).rejects.toThrow('bad');
});

test('stops when it is aborted', async () => {
  const stopped = AbortSignal.abort(new Error('enough'));
  await expect(scanHistory(handed(versions), treeOf({}), stopped)).rejects.toThrow('enough');
});

test('paths that are no text, or that the repository excludes, are not asked for', async () => {
  const asked: boolean[] = [];
  const scanner = historyScanner(
    ({ accepts }) => {
      asked.push(accepts('config.py'), accepts('logo.png'), accepts('generated/a.py'));
      return handed([]);
    },
    (path) => path.startsWith('generated/'),
  );
  await scanner.scan(treeOf({}), { signal } as Parameters<typeof scanner.scan>[1]);
  expect(asked).toEqual([true, false, false]);
});
