import { fileName } from '../reading/paths.ts';
import { get, getText, textsOf } from '../reading/values.ts';
import type { Lockfile, Reading } from './lockfile.ts';
import { linkByName, packagesOf } from './poetry.ts';
import { readRequirement } from './requirements.ts';

/** From a repository, an address or a folder. */
const elsewhere = (entry: unknown): boolean =>
  ['git', 'url', 'path'].some((key) => getText(entry, key) !== null);

function isDev(entry: unknown): boolean {
  const groups = textsOf(get(entry, 'groups'));
  return groups.length > 0 && groups.every((group) => /^(?:dev|test|lint|docs?)/.test(group));
}

function read(text: string, path: string): Reading {
  const packages = packagesOf(
    text,
    (entry) =>
      textsOf(get(entry, 'dependencies')).flatMap((requirement) => readRequirement(requirement)?.name ?? []),
    (entry) => (elsewhere(entry) ? null : { dev: isDev(entry) }),
  );
  return linkByName(packages, 'PyPI', path);
}

export const pdm: Lockfile = {
  id: 'pdm',
  title: 'PDM',
  description: 'pdm.lock, with the groups that ask for a package.',
  ecosystem: 'PyPI',
  kind: 'lock',
  accepts: ({ path }) => fileName(path) === 'pdm.lock',
  read,
};
