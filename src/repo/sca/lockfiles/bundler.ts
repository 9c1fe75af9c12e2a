import { childOf, type Entry, readIndented } from '../reading/indented.ts';
import { fileName } from '../reading/paths.ts';
import { componentsFor, type Lockfile, type Reading } from './lockfile.ts';

/** `rails (7.0.4)`, `nokogiri (1.15.0-x86_64-linux)`; of a need the name alone counts. */
const specOf = (raw: string): { name: string; version: string } | null => {
  const match = /^([^\s(!]+) \(([^()]+)\)/.exec(raw);
  return match && { name: match[1] as string, version: withoutPlatform(match[2] as string) };
};

/** Everything behind the first hyphen is a platform: a version of RubyGems has none. */
const withoutPlatform = (version: string): string => version.split('-', 1)[0] as string;

const nameOf = (raw: string): string => raw.split(/[\s(!]/, 1)[0] as string;

function read(text: string, path: string): Reading {
  const root = readIndented(text);
  const specs: Entry[] = root
    .filter(({ raw }) => raw === 'GEM')
    .flatMap(({ children }) => childOf(children, 'specs')?.children ?? []);
  const direct = new Set(
    (root.find(({ raw }) => raw === 'DEPENDENCIES')?.children ?? []).map(({ raw }) => nameOf(raw)),
  );
  const make = componentsFor('RubyGems', path);
  const made = specs.flatMap((entry) => {
    const spec = specOf(entry.raw);
    return spec
      ? { entry, component: make({ ...spec, direct: direct.has(spec.name), line: entry.line }) }
      : [];
  });
  const byName = new Map(made.map(({ component }) => [component.name, component.purl]));
  const components = made.map(({ entry, component }) => ({
    ...component,
    dependsOn: entry.children.flatMap(({ raw }) => byName.get(nameOf(raw)) ?? []),
  }));
  // A gem with a build for each platform stands there once a platform.
  return { components: [...new Map(components.map((one) => [one.purl, one])).values()] };
}

export const bundler: Lockfile = {
  id: 'bundler',
  title: 'Bundler',
  description:
    'Gemfile.lock and gems.locked: gems from a server, without those from folders and repositories.',
  ecosystem: 'RubyGems',
  kind: 'lock',
  accepts: ({ path }) => ['Gemfile.lock', 'gems.locked'].includes(fileName(path)),
  read,
};
