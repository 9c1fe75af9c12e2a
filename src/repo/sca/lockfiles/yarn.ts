import type { Component } from '../component.ts';
import { childOf, type Entry, pairsOf, readIndented, unquote } from '../reading/indented.ts';
import { fileName } from '../reading/paths.ts';
import { componentsFor, type Lockfile, type Reading } from './lockfile.ts';

interface Package {
  readonly name: string;
  readonly version: string;
  /** "name@range", as others ask for it. */
  readonly descriptors: readonly string[];
  readonly line: number;
  readonly needs: readonly [string, string][];
  readonly isWorkspace: boolean;
}

/** `"@a/b@^1", "@a/b@npm:^2":` */
const descriptorsOf = (raw: string): string[] =>
  raw
    .replace(/:$/, '')
    .split(/,\s*/)
    .map((part) => unquote(part).trim())
    // Berry writes several into one pair of quotation marks.
    .map((part) => part.replace(/^["']|["']$/g, ''));

const nameOf = (descriptor: string): string => descriptor.slice(0, descriptor.indexOf('@', 1));

/** "npm:real-name@^1" is an alias for real-name. */
const aliasOf = (range: string): string | null => /^npm:((?:@[^/@]+\/)?[^/@]+)@/.exec(range)?.[1] ?? null;

function packageOf(entry: Entry): Package | null {
  const descriptors = descriptorsOf(entry.raw);
  const [first = ''] = descriptors;
  const version = childOf(entry.children, 'version')?.value;
  if (!version || first.indexOf('@', 1) < 0) return null;
  // Berry: `resolution: "real-name@npm:1.2.3"`.
  const resolution = childOf(entry.children, 'resolution')?.value ?? '';
  const name =
    resolution === ''
      ? (aliasOf(first.slice(nameOf(first).length + 1)) ?? nameOf(first))
      : nameOf(resolution);
  return {
    name,
    version,
    descriptors,
    line: entry.line,
    needs: [...pairsOf(entry.children, 'dependencies'), ...pairsOf(entry.children, 'optionalDependencies')],
    isWorkspace: /@workspace:/.test(resolution),
  };
}

/** Berry leaves the protocol out of a dependency and writes it into the key. */
const asked = (name: string, range: string): string[] => [`${name}@${range}`, `${name}@npm:${range}`];

function read(text: string, path: string): Reading {
  const packages = readIndented(text).flatMap((entry) => packageOf(entry) ?? []);
  const make = componentsFor('npm', path);
  const made = new Map<Package, Component>();
  const byDescriptor = new Map<string, Package>();
  for (const one of packages) {
    for (const descriptor of one.descriptors) byDescriptor.set(descriptor, one);
    if (!one.isWorkspace && /^\d/.test(one.version) && !local(one)) made.set(one, make(one));
  }
  const find = ([name, range]: [string, string]): Component | undefined => {
    const descriptor = asked(name, range).find((key) => byDescriptor.has(key));
    return descriptor === undefined ? undefined : made.get(byDescriptor.get(descriptor) as Package);
  };
  const workspaces = packages.filter(({ isWorkspace }) => isWorkspace);
  const direct = new Set(workspaces.flatMap(({ needs }) => needs.map((need) => find(need)?.purl)));
  const components = [...made].map(([one, component]) => ({
    ...component,
    direct: workspaces.length === 0 ? null : direct.has(component.purl),
    dependsOn: one.needs.flatMap((need) => find(need)?.purl ?? []),
  }));
  return { components };
}

/** From a folder or a repository: the name says nothing about what npm has under it. */
const local = ({ descriptors }: Package): boolean =>
  descriptors.every((descriptor) =>
    /@(?:file|link|portal|git|git\+\w+|github|https?):/.test(descriptor.slice(1)),
  );

export const yarn: Lockfile = {
  id: 'yarn',
  title: 'Yarn',
  description: 'yarn.lock of Yarn 1 and of Berry (2 and later). Yarn 1 does not say what is for development.',
  ecosystem: 'npm',
  kind: 'lock',
  accepts: ({ path }) => fileName(path) === 'yarn.lock',
  read,
};
