import { describe, expect, test } from 'vitest';
import { loadGrammar } from '#src/io/grammars.ts';
import { type Analyser, openAnalyser } from '../analyse.ts';
import type { Language } from '../ir.ts';
import type { Example, Framework } from '../rule.ts';
import { flawClasses } from './classes/index.ts';
import { frameworks } from './index.ts';

const endings: Readonly<Record<Language, string>> = {
  javascript: '.js',
  typescript: '.ts',
  python: '.py',
  java: '.java',
  go: '.go',
  php: '.php',
  ruby: '.rb',
  csharp: '.cs',
};

const analysers = new Map<string, Promise<Analyser>>();

/** One analyser a kind of file, with a tree that has nothing else in it. */
function analyserFor(path: string): Promise<Analyser> {
  const known = analysers.get(path);
  if (known) return known;
  const tree = { files: [{ path, size: 1 }], read: () => null, readBytes: () => null };
  const opened = openAnalyser({ tree, grammar: loadGrammar, now: () => performance.now() });
  analysers.set(path, opened);
  return opened;
}

async function linesFlagged(
  framework: Framework,
  example: Example,
  text: string,
): Promise<readonly string[]> {
  const path = `example${endings[example.language ?? framework.languages[0]!]}`;
  const { issues, incomplete } = (await analyserFor(path)).analyse(path, text);
  expect(incomplete).toBe(null);
  return [...new Set(issues.map((issue) => `${issue.span.line} ${issue.ruleId.replace(/^[a-z]+-/, '')}`))];
}

const marked = (example: Example): readonly string[] =>
  example.bad
    .split('\n')
    .flatMap((line, at) => (/(?:#|\/\/|\/\*|--)\s*FLAW\b/.test(line) ? [`${at + 1} ${example.class}`] : []));

describe.each(frameworks.map((framework) => [framework.id, framework] as const))('%s', (_, framework) => {
  test('has examples', () => {
    expect(framework.examples.length).toBeGreaterThan(0);
  });

  test('names classes that exist', () => {
    const used = [
      ...(framework.sinks ?? []).map((rule) => rule.class),
      ...(framework.matches ?? []).map((rule) => rule.class),
      ...(framework.sanitizers ?? []).flatMap((rule) => rule.for.filter((id) => id !== '*')),
      ...(framework.sources ?? []).flatMap((rule) => rule.for ?? []),
      ...framework.examples.map((example) => example.class),
    ];
    expect(used.filter((id) => !flawClasses.has(id))).toEqual([]);
  });

  test.each(framework.examples.map((example, at) => [at, example.class, example] as const))(
    'example %i of %s',
    async (_at, _class, example) => {
      expect(marked(example).length).toBeGreaterThan(0);
      expect(await linesFlagged(framework, example, example.bad)).toEqual(marked(example));
      expect(await linesFlagged(framework, example, example.good)).toEqual([]);
    },
  );
});
