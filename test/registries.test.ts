import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Plugin, Registry } from '#src/core/registry.ts';
import { providers } from '#src/llm/providers/index.ts';
import { personas } from '#src/range/personas/index.ts';
import { datasets } from '#src/redteam/datasets/index.ts';
import { guardrails } from '#src/redteam/guardrails/index.ts';
import { judges } from '#src/redteam/judges/index.ts';
import { modules } from '#src/redteam/modules/index.ts';
import { strategies } from '#src/redteam/strategies/index.ts';
import { lowerings } from '#src/repo/sast/lower/index.ts';
import { flawClasses } from '#src/repo/sast/rules/classes/index.ts';
import { csharpFrameworks } from '#src/repo/sast/rules/csharp/index.ts';
import { goFrameworks } from '#src/repo/sast/rules/go/index.ts';
import { javaFrameworks } from '#src/repo/sast/rules/java/index.ts';
import { javascriptFrameworks } from '#src/repo/sast/rules/javascript/index.ts';
import { phpFrameworks } from '#src/repo/sast/rules/php/index.ts';
import { pythonFrameworks } from '#src/repo/sast/rules/python/index.ts';
import { rubyFrameworks } from '#src/repo/sast/rules/ruby/index.ts';
import { sbomFormats } from '#src/repo/sbom/index.ts';
import { lockfiles } from '#src/repo/sca/lockfiles/index.ts';
import { versionSchemes } from '#src/repo/sca/versions/index.ts';
import { scanners } from '#src/repo/scanners/index.ts';
import { formats } from '#src/report/formats/index.ts';

interface Folder {
  readonly path: string;
  readonly registry: Registry<Plugin & { readonly description: string }>;
  /** Files of the folder that are no plug-ins, besides index.ts. */
  readonly helpers: readonly string[];
  /** Lines a plug-in may have. Goals are data and may be more. */
  readonly lines: number;
}

const folders: readonly Folder[] = [
  { path: 'src/llm/providers', registry: providers, helpers: ['provider.ts'], lines: 300 },
  { path: 'src/range/personas', registry: personas, helpers: [], lines: 120 },
  { path: 'src/redteam/datasets', registry: datasets, helpers: ['build.ts'], lines: 120 },
  { path: 'src/redteam/judges', registry: judges, helpers: ['fence.ts', 'read-json.ts'], lines: 120 },
  {
    path: 'src/redteam/guardrails',
    registry: guardrails,
    helpers: ['build.ts', 'harm-subjects.ts'],
    lines: 120,
  },
  { path: 'src/redteam/modules', registry: modules, helpers: ['build.ts'], lines: 600 },
  {
    path: 'src/redteam/strategies',
    registry: strategies,
    helpers: ['rewrite.ts', 'composite.ts'],
    lines: 120,
  },
  {
    path: 'src/repo/sast/lower',
    registry: lowerings,
    helpers: ['build.ts', 'lowering.ts', 'spans.ts'],
    lines: 300,
  },
  { path: 'src/repo/sast/rules/classes', registry: flawClasses, helpers: [], lines: 40 },
  // Rules are data, with their examples beside them.
  { path: 'src/repo/sast/rules/csharp', registry: csharpFrameworks, helpers: [], lines: 300 },
  { path: 'src/repo/sast/rules/go', registry: goFrameworks, helpers: ['handler.ts'], lines: 300 },
  { path: 'src/repo/sast/rules/java', registry: javaFrameworks, helpers: [], lines: 300 },
  {
    path: 'src/repo/sast/rules/javascript',
    registry: javascriptFrameworks,
    helpers: ['shapes.ts'],
    lines: 300,
  },
  { path: 'src/repo/sast/rules/php', registry: phpFrameworks, helpers: ['page.ts'], lines: 300 },
  { path: 'src/repo/sast/rules/python', registry: pythonFrameworks, helpers: [], lines: 300 },
  { path: 'src/repo/sast/rules/ruby', registry: rubyFrameworks, helpers: ['action.ts'], lines: 300 },
  { path: 'src/repo/sbom', registry: sbomFormats, helpers: ['build-sbom.ts', 'format.ts'], lines: 120 },
  { path: 'src/repo/sca/lockfiles', registry: lockfiles, helpers: ['lockfile.ts'], lines: 135 },
  { path: 'src/repo/sca/versions', registry: versionSchemes, helpers: ['scheme.ts'], lines: 120 },
  { path: 'src/repo/scanners', registry: scanners, helpers: ['scanner.ts', 'tool.ts'], lines: 120 },
  { path: 'src/report/formats', registry: formats, helpers: [], lines: 130 },
];

const pluginFiles = ({ path, helpers }: Folder): string[] =>
  readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
    .map((entry) => entry.name)
    .filter((name) => name !== 'index.ts' && !helpers.includes(name))
    .map((name) => basename(name, '.ts'))
    .toSorted();

describe.each(folders)('$path', (folder) => {
  const { path, registry, lines, helpers } = folder;

  test('the list names every file and nothing else', () => {
    expect([...registry.ids].toSorted()).toEqual(pluginFiles(folder));
    expect(registry.ids.length).toBeGreaterThan(0);
  });

  test('the list is alphabetical', () => {
    expect([...registry.ids]).toEqual([...registry.ids].toSorted());
  });

  test('helpers that are excepted are there', () => {
    expect(helpers.filter((name) => !existsSync(join(path, name)))).toEqual([]);
  });

  test.each([...registry.ids])('%s says what it is', (id) => {
    const plugin = registry.get(id);
    expect(id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
    expect(plugin.title.trim()).toBe(plugin.title);
    expect(plugin.title.length).toBeGreaterThan(0);
    expect(plugin.title.length).toBeLessThanOrEqual(60);
    expect(plugin.description).toMatch(/[.)]$/);
    expect(plugin.description.length).toBeGreaterThan(20);
  });

  test('no two have the same title', () => {
    expect(new Set(registry.all.map(({ title }) => title)).size).toBe(registry.all.length);
  });

  test('an unknown id is refused with the known ones', () => {
    expect(() => registry.get('no-such-thing')).toThrow(registry.ids[0]);
    expect(registry.find('no-such-thing')).toBeUndefined();
  });

  test(`no file is longer than ${lines} lines`, () => {
    const long = pluginFiles(folder)
      .map((id) => ({ id, lines: readFileSync(join(path, `${id}.ts`), 'utf8').split('\n').length - 1 }))
      .filter((file) => file.lines > lines);
    expect(long).toEqual([]);
  });
});

test('every folder that holds a registry is checked here', () => {
  const holders = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('/index.ts'))
    .map((name) => `src/${name}`)
    .filter((path) => /\bregistry(?:<[^>]*>)?\(/.test(readFileSync(path, 'utf8')))
    .map((path) => path.replace('/index.ts', ''));
  expect(holders.toSorted()).toEqual(folders.map(({ path }) => path).toSorted());
});
