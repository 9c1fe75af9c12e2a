import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadGrammar } from '#src/io/grammars.ts';
import type { Issue } from '#src/repo/issue.ts';
import { openAnalyser } from '#src/repo/sast/analyse.ts';

const fixtures = join(import.meta.dirname, 'fixtures/repo');

function readTree(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [relative(folder, path).split(sep).join('/'), readFileSync(path, 'utf8')];
    }),
  );
}

const placeOf = (issue: Issue): string => `${issue.path}:${issue.span.line}`;
const keyOf = (issue: Issue): string => `${placeOf(issue)} ${issue.ruleId.replace(/^[a-z]+-/, '')}`;

/** Issues of all files, each once. Where a flow is known, that a statement is built of parts is not said as well. */
async function judge(files: ReadonlyMap<string, string>): Promise<readonly Issue[]> {
  const analyser = await openAnalyser({
    tree: {
      files: [...files].map(([path, text]) => ({ path, size: text.length })),
      read: (path) => files.get(path) ?? null,
      readBytes: () => null,
    },
    grammar: loadGrammar,
    now: () => performance.now(),
  });
  const found = new Map<string, Issue>();
  for (const [path, text] of files) {
    if (path.endsWith('.mod')) continue;
    const { issues, incomplete } = analyser.analyse(path, text);
    expect(incomplete, path).toBe(null);
    for (const issue of issues) found.set(keyOf(issue), issue);
  }
  const flows = new Set([...found.values()].filter((issue) => issue.flow).map(placeOf));
  return [...found.values()].filter((issue) => issue.flow || !flows.has(placeOf(issue)));
}

interface Flaw {
  readonly key: string;
  /** End of the path of the file where the flow starts; null: no flow. */
  readonly from: string | null;
}

/** Lines with `FLAW <class>`, or `FLAW <class> from <file of the source>`, in a comment. */
const flawsOf = (files: ReadonlyMap<string, string>): readonly Flaw[] =>
  [...files].flatMap(([path, text]) =>
    text.split('\n').flatMap((line, at) => {
      const [, id, from] = /(?:\/\/|#) FLAW ([a-z-]+)(?: from (\S+))?/.exec(line) ?? [];
      return id ? [{ key: `${path}:${at + 1} ${id}`, from: from ?? null }] : [];
    }),
  );

describe.each(['go', 'php', 'ruby'])('a project in %s', (language) => {
  const files = readTree(join(fixtures, language));

  test('has its flaws found, and nothing on their safe twins', async () => {
    const found = await judge(files);
    expect(found.map(keyOf).toSorted()).toEqual(
      flawsOf(files)
        .map(({ key }) => key)
        .toSorted(),
    );
  });

  test('has flows that lead from the source to the line of the flaw', async () => {
    const flaws = new Map(flawsOf(files).map(({ key, from }) => [key, from]));
    for (const issue of await judge(files)) {
      const from = flaws.get(keyOf(issue));
      if (!from) continue;
      const { flow = [] } = issue;
      expect(flow.length, keyOf(issue)).toBeGreaterThan(1);
      expect(flow[0]!.path.endsWith(from), keyOf(issue)).toBe(true);
      expect(flow.at(-1)).toMatchObject({ path: issue.path, span: { line: issue.span.line } });
    }
  });
});
