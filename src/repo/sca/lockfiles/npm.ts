import type { Component } from '../component.ts';
import { jsonKey, type Places, placesIn } from '../reading/lines.ts';
import { fileName } from '../reading/paths.ts';
import { entriesOf, get, getText, objectOf, parseJson } from '../reading/values.ts';
import { componentsFor, type Draft, type Lockfile, type Reading } from './lockfile.ts';

type Make = (draft: Draft) => Component;

/** Deeper than any node_modules; what is deeper in version 1 of the format is a trap. */
const mostDepth = 200;

const isRegistryVersion = (version: string | null): version is string =>
  version !== null && /^\d/.test(version);

/** "node_modules/a/node_modules/@b/c" is @b/c. */
const nameOf = (key: string): string => key.slice(key.lastIndexOf('node_modules/') + 13);

/** Where node would find `name`, asked for by the package at `key`: in its own node_modules, or in one above. */
function resolve(packages: ReadonlyMap<string, unknown>, key: string, name: string): string | null {
  for (let from = key; ; ) {
    const candidate = `${from === '' ? '' : `${from}/`}node_modules/${name}`;
    if (packages.has(candidate)) return candidate;
    if (from === '') return null;
    const cut = from.lastIndexOf('/node_modules/');
    from = cut < 0 ? '' : from.slice(0, cut);
  }
}

const needsOf = (entry: unknown): string[] =>
  ['dependencies', 'optionalDependencies'].flatMap((kind) =>
    entriesOf(get(entry, kind)).map(([name]) => name),
  );

/** Names that the project and its workspaces ask for themselves. */
function askedFor(packages: ReadonlyMap<string, unknown>): Set<string> {
  const keys = new Set<string>();
  for (const [key, entry] of packages) {
    if (key.includes('node_modules/')) continue;
    const names = [...needsOf(entry), ...entriesOf(get(entry, 'devDependencies')).map(([name]) => name)];
    for (const name of names) keys.add(resolve(packages, key, name) ?? '');
  }
  return keys;
}

/** Versions 2 and 3: one flat object, keys are places in node_modules. */
function readPackages(packages: ReadonlyMap<string, unknown>, make: Make, places: Places): Component[] {
  const drafts = new Map<string, Component>();
  const direct = askedFor(packages);
  for (const [key, entry] of packages) {
    const version = getText(entry, 'version');
    if (!key.includes('node_modules/') || get(entry, 'link') === true || !isRegistryVersion(version))
      continue;
    const licence = getText(entry, 'license') ?? undefined;
    drafts.set(
      key,
      make({
        name: getText(entry, 'name') ?? nameOf(key),
        version,
        dev: get(entry, 'dev') === true,
        direct: direct.has(key),
        line: places.lineOf(key),
        ...(licence === undefined ? {} : { licence }),
      }),
    );
  }
  return [...drafts].map(([key, component]) => ({
    ...component,
    dependsOn: needsOf(packages.get(key)).flatMap(
      (name) => drafts.get(resolve(packages, key, name) ?? '')?.purl ?? [],
    ),
  }));
}

/** Version 1: nested; read without recursion. What needs what is left out: the places are not written down. */
function readNested(root: unknown, make: Make, places: Places): Component[] {
  const components: Component[] = [];
  const open: { entries: [string, unknown][]; depth: number }[] = [
    { entries: entriesOf(get(root, 'dependencies')), depth: 1 },
  ];
  for (let level = open.pop(); level; level = open.pop()) {
    if (level.depth > mostDepth) throw new Error(`is nested deeper than ${mostDepth} levels`);
    for (const [key, entry] of level.entries) {
      // An alias: "npm:real-name@1.2.3".
      const alias = /^npm:(.+)@([^@]+)$/.exec(getText(entry, 'version') ?? '');
      const name = alias?.[1] ?? key;
      const version = alias?.[2] ?? getText(entry, 'version');
      if (isRegistryVersion(version)) {
        components.push(make({ name, version, dev: get(entry, 'dev') === true, line: places.lineOf(key) }));
      }
      const inner = entriesOf(get(entry, 'dependencies'));
      if (inner.length > 0) open.push({ entries: inner, depth: level.depth + 1 });
    }
  }
  return components;
}

function read(text: string, path: string): Reading {
  const root = parseJson(text);
  if (!objectOf(root)) throw new Error('is no JSON object');
  const make = componentsFor('npm', path);
  const places = placesIn(text, jsonKey);
  const packages = objectOf(get(root, 'packages'));
  if (packages) return { components: readPackages(new Map(Object.entries(packages)), make, places) };
  return { components: readNested(root, make, places) };
}

export const npm: Lockfile = {
  id: 'npm',
  title: 'npm',
  description: 'package-lock.json and npm-shrinkwrap.json, versions 1 to 3.',
  ecosystem: 'npm',
  kind: 'lock',
  accepts: ({ path }) => ['package-lock.json', 'npm-shrinkwrap.json'].includes(fileName(path)),
  read,
};
