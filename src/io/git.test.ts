import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scratch } from '#test/git.ts';
import { type Git, GitFailure, openGit, requireGit } from './git.ts';

let place: Awaited<ReturnType<typeof scratch>>;
let git: Git;
beforeAll(async () => {
  place = await scratch();
  const { signal } = new AbortController();
  git = openGit({ home: place.folder, gitDir: join(place.folder, 'git'), reach: 'none', signal });
});
afterAll(() => place.remove());

/** What another program of that name on PATH does. */
async function withProgram<T>(script: string, act: () => Promise<T>): Promise<T> {
  const folder = join(place.folder, 'bin');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'git'), `#!/bin/sh\n${script}\n`);
  await chmod(join(folder, 'git'), 0o755);
  const { signal } = new AbortController();
  const before = process.env.PATH;
  process.env.PATH = `${folder}:${before}`;
  try {
    git = openGit({ home: place.folder, gitDir: place.folder, reach: 'none', signal });
    return await act();
  } finally {
    process.env.PATH = before;
  }
}

test('a git that takes no configuration by environment is refused', async () => {
  await withProgram('echo git version 2.25.1', () =>
    expect(requireGit(git)).rejects.toThrow(/git version 2\.25\.1 is too old; 2\.31 or newer/),
  );
});

test('only what is named here is in its environment', async () => {
  process.env.ASSAY_PLANTED = 'planted';
  const shown = await withProgram('env', () => git.run(['version']));
  delete process.env.ASSAY_PLANTED;
  expect(shown).not.toContain('planted');
  expect(shown).toContain('GIT_CONFIG_GLOBAL=/dev/null');
  expect(shown).toContain(`HOME=${place.folder}`);
});

test('a failure keeps the lines that say why, without control characters', async () => {
  const script = String.raw`printf 'noise\nfatal: \033[31mred ghost\n' >&2; exit 128`;
  const failure = await withProgram(script, () => git.run(['fetch']).catch((error) => error));
  expect(failure).toBeInstanceOf(GitFailure);
  expect(failure.said).toBe('fatal: \\u{1b}[31mred ghost');
});

test('git that is missing is said', async () => {
  const { signal } = new AbortController();
  const before = process.env.PATH;
  process.env.PATH = '/nonexistent';
  try {
    const without = openGit({ home: place.folder, gitDir: place.folder, reach: 'none', signal });
    await expect(without.run(['version'])).rejects.toMatchObject({ code: 'unavailable' });
  } finally {
    process.env.PATH = before;
  }
});
