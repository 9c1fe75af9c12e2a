import { spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { git, scratch } from '#test/git.ts';
import { parseIgnore } from './gitignore.ts';

let place: Awaited<ReturnType<typeof scratch>>;
beforeAll(async () => {
  place = await scratch();
  git(place.folder, 'init', '--quiet');
});
afterAll(() => place.remove());

/** Patterns, and paths to try them on; a path that ends in "/" is a folder. */
const cases: readonly (readonly [string, readonly string[]])[] = [
  ['*.log', ['a.log', 'x/y.log', 'a.log.txt', '.log']],
  ['/top', ['top', 'x/top']],
  ['only/', ['only', 'only/', 'x/only/']],
  ['a/b', ['a/b', 'x/a/b', 'a/b/']],
  ['**/deep', ['deep', 'a/deep', 'a/b/deep', 'adeep']],
  ['a/**', ['a', 'a/', 'a/b', 'a/b/c']],
  ['a/**/z', ['a/z', 'a/b/z', 'a/b/c/z', 'az', 'a/b']],
  ['*.js\n!keep.js', ['drop.js', 'keep.js', 'x/keep.js']],
  ['[a-c]?.t[!x]t', ['b1.txt', 'b1.tat', 'd1.tat', 'b.tat']],
  ['[]]x', [']x', 'x']],
  ['\\#hash\n\\!bang\n# comment', ['#hash', '!bang', '# comment']],
  ['trailing   \nkept\\ ', ['trailing', 'kept ', 'kept']],
  ['a*b*c', ['abc', 'axxbxxc', 'ab', 'abcx', 'ac']],
  ['foo*/bar', ['foo/bar', 'foox/bar', 'foo/x/bar']],
  ['*/one', ['x/one', 'x/y/one', 'one']],
  ['[broken', ['[broken', 'b']],
  ['/**', ['a', 'a/b']],
  ['**', ['a', 'a/b']],
  ['x\r', ['x']],
  ['/', ['a', 'a/']],
  ['a//b', ['a/b']],
];

/** What git itself says, each path judged alone and not for a folder above it. */
function asGit(folder: string, path: string): boolean {
  const env = { PATH: process.env.PATH, HOME: folder };
  const asked = spawnSync('git', ['check-ignore', '--no-index', '--verbose', '--', path], {
    cwd: folder,
    env,
  });
  const pattern = /^[^:]*:\d+:(.*)\t/s.exec(asked.stdout.toString())?.[1];
  return pattern !== undefined && !pattern.startsWith('!');
}

test.each(cases.map(([patterns, paths], at) => [at, patterns, paths] as const))(
  '%i: %j judges as git does',
  async (at, patterns, paths) => {
    for (const [nth, path] of paths.entries()) {
      const folder = join(place.folder, `case-${at}-${nth}`);
      const parts = path.split('/').filter(Boolean);
      const isFolder = path.endsWith('/');
      await mkdir(join(folder, ...(isFolder ? parts : parts.slice(0, -1))), { recursive: true });
      git(folder, 'init', '--quiet');
      await writeFile(join(folder, '.gitignore'), patterns);
      const rules = parseIgnore(patterns);
      // git also ignores what lies in an ignored folder.
      const ours = parts.some(
        (_, depth) => rules.judge(parts.slice(0, depth + 1), isFolder || depth < parts.length - 1) === true,
      );
      expect([path, ours]).toEqual([path, asGit(folder, parts.join('/'))]);
    }
  },
);

test('a pattern made to take for ever does not', () => {
  const rules = parseIgnore(`${'*a'.repeat(400)}b\n${'**/x/'.repeat(150)}y`);
  expect(rules.judge(['a'.repeat(255)], false)).toBeNull();
  expect(rules.judge(new Array<string>(2000).fill('x'), false)).toBeNull();
});
