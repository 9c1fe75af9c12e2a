import { fileName } from '../reading/paths.ts';
import { parseToml } from '../reading/toml.ts';
import { entriesOf, get, getText, listOf } from '../reading/values.ts';
import type { Lockfile, Reading } from './lockfile.ts';
import { linkByName, packagesOf, type TomlPackage } from './poetry.ts';

const namesIn = (list: unknown): string[] => listOf(list).flatMap((entry) => getText(entry, 'name') ?? []);

/** Where the project itself stands: in a folder rather than in a registry. */
const isOwn = (entry: unknown): boolean =>
  ['editable', 'virtual', 'directory'].some((kind) => getText(get(entry, 'source'), kind) !== null);

const isPublished = (entry: unknown): boolean => {
  const source = get(entry, 'source');
  return source === undefined || getText(source, 'registry') !== null;
};

const groupsOf = (entry: unknown, key: string): string[] =>
  entriesOf(get(entry, key)).flatMap(([, list]) => namesIn(list));

function reachable(from: readonly string[], packages: readonly TomlPackage[]): Set<string> {
  const needs = new Map(packages.map(({ name, needs }) => [name, needs]));
  const seen = new Set<string>();
  const open = [...from];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    open.push(...(needs.get(name) ?? []));
  }
  return seen;
}

function read(text: string, path: string): Reading {
  const own = listOf(get(parseToml(text), 'package')).filter(isOwn);
  const packages = packagesOf(
    text,
    (entry) => [...namesIn(get(entry, 'dependencies')), ...groupsOf(entry, 'optional-dependencies')],
    (entry) => (isPublished(entry) ? {} : null),
  );
  const main = own.flatMap((entry) => [
    ...namesIn(get(entry, 'dependencies')),
    ...groupsOf(entry, 'optional-dependencies'),
  ]);
  const direct = new Set([...main, ...own.flatMap((entry) => groupsOf(entry, 'dev-dependencies'))]);
  const needed = reachable(main, packages);
  const marked = packages.map((one) => ({
    ...one,
    direct: direct.has(one.name),
    dev: own.length > 0 && !needed.has(one.name),
  }));
  return linkByName(marked, 'PyPI', path);
}

export const uv: Lockfile = {
  id: 'uv',
  title: 'uv',
  description: 'uv.lock: packages from a registry, and which of them only development groups need.',
  ecosystem: 'PyPI',
  kind: 'lock',
  accepts: ({ path }) => fileName(path) === 'uv.lock',
  read,
};
