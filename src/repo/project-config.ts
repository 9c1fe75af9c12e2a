import { parse } from 'yaml';
import { z } from 'zod';
import { messageOf } from '#src/core/errors.ts';
import { isIgnored, parseIgnore } from '#src/core/gitignore.ts';
import { covers } from './suppress.ts';
import type { Tree } from './tree.ts';

/** What a repository says about its own scan, in this file at its root. */
export const configPath = '.assay.yaml';

const schema = z.strictObject({
  /** Findings that are explained: by rule, in these paths, for this reason. Still stored, as suppressed. */
  ignore: z
    .array(
      z.strictObject({
        rule: z.string().min(1).max(200),
        paths: z.array(z.string().min(1).max(500)).min(1).max(200),
        reason: z.string().min(1).max(1000),
      }),
    )
    .max(1000)
    .default([]),
  /** Paths that are not scanned at all, as in .gitignore. Counted and said. */
  exclude: z.array(z.string().min(1).max(500)).max(1000).default([]),
});

export interface ProjectConfig {
  /** The reason for which a finding of this rule in this file is not to be acted upon, or null. */
  reasonFor(rule: string, path: string): string | null;
  excludes(path: string): boolean;
  /** What is wrong with the file, for the notes; it counts as empty then. */
  readonly problem: string | null;
}

const matcher = (patterns: readonly string[]) => {
  const rules = parseIgnore(patterns.join('\n'));
  return (path: string): boolean => isIgnored(rules, path);
};

/** Reads `.assay.yaml`. Never throws: a file that cannot be read explains nothing, and that is said. */
export function readProjectConfig(tree: Tree): ProjectConfig {
  const text = tree.read(configPath);
  if (text === null) return build([], [], null);
  try {
    const parsed = schema.safeParse(parse(text, { maxAliasCount: 20 }) ?? {});
    if (parsed.success) return build(parsed.data.ignore, parsed.data.exclude, null);
    const [first] = parsed.error.issues;
    return build(
      [],
      [],
      `${configPath} counts as empty: ${first?.path.join('.') || 'it'}: ${first?.message}`,
    );
  } catch (error) {
    return build([], [], `${configPath} counts as empty: ${messageOf(error).split('\n')[0]}`);
  }
}

function build(
  ignores: z.output<typeof schema>['ignore'],
  exclude: readonly string[],
  problem: string | null,
): ProjectConfig {
  const rules = ignores.map(({ rule, paths, reason }) => ({ rule, reason, matches: matcher(paths) }));
  return {
    reasonFor: (id, path) =>
      rules.find(({ rule, matches }) => covers(rule, id) && matches(path))?.reason ?? null,
    excludes: matcher(exclude),
    problem,
  };
}
