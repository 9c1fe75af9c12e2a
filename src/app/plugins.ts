import { z } from 'zod';
import { llmCategories } from '#src/core/attempt.ts';
import { AssayError } from '#src/core/errors.ts';
import type { Plugin, Registry } from '#src/core/registry.ts';
import { severities } from '#src/core/severity.ts';
import type { PluginFile } from '#src/io/plugin-files.ts';
import { datasets } from '#src/redteam/datasets/index.ts';
import { guardrails } from '#src/redteam/guardrails/index.ts';
import { judges } from '#src/redteam/judges/index.ts';
import { modules } from '#src/redteam/modules/index.ts';
import { strategies } from '#src/redteam/strategies/index.ts';
import { formats } from '#src/report/formats/index.ts';

const fn = z.custom<(...given: never[]) => unknown>(
  (value) => typeof value === 'function',
  'must be a function',
);
const plugin = {
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be lower-case words with hyphens'),
  title: z.string().min(1).max(60),
  description: z.string().min(1),
};
const category = z.enum(Object.keys(llmCategories) as [string, ...string[]]);
const goal = z.looseObject({
  id: z.string().regex(/^llm\d\d-[\p{L}\p{N}-]+$/u, 'must look like llm01-technique-1'),
  category,
  technique: z.string().min(1),
  title: z.string().min(1),
  severity: z.enum(severities),
  mint: fn,
});
const goals = z.array(goal).min(1);

/** What each kind of plug-in must have: the same small interfaces as our own, checked where TypeScript cannot. */
const kinds = {
  strategy: {
    registry: strategies,
    shape: z.looseObject({
      ...plugin,
      reference: z.string(),
      family: z.enum(['baseline', 'encoding', 'template', 'sampling', 'conversation']),
      needs: z.array(z.literal('attacker')),
      maxCalls: z.number().int().min(1).max(100),
      attack: fn,
    }),
  },
  judge: {
    registry: judges,
    shape: z.looseObject({
      ...plugin,
      reference: z.string(),
      decidesBy: z.enum(['criterion', 'content']),
      protocol: z.looseObject({ kind: z.enum(['chat', 'moderation', 'program']) }),
      ask: fn,
    }),
  },
  dataset: { registry: datasets, shape: z.looseObject({ ...plugin, goals }) },
  guardrail: { registry: guardrails, shape: z.looseObject({ ...plugin, goals }) },
  module: {
    registry: modules,
    shape: z.looseObject({
      ...plugin,
      category,
      remediation: z.string(),
      references: z.looseObject({}),
      goals,
    }),
  },
  format: {
    registry: formats,
    shape: z.looseObject({ ...plugin, mediaType: z.string(), extension: z.string(), render: fn }),
  },
} as const satisfies Record<string, { registry: unknown; shape: z.ZodType }>;

/** Names that a plug-in file may export. */
export const pluginKinds = Object.keys(kinds) as readonly (keyof typeof kinds)[];

/**
 * Adds what plug-in files export (`export const strategy = …`, or a list of them) to the registries. All or none: a
 * file with something wrong in it, or an id that is taken, stops the start with its name and what would be right.
 *
 * @returns what was added, for the log
 */
export function addPlugins(files: readonly PluginFile[]): string[] {
  const added = files.flatMap((file) => checked(file));
  for (const { kind, entry } of added) {
    try {
      (kinds[kind].registry as unknown as Registry<Plugin>).extend([entry]);
    } catch (error) {
      throw new AssayError('bad-request', `ASSAY_PLUGINS: ${(error as Error).message}`);
    }
  }
  return added.map(({ kind, entry }) => `${kind} ${entry.id}`);
}

function checked({ name, exports }: PluginFile): { kind: keyof typeof kinds; entry: Plugin }[] {
  const found = pluginKinds.flatMap((kind) =>
    [exports[kind] ?? []].flat().map((entry) => ({ kind, entry: entry as Plugin })),
  );
  const wrong = (what: string) => new AssayError('bad-request', `ASSAY_PLUGINS: ${name} ${what}`);
  if (found.length === 0) throw wrong(`exports none of ${pluginKinds.join(', ')}`);
  for (const { kind, entry } of found) {
    const { error } = kinds[kind].shape.safeParse(entry);
    const [issue] = error?.issues ?? [];
    if (issue)
      throw wrong(`exports a ${kind} whose ${issue.path.join('.') || 'value'} is wrong: ${issue.message}`);
  }
  return found;
}
