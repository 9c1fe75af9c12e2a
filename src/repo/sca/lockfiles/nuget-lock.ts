import type { Component } from '../component.ts';
import { nameKey } from '../component.ts';
import { jsonKey, placesIn } from '../reading/lines.ts';
import { fileName } from '../reading/paths.ts';
import { entriesOf, get, getText, objectOf, parseJson } from '../reading/values.ts';
import { componentsFor, type Lockfile, type Reading } from './lockfile.ts';

function read(text: string, path: string): Reading {
  const root = parseJson(text);
  if (!objectOf(root)) throw new Error('is no JSON object');
  const make = componentsFor('NuGet', path);
  const places = placesIn(text, jsonKey);
  const found = new Map<string, Component>();
  for (const [, framework] of entriesOf(get(root, 'dependencies'))) {
    const packages = entriesOf(framework);
    const purls = new Map<string, string>();
    const made = packages.flatMap(([name, entry]) => {
      const version = getText(entry, 'resolved');
      // A project of the solution has no version that is published.
      if (version === null || getText(entry, 'type') === 'Project') return [];
      const direct = getText(entry, 'type') === 'Direct';
      const component = make({ name, version, direct, line: places.lineOf(name) });
      purls.set(nameKey('NuGet', name), component.purl);
      return { component, entry };
    });
    for (const { component, entry } of made) {
      if (found.has(component.purl)) continue;
      const needs = entriesOf(get(entry, 'dependencies')).map(([name]) => nameKey('NuGet', name));
      found.set(component.purl, { ...component, dependsOn: needs.flatMap((name) => purls.get(name) ?? []) });
    }
  }
  return { components: [...found.values()] };
}

export const nugetLock: Lockfile = {
  id: 'nuget-lock',
  title: 'NuGet lock file',
  description: 'packages.lock.json, over all target frameworks.',
  ecosystem: 'NuGet',
  kind: 'lock',
  accepts: ({ path }) => /^packages(?:\..+)?\.lock\.json$/.test(fileName(path)),
  read,
};
