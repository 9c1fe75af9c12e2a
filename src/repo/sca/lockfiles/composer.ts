import { nameKey } from '../component.ts';
import { placesIn } from '../reading/lines.ts';
import { fileName } from '../reading/paths.ts';
import { entriesOf, get, getText, listOf, objectOf, parseJson, textsOf } from '../reading/values.ts';
import { componentsFor, type Lockfile, type Reading } from './lockfile.ts';

const namedHere = (line: string): string | undefined => /^\s*"name"\s*:\s*"([^"]+)"/.exec(line)?.[1];

function read(text: string, path: string): Reading {
  const root = parseJson(text);
  if (!objectOf(root)) throw new Error('is no JSON object');
  const make = componentsFor('Packagist', path);
  const places = placesIn(text, namedHere);
  const made = ['packages', 'packages-dev'].flatMap((section) =>
    listOf(get(root, section)).flatMap((entry) => {
      const [name, version] = [getText(entry, 'name'), getText(entry, 'version')];
      if (name === null || version === null) return [];
      const licences = textsOf(get(entry, 'license'));
      const draft = {
        name,
        version: version.replace(/^v(?=\d)/, ''),
        dev: section === 'packages-dev',
        line: places.lineOf(name),
        ...(licences.length > 0 ? { licence: licences.join(' OR ') } : {}),
      };
      return { component: make(draft), needs: entriesOf(get(entry, 'require')).map(([need]) => need) };
    }),
  );
  const key = (name: string): string => nameKey('Packagist', name);
  const byName = new Map(made.map(({ component }) => [key(component.name), component.purl]));
  return {
    components: made.map(({ component, needs }) => ({
      ...component,
      dependsOn: needs.flatMap((name) => byName.get(key(name)) ?? []),
    })),
  };
}

export const composer: Lockfile = {
  id: 'composer',
  title: 'Composer',
  description: 'composer.lock, its packages and those for development.',
  ecosystem: 'Packagist',
  kind: 'lock',
  accepts: ({ path }) => fileName(path) === 'composer.lock',
  read,
};
