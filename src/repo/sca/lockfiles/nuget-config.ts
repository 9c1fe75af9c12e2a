import { placesIn } from '../reading/lines.ts';
import { fileName } from '../reading/paths.ts';
import { get, getText, listOf } from '../reading/values.ts';
import { parseXml } from '../reading/xml.ts';
import { componentsFor, type Lockfile, type Reading } from './lockfile.ts';

function read(text: string, path: string): Reading {
  const make = componentsFor('NuGet', path);
  const places = placesIn(text, (line) => /\bid\s*=\s*"([^"]+)"/.exec(line)?.[1]);
  const components = listOf(get(get(parseXml(text), 'packages'), 'package')).flatMap((entry) => {
    const [name, version] = [getText(entry, '@id'), getText(entry, '@version')];
    if (name === null || version === null) return [];
    return make({
      name,
      version,
      dev: getText(entry, '@developmentDependency') === 'true',
      line: places.lineOf(name),
    });
  });
  return { components };
}

export const nugetConfig: Lockfile = {
  id: 'nuget-config',
  title: 'NuGet packages.config',
  description: 'packages.config: every package with its exact version.',
  ecosystem: 'NuGet',
  kind: 'lock',
  accepts: ({ path }) => /^packages(?:\..+)?\.config$/i.test(fileName(path)),
  read,
};
