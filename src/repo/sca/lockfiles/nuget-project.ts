import type { Tree } from '../../tree.ts';
import type { Component } from '../component.ts';
import { nameKey } from '../component.ts';
import { placesIn } from '../reading/lines.ts';
import { fileName, folderOf } from '../reading/paths.ts';
import { mostValue } from '../reading/pom.ts';
import { entriesOf, get, getText, listOf, textOf } from '../reading/values.ts';
import { parseXml } from '../reading/xml.ts';
import { componentsFor, type Lockfile, type Reading, type Unresolved } from './lockfile.ts';

const itemsOf = (project: unknown, kind: string): unknown[] =>
  listOf(get(project, 'ItemGroup')).flatMap((group) => listOf(get(group, kind)));

const value = (item: unknown, key: string): string | null => getText(item, `@${key}`) ?? getText(item, key);

/** Properties of the file itself; a condition is taken as met. */
function propertiesOf(project: unknown): Map<string, string> {
  const properties = new Map<string, string>();
  for (const group of listOf(get(project, 'PropertyGroup'))) {
    for (const [key, entry] of entriesOf(group)) {
      const text = textOf(entry) ?? getText(entry, '#text');
      if (text !== null && text.length <= mostValue) properties.set(key.toLowerCase(), text);
    }
  }
  return properties;
}

const fill = (text: string, properties: ReadonlyMap<string, string>): string =>
  text
    .slice(0, mostValue)
    .replace(/\$\(([\w.]{1,200})\)/g, (whole, name: string) => properties.get(name.toLowerCase()) ?? whole);

/** Folders from that of `path` up to the root, nearest first. */
function foldersAbove(path: string): string[] {
  const folders = [folderOf(path)];
  while (folders.at(-1) !== '') folders.push(folderOf((folders.at(-1) as string).slice(0, -1)));
  return folders;
}

/** The nearest file of that name in the folder or above, as MSBuild looks for it. */
function nearest(path: string, name: string, tree: Tree): unknown {
  for (const folder of foldersAbove(path)) {
    const text = tree.read(`${folder}${name}`);
    if (text !== null) return get(parseXml(text), 'Project');
  }
  return undefined;
}

/** "[1.2.3]" is exact; a plain version is the lowest that is allowed, and the one that is restored where it exists. */
function exactOf(version: string): string | null {
  const text = /^\[\s*([^,[\]()]+?)\s*\]$/.exec(version)?.[1] ?? version.trim();
  return /^\d+(?:\.\d+){0,3}(?:-[\w.-]+)?(?:\+[\w.-]+)?$/.test(text) ? text : null;
}

function read(text: string, path: string, tree: Tree): Reading {
  const project = get(parseXml(text), 'Project');
  const central = nearest(path, 'Directory.Packages.props', tree);
  const properties = new Map([
    ...propertiesOf(nearest(path, 'Directory.Build.props', tree)),
    ...propertiesOf(central),
    ...propertiesOf(project),
  ]);
  const managed = new Map(
    itemsOf(central, 'PackageVersion').map((item) => [
      nameKey('NuGet', value(item, 'Include') ?? ''),
      value(item, 'Version'),
    ]),
  );
  const make = componentsFor('NuGet', path);
  const places = placesIn(text, (line) => /\bInclude\s*=\s*"([^"]+)"/.exec(line)?.[1]);
  const components: Component[] = [];
  const unresolved: Unresolved[] = [];
  for (const item of [
    ...itemsOf(project, 'PackageReference'),
    ...itemsOf(project, 'GlobalPackageReference'),
  ]) {
    const name = value(item, 'Include');
    if (name === null) continue;
    const wanted =
      value(item, 'VersionOverride') ?? value(item, 'Version') ?? managed.get(nameKey('NuGet', name));
    const version = wanted ? exactOf(fill(wanted, properties)) : null;
    const dev = value(item, 'PrivateAssets')?.toLowerCase() === 'all';
    if (version === null) unresolved.push({ name, wanted: wanted ?? 'no version' });
    else components.push(make({ name, version, dev, direct: true, line: places.lineOf(name) }));
  }
  return { components, unresolved };
}

export const nugetProject: Lockfile = {
  id: 'nuget-project',
  title: '.NET project',
  description: 'PackageReference of *.csproj, *.fsproj and *.vbproj, with Directory.Packages.props above it.',
  ecosystem: 'NuGet',
  kind: 'manifest',
  accepts: ({ path }) => /\.(?:cs|fs|vb)proj$/i.test(fileName(path)),
  read,
};
