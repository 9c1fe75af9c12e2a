import { fileName } from '../reading/paths.ts';
import { get, getText, textsOf } from '../reading/values.ts';
import { componentsFor, type Lockfile, type Reading } from './lockfile.ts';
import { packagesOf } from './poetry.ts';

/** "name", "name 1.0.0" or "name 1.0.0 (registry+…)". */
const keyOf = (need: string): string => need.split(' ', 2).join(' ');

/** Without a source it is of this workspace; from a repository, crates.io knows nothing of it. */
const isPublished = (entry: unknown): boolean =>
  /^(?:registry|sparse)\+/.test(getText(entry, 'source') ?? '');

function read(text: string, path: string): Reading {
  const own = new Set<string>();
  const packages = packagesOf(
    text,
    (entry) => textsOf(get(entry, 'dependencies')).map(keyOf),
    (entry) => {
      if (isPublished(entry)) return {};
      for (const need of textsOf(get(entry, 'dependencies'))) own.add(keyOf(need));
      return null;
    },
  );
  const make = componentsFor('crates.io', path);
  const isDirect = ({ name, version }: { name: string; version: string }): boolean =>
    own.has(name) || own.has(`${name} ${version}`);
  const made = packages.map((one) => ({ one, component: make({ ...one, direct: isDirect(one) }) }));
  const byKey = new Map(
    made.flatMap(({ one, component }) => [
      [one.name, component.purl] as const,
      [`${one.name} ${one.version}`, component.purl] as const,
    ]),
  );
  return {
    components: made.map(({ one, component }) => ({
      ...component,
      dependsOn: one.needs.flatMap((need) => byKey.get(need) ?? []),
    })),
  };
}

export const cargo: Lockfile = {
  id: 'cargo',
  title: 'Cargo',
  description: 'Cargo.lock: crates from a registry. It does not say which are for development.',
  ecosystem: 'crates.io',
  kind: 'lock',
  accepts: ({ path }) => fileName(path) === 'Cargo.lock',
  read,
};
