import { jsonKey, placesIn } from '../reading/lines.ts';
import { fileName } from '../reading/paths.ts';
import { entriesOf, get, getText, objectOf, parseJson } from '../reading/values.ts';
import { componentsFor, type Lockfile, type Reading } from './lockfile.ts';

function read(text: string, path: string): Reading {
  const root = parseJson(text);
  if (!objectOf(root)) throw new Error('is no JSON object');
  const make = componentsFor('PyPI', path);
  const places = placesIn(text, jsonKey);
  const components = ['default', 'develop'].flatMap((section) =>
    entriesOf(get(root, section)).flatMap(([name, entry]) => {
      const version = /^===?(.+)$/.exec(getText(entry, 'version') ?? '')?.[1];
      return version ? make({ name, version, dev: section === 'develop', line: places.lineOf(name) }) : [];
    }),
  );
  return { components };
}

export const pipenv: Lockfile = {
  id: 'pipenv',
  title: 'Pipenv',
  description: 'Pipfile.lock, its default and its development packages.',
  ecosystem: 'PyPI',
  kind: 'lock',
  accepts: ({ path }) => fileName(path) === 'Pipfile.lock',
  read,
};
