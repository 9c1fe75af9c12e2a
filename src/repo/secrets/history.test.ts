import { expect, test } from 'vitest';
import { sampleOf, seeded } from '#test/secret-samples.ts';
import { type HistoryBlob, scanHistory } from './history.ts';
import { alnum } from './shape.ts';

const token = `ghp_${sampleOf(alnum(36), seeded(31))}`;
const commits = ['1', '2', '3'].map((digit) => digit.repeat(40)) as [string, string, string];

async function* handed(blobs: readonly HistoryBlob[]): AsyncGenerator<HistoryBlob> {
  yield* blobs;
}

const blob = (hash: string, text: string | null, more: Partial<HistoryBlob> = {}): HistoryBlob => ({
  path: 'config.py',
  blob: hash,
  commit: commits[0],
  text,
  ...more,
});

test('a secret in several versions of a file is one issue, at the first of them', async () => {
  const { issues, skipped } = await scanHistory(
    handed([
      blob('a1', 'nothing here\n'),
      blob('a2', `\nTOKEN = "${token}"\n`, { commit: commits[1] }),
      blob('a3', `TOKEN = "${token}"\nMORE = 1\n`, { commit: commits[2] }),
      blob('a2', `\nTOKEN = "${token}"\n`, { commit: commits[2], path: 'copy.py' }),
    ]),
  );
  expect(skipped).toEqual([]);
  expect(issues.length).toBe(1);
  expect(issues[0]).toMatchObject({
    title: 'GitHub personal access token in the history',
    path: 'config.py',
    span: { line: 2 },
    proof: { kind: 'secret', commit: commits[1], blob: 'a2' },
    secrets: [token],
  });
  expect(issues[0]?.description).toContain(commits[1].slice(0, 12));
});

test('blobs that are known are not looked at again', async () => {
  const { issues } = await scanHistory(handed([blob('b1', `TOKEN = "${token}"`)]), {
    known: new Set(['b1']),
  });
  expect(issues).toEqual([]);
});

test('what could not be read is said', async () => {
  const { skipped } = await scanHistory(handed([blob('c1', null), blob('c2', null, { path: 'logo.png' })]));
  expect(skipped).toEqual([
    { path: 'config.py', scanner: 'secrets', reason: 'c1 of its history is binary or too large' },
  ]);
});

test('stops when it is aborted', async () => {
  const signal = AbortSignal.abort(new Error('enough'));
  await expect(scanHistory(handed([blob('d1', 'x')]), { signal })).rejects.toThrow('enough');
});
