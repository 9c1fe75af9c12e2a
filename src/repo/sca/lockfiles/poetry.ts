import { nameKey } from '../component.ts';
import { linesWith } from '../reading/lines.ts';
import { fileName } from '../reading/paths.ts';
import { parseToml } from '../reading/toml.ts';
import { entriesOf, get, getText, listOf, textsOf } from '../reading/values.ts';
import { componentsFor, type Draft, type Lockfile, type Reading } from './lockfile.ts';

/** A package of a `[[package]]` list, with the names of what it needs. */
export interface TomlPackage extends Draft {
  readonly needs: readonly string[];
}

/** `[[package]]` lists of poetry, uv, pdm and Cargo: each with the line of its header. */
export function packagesOf(
  text: string,
  needsOf: (entry: unknown) => readonly string[],
  draftOf: (entry: unknown) => Partial<Draft> | null,
): TomlPackage[] {
  const lines = linesWith(text, '[[package]]');
  return listOf(get(parseToml(text), 'package')).flatMap((entry, at) => {
    const [name, version] = [getText(entry, 'name'), getText(entry, 'version')];
    const draft = draftOf(entry);
    if (name === null || version === null || draft === null) return [];
    return { name, version, line: lines[at] ?? 1, ...draft, needs: needsOf(entry) };
  });
}

/** Components whose needs are found by name; where a name has several versions, all of them. */
export function linkByName(packages: readonly TomlPackage[], ecosystem: string, path: string): Reading {
  const make = componentsFor(ecosystem, path);
  const made = packages.map((one) => ({ one, component: make(one) }));
  const byName = Map.groupBy(made, ({ one }) => nameKey(ecosystem, one.name));
  const components = made.map(({ one, component }) => ({
    ...component,
    dependsOn: [
      ...new Set(
        one.needs.flatMap((name) =>
          (byName.get(nameKey(ecosystem, name)) ?? []).map(({ component: { purl } }) => purl),
        ),
      ),
    ],
  }));
  return { components };
}

/** From a folder, an archive or a repository: not the package that PyPI has under this name. */
const elsewhere = (entry: unknown): boolean =>
  ['directory', 'file', 'git', 'url'].includes(getText(get(entry, 'source'), 'type') ?? '');

/** `category` until 1.4, `groups` from 2.0 on; between them the file does not say. */
function isDev(entry: unknown): boolean {
  const groups = textsOf(get(entry, 'groups'));
  return groups.length > 0 ? !groups.includes('main') : getText(entry, 'category') === 'dev';
}

function read(text: string, path: string): Reading {
  const packages = packagesOf(
    text,
    (entry) => entriesOf(get(entry, 'dependencies')).map(([name]) => name),
    (entry) => (elsewhere(entry) ? null : { dev: isDev(entry) }),
  );
  return linkByName(packages, 'PyPI', path);
}

export const poetry: Lockfile = {
  id: 'poetry',
  title: 'Poetry',
  description: 'poetry.lock, with the groups that 1.x and 2.x write down.',
  ecosystem: 'PyPI',
  kind: 'lock',
  accepts: ({ path }) => fileName(path) === 'poetry.lock',
  read,
};
