import type { Component } from '../component.ts';
import { placesIn } from '../reading/lines.ts';
import { parseToml } from '../reading/toml.ts';
import { entriesOf, get, getText, textOf } from '../reading/values.ts';
import { componentsFor, type Lockfile, type Reading, type Unresolved } from './lockfile.ts';

/** "group:artifact:version", or a table of module (or group and name) with version or version.ref. */
function libraryOf(value: unknown, versions: unknown): { name: string; version: string | null } | null {
  const [group, artifact, inline] = (textOf(value) ?? getText(value, 'module') ?? '').split(':');
  const name =
    group && artifact ? `${group}:${artifact}` : [getText(value, 'group'), getText(value, 'name')].join(':');
  if (/^:|:$/.test(name)) return null;
  const version = get(value, 'version');
  const named = get(versions, getText(version, 'ref') ?? '');
  const text = inline ?? richVersion(version) ?? richVersion(named);
  return { name, version: text ?? null };
}

const richVersion = (value: unknown): string | null => textOf(value) ?? getText(value, 'strictly');

function read(text: string, path: string): Reading {
  const root = parseToml(text);
  const make = componentsFor('Maven', path);
  const places = placesIn(text, (line) => /^\s*"?([\w.-]+)"?\s*=/.exec(line)?.[1]);
  const unresolved: Unresolved[] = [];
  const components: Component[] = [];
  for (const [alias, value] of entriesOf(get(root, 'libraries'))) {
    const library = libraryOf(value, get(root, 'versions'));
    if (!library) continue;
    const { name, version } = library;
    if (version !== null && /^\d[\w.-]*$/.test(version)) {
      components.push(make({ name, version, direct: true, line: places.lineOf(alias) }));
    } else unresolved.push({ name, wanted: version ?? 'the version of a platform' });
  }
  return { components, unresolved };
}

export const gradleCatalog: Lockfile = {
  id: 'gradle-catalog',
  title: 'Gradle version catalog',
  description: 'Libraries of *.versions.toml with the versions that it names.',
  ecosystem: 'Maven',
  kind: 'manifest',
  accepts: ({ path }) => /\.versions\.toml$/.test(path),
  read,
};
