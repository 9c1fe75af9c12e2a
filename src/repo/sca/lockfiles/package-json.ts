import type { Component } from '../component.ts';
import { jsonKey, placesIn } from '../reading/lines.ts';
import { fileName } from '../reading/paths.ts';
import { entriesOf, get, objectOf, parseJson, textOf } from '../reading/values.ts';
import { componentsFor, type Lockfile, type Reading, type Unresolved } from './lockfile.ts';

const kinds = ['dependencies', 'optionalDependencies', 'devDependencies'];
/** From the tree itself, or from elsewhere than a registry. */
const elsewhere =
  /^(?:file|link|portal|workspace|patch|git|git\+\w+|github|gitlab|bitbucket|https?|catalog):|^[\w.-]+\/[\w.-]+(?:#.*)?$/;

function read(text: string, path: string): Reading {
  const root = parseJson(text);
  if (!objectOf(root)) throw new Error('is no JSON object');
  const make = componentsFor('npm', path);
  const places = placesIn(text, jsonKey);
  const components: Component[] = [];
  const unresolved: Unresolved[] = [];
  for (const kind of kinds) {
    for (const [key, entry] of entriesOf(get(root, kind))) {
      const alias = /^npm:((?:@[^/@]+\/)?[^/@]+)@(.+)$/.exec(textOf(entry) ?? '');
      const [name, wanted] = alias ? [alias[1] as string, alias[2] as string] : [key, textOf(entry) ?? '*'];
      if (elsewhere.test(wanted)) continue;
      const version = /^[v=\s]*(\d+\.\d+\.\d+(?:-[\w.-]+)?(?:\+[\w.-]+)?)$/.exec(wanted)?.[1];
      if (version === undefined) unresolved.push({ name, wanted });
      else {
        const dev = kind === 'devDependencies';
        components.push(make({ name, version, dev, direct: true, line: places.lineOf(key) }));
      }
    }
  }
  return { components, unresolved };
}

export const packageJson: Lockfile = {
  id: 'package-json',
  title: 'package.json',
  description: 'Exact versions of a package.json that has no lock file; ranges are reported as not resolved.',
  ecosystem: 'npm',
  kind: 'manifest',
  accepts: ({ path }) => fileName(path) === 'package.json',
  read,
};
