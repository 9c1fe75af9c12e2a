import type { Component } from '../component.ts';
import { jsonKey, placesIn } from '../reading/lines.ts';
import { fileName } from '../reading/paths.ts';
import { entriesOf, get, objectOf, parseJson, textOf } from '../reading/values.ts';
import { componentsFor, type Lockfile, type Reading, type Unresolved } from './lockfile.ts';

function read(text: string, path: string): Reading {
  const root = parseJson(text);
  if (!objectOf(root)) throw new Error('is no JSON object');
  const make = componentsFor('Packagist', path);
  const places = placesIn(text, jsonKey);
  const components: Component[] = [];
  const unresolved: Unresolved[] = [];
  for (const kind of ['require', 'require-dev']) {
    for (const [name, value] of entriesOf(get(root, kind))) {
      // "php", "ext-json": of the platform.
      if (!name.includes('/')) continue;
      const wanted = textOf(value) ?? '*';
      const version = /^=?\s*v?(\d+(?:\.\d+){1,3}(?:-[\w.]+)?)$/.exec(wanted)?.[1];
      if (version === undefined) unresolved.push({ name, wanted });
      else {
        const dev = kind === 'require-dev';
        components.push(make({ name, version, dev, direct: true, line: places.lineOf(name) }));
      }
    }
  }
  return { components, unresolved };
}

export const composerJson: Lockfile = {
  id: 'composer-json',
  title: 'composer.json',
  description:
    'Exact versions of a composer.json that has no lock file; ranges are reported as not resolved.',
  ecosystem: 'Packagist',
  kind: 'manifest',
  accepts: ({ path }) => fileName(path) === 'composer.json',
  read,
};
