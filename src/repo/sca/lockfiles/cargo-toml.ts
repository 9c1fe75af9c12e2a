import type { Component } from '../component.ts';
import { placesIn } from '../reading/lines.ts';
import { fileName } from '../reading/paths.ts';
import { parseToml } from '../reading/toml.ts';
import { entriesOf, get, getText, textOf } from '../reading/values.ts';
import { componentsFor, type Lockfile, type Reading, type Unresolved } from './lockfile.ts';

const sections = ['dependencies', 'build-dependencies', 'dev-dependencies'];

function read(text: string, path: string): Reading {
  const root = parseToml(text);
  const make = componentsFor('crates.io', path);
  const places = placesIn(text, (line) => /^\s*"?([\w-]+)"?\s*=/.exec(line)?.[1]);
  const components: Component[] = [];
  const unresolved: Unresolved[] = [];
  const holders = [
    root,
    get(root, 'workspace'),
    ...entriesOf(get(root, 'target')).map(([, target]) => target),
  ];
  for (const section of sections) {
    for (const [key, value] of holders.flatMap((holder) => entriesOf(get(holder, section)))) {
      const wanted = textOf(value) ?? getText(value, 'version');
      const name = getText(value, 'package') ?? key;
      if (wanted === null) continue;
      const version = /^=\s*(\d+\.\d+\.\d+(?:-[\w.-]+)?)$/.exec(wanted)?.[1];
      if (version === undefined) unresolved.push({ name, wanted });
      else {
        const dev = section === 'dev-dependencies';
        components.push(make({ name, version, dev, direct: true, line: places.lineOf(key) }));
      }
    }
  }
  return { components, unresolved };
}

export const cargoToml: Lockfile = {
  id: 'cargo-toml',
  title: 'Cargo.toml',
  description: 'Exact versions of a Cargo.toml that has no lock file; ranges are reported as not resolved.',
  ecosystem: 'crates.io',
  kind: 'manifest',
  accepts: ({ path }) => fileName(path) === 'Cargo.toml',
  read,
};
