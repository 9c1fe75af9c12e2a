import { childOf, readIndented } from '../reading/indented.ts';
import { fileName } from '../reading/paths.ts';
import { componentsFor, type Lockfile, type Reading } from './lockfile.ts';

function read(text: string, path: string): Reading {
  const make = componentsFor('Pub', path);
  const packages = childOf(readIndented(text), 'packages')?.children ?? [];
  const components = packages.flatMap(({ key: name, line, children }) => {
    const value = (key: string): string => childOf(children, key)?.value ?? '';
    if (value('source') !== 'hosted' || value('version') === '') return [];
    const asked = value('dependency');
    return make({
      name,
      version: value('version'),
      dev: asked === 'direct dev',
      direct: asked.startsWith('direct'),
      line,
    });
  });
  return { components };
}

export const pub: Lockfile = {
  id: 'pub',
  title: 'Pub',
  description: 'pubspec.lock of Dart and Flutter: hosted packages.',
  ecosystem: 'Pub',
  kind: 'lock',
  accepts: ({ path }) => fileName(path) === 'pubspec.lock',
  read,
};
