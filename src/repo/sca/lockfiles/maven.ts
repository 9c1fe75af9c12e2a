import type { Tree } from '../../tree.ts';
import type { Component } from '../component.ts';
import { placesIn } from '../reading/lines.ts';
import { fileName } from '../reading/paths.ts';
import { fill, type Project, projectOf, propertiesOf } from '../reading/pom.ts';
import { get, getText, listOf } from '../reading/values.ts';
import { componentsFor, type Lockfile, type Reading, type Unresolved } from './lockfile.ts';

const dependenciesIn = (holder: unknown): readonly unknown[] =>
  listOf(get(get(holder, 'dependencies'), 'dependency'));

const profilesOf = (pom: unknown): readonly unknown[] => listOf(get(get(pom, 'profiles'), 'profile'));

interface Named {
  readonly name: string;
  readonly version: string | null;
  readonly scope: string | null;
}

function named(dependency: unknown, properties: ReadonlyMap<string, string>): Named | null {
  const value = (key: string): string | null => {
    const text = getText(dependency, key);
    return text === null ? null : fill(text, properties);
  };
  const [group, artifact] = [value('groupId'), value('artifactId')];
  if (group === null || artifact === null) return null;
  return { name: `${group}:${artifact}`, version: value('version'), scope: value('scope') };
}

/** Versions that dependencyManagement settles; the nearest pom wins. Imported ones (BOMs) are not in the tree. */
function managedBy({ poms }: Project, properties: ReadonlyMap<string, string>) {
  const managed = new Map<string, Named>();
  const imports: string[] = [];
  for (const pom of poms) {
    for (const dependency of dependenciesIn(get(pom, 'dependencyManagement'))) {
      const one = named(dependency, properties);
      if (!one) continue;
      if (one.scope === 'import') imports.push(`${one.name}:${one.version ?? '?'}`);
      else if (!managed.has(one.name)) managed.set(one.name, one);
    }
  }
  return { managed, imports };
}

/** "[1.0]" is an exact version; other brackets are ranges. */
function exactOf(version: string | null): string | null {
  const text = version === null ? null : (/^\[([^,[\]()]+)\]$/.exec(version)?.[1]?.trim() ?? version);
  return text === null || /[[\](),${}]|^(?:LATEST|RELEASE)$/.test(text) ? null : text;
}

function read(text: string, path: string, tree: Tree): Reading {
  const project = projectOf(text, path, tree);
  const properties = propertiesOf(project);
  const { managed, imports } = managedBy(project, properties);
  const make = componentsFor('Maven', path);
  const places = placesIn(text, (line) => /<artifactId>\s*([^<\s]+)/.exec(line)?.[1]);
  const components = new Map<string, Component>();
  const unresolved: Unresolved[] = [];
  const asked = project.poms.flatMap((pom) => [pom, ...profilesOf(pom)]).flatMap(dependenciesIn);
  for (const dependency of asked) {
    const one = named(dependency, properties);
    if (!one || one.scope === 'system') continue;
    const settled = managed.get(one.name);
    const wanted = one.version ?? settled?.version ?? null;
    const version = exactOf(wanted);
    const line = places.lineOf(one.name.slice(one.name.indexOf(':') + 1));
    const dev = (one.scope ?? settled?.scope) === 'test';
    if (version === null)
      unresolved.push({ name: one.name, wanted: wanted ?? 'the version of a parent or BOM' });
    else if (!components.has(`${one.name}@${version}`)) {
      components.set(`${one.name}@${version}`, make({ name: one.name, version, dev, direct: true, line }));
    }
  }
  const notes = [
    ...(asked.length > 0 ? ['names direct dependencies only: what these need in turn is not known'] : []),
    ...(project.outside === null ? [] : [`has a parent that is not in the tree: ${project.outside}`]),
    ...(imports.length === 0 ? [] : [`imports versions that are not in the tree: ${imports.join(', ')}`]),
  ];
  return { components: [...components.values()], unresolved, notes };
}

export const maven: Lockfile = {
  id: 'maven',
  title: 'Maven',
  description: 'pom.xml with properties, dependencyManagement and parents of the tree: direct dependencies.',
  ecosystem: 'Maven',
  kind: 'lock',
  accepts: ({ path }) => fileName(path) === 'pom.xml' || /\.pom$/.test(path),
  read,
};
