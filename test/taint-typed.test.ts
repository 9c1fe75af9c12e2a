import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadGrammar } from '#src/io/grammars.ts';
import type { Issue } from '#src/repo/issue.ts';
import { openAnalyser } from '#src/repo/sast/analyse.ts';
import { isUnderstood } from '#src/repo/sast/parse.ts';

const fixtures = join(import.meta.dirname, 'fixtures/repo');

function filesOf(folder: string): Map<string, string> {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return new Map(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(folder, path).split(sep).join('/'), readFileSync(path, 'utf8')]),
  );
}

/** Every issue of the tree once, whichever file it was found from. */
async function scan(files: ReadonlyMap<string, string>): Promise<readonly Issue[]> {
  const tree = {
    files: [...files].map(([path, text]) => ({ path, size: text.length })),
    read: (path: string) => files.get(path) ?? null,
    readBytes: () => null,
  };
  const analyser = await openAnalyser({ tree, grammar: loadGrammar, now: () => performance.now() });
  const found = new Map<string, Issue>();
  for (const [path, text] of files) {
    if (!isUnderstood(path)) continue;
    const { issues, incomplete } = analyser.analyse(path, text);
    expect(incomplete, path).toBe(null);
    for (const issue of issues) found.set(keyOf(issue), issue);
  }
  // A file alone only knows that a statement is built of parts; the flow into it is found from another file.
  const flows = new Set([...found.values()].filter((issue) => issue.flow).map(placeOf));
  return [...found.values()].filter((issue) => issue.flow || !flows.has(placeOf(issue)));
}

const placeOf = (issue: Issue): string => `${issue.cwe} ${issue.path}:${issue.span.line}`;
const keyOf = (issue: Issue): string =>
  `${issue.path}:${issue.span.line} ${issue.ruleId.replace(/^\w+-/, '')}`;

/** Lines that end in `FLAW <class>` or `FLAW <class> from <file of the source>`. */
function expected(files: ReadonlyMap<string, string>): Map<string, string | null> {
  const all = new Map<string, string | null>();
  for (const [path, text] of files)
    text.split('\n').forEach((line, at) => {
      const [, id, from] = /\/\/ FLAW (\S+)(?: from (\S+))?$/.exec(line) ?? [];
      if (id) all.set(`${path}:${at + 1} ${id}`, from ?? null);
    });
  return all;
}

describe.each(['java', 'csharp'])('a project in %s', (language) => {
  const files = filesOf(join(fixtures, language));

  test('every flaw is found, and nothing on its safe twin', async () => {
    const found = await scan(files);
    expect(found.map(keyOf).toSorted()).toEqual([...expected(files).keys()].toSorted());
  });

  test('every flow leads from its source to the line of the flaw', async () => {
    const wanted = expected(files);
    for (const issue of await scan(files)) {
      const from = wanted.get(keyOf(issue));
      if (from === null || from === undefined) continue;
      const flow = issue.flow ?? [];
      expect(flow[0]?.path.endsWith(from), keyOf(issue)).toBe(true);
      expect(flow[0]?.message).toMatch(/ is read$/);
      expect(flow.at(-1)).toMatchObject({ path: issue.path, span: { line: issue.span.line } });
    }
  });
});
