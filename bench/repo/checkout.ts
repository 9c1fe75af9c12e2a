import { execFileSync } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { checkOut, defaultLimits } from '#src/io/checkout.ts';
import type { Measure } from './row.ts';

const files = defaultLimits.maxFiles;

/** A repository with as many files as a checkout may have, and what git takes to write the same files. */
export const measure: Measure = async ({ work }) => {
  const folder = join(work, 'checkout');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'many.git');
  git(folder, ['init', '--quiet', '--bare', '--initial-branch=main', path]);
  git(path, ['fast-import', '--quiet', '--force'], content());
  const peer = await timed(async () =>
    git(folder, ['clone', '--quiet', '--depth=1', `file://${path}`, join(folder, 'clone')]),
  );
  let found = 0;
  const ours = await timed(async () => {
    const source = { kind: 'local', path, mode: 'committed' } as const;
    const checkout = await checkOut(
      { source, dataDir: folder, scanId: 'bench' },
      new AbortController().signal,
    );
    found = checkout.tree.files.length;
    await checkout.close();
  });
  await rm(folder, { recursive: true, force: true });
  return [
    {
      what: `checkout of ${files.toLocaleString('en')} files, given back again`,
      peer: `git clone ${peer.toFixed(1)} s, not given back`,
      ours: `${found.toLocaleString('en')} files in ${ours.toFixed(1)} s`,
      bar: `every file, ≤ ${defaultLimits.timeoutMs / 1000} s`,
      met: found === files && ours * 1000 <= defaultLimits.timeoutMs,
      inSample: false,
    },
  ];
};

/** Seconds. */
async function timed(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await act();
  return (performance.now() - start) / 1000;
}

const git = (cwd: string, args: readonly string[], input = ''): Buffer =>
  execFileSync('git', args, { cwd, input, stdio: ['pipe', 'ignore', 'inherit'], maxBuffer: 2 ** 26 });

/** One commit for `git fast-import`. */
function content(): string {
  const head = 'commit refs/heads/main\ncommitter a <a@example.com> 1700000000 +0000\ndata 1\nx\n';
  const lines = ['blob\nmark :1\ndata 1\nx\n', head];
  for (let file = 0; file < files; file++) lines.push(`M 100644 :1 d${file % 500}/f${file}.txt\n`);
  return `${lines.join('')}\n`;
}
