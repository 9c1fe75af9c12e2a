import type { Component } from '../component.ts';
import { placesIn } from '../reading/lines.ts';
import { fileName } from '../reading/paths.ts';
import { parseToml } from '../reading/toml.ts';
import { entriesOf, get, getText, textOf, textsOf } from '../reading/values.ts';
import { componentsFor, type Lockfile, type Reading, type Unresolved } from './lockfile.ts';
import { type Requirement, readRequirement } from './requirements.ts';

interface Asked extends Requirement {
  readonly dev: boolean;
}

/** PEP 621 and PEP 735: requirements as texts. */
function standard(root: unknown): Asked[] {
  const project = get(root, 'project');
  const main = [
    ...textsOf(get(project, 'dependencies')),
    ...entriesOf(get(project, 'optional-dependencies')).flatMap(([, list]) => textsOf(list)),
  ];
  const groups = entriesOf(get(root, 'dependency-groups')).flatMap(([, list]) => textsOf(list));
  return [
    ...main.map((text) => ({ text, dev: false })),
    ...groups.map((text) => ({ text, dev: true })),
  ].flatMap(({ text, dev }) => {
    const requirement = readRequirement(text);
    return requirement ? { ...requirement, dev } : [];
  });
}

/** Names with a version that is a caret range unless it says otherwise; of Poetry, and of a Pipfile. */
export function tables(holder: unknown, dev: boolean): Asked[] {
  return entriesOf(holder).flatMap(([name, value]) => {
    const specifier = textOf(value) ?? getText(value, 'version');
    if (name === 'python' || specifier === null) return [];
    return { name, specifier, version: /^===?\s*([\w.!+]+)$/.exec(specifier)?.[1] ?? null, dev };
  });
}

function poetry(root: unknown): Asked[] {
  const poetry = get(get(root, 'tool'), 'poetry');
  const groups = entriesOf(get(poetry, 'group'));
  return [
    ...tables(get(poetry, 'dependencies'), false),
    ...tables(get(poetry, 'dev-dependencies'), true),
    ...groups.flatMap(([name, group]) => tables(get(group, 'dependencies'), name !== 'main')),
  ];
}

/** A key in front, and the names that quoted requirements begin with. */
const namesIn = (line: string): string[] =>
  [...line.matchAll(/(?:^\s*|["'])([A-Za-z0-9][\w.-]*)/g)].map(([, name]) => name as string);

/** What a manifest of Python asks for, as a reading. */
export function readingOf(asked: readonly Asked[], text: string, path: string): Reading {
  const make = componentsFor('PyPI', path);
  const places = placesIn(text, namesIn);
  const components: Component[] = [];
  const unresolved: Unresolved[] = [];
  for (const { name, specifier, version, dev } of asked) {
    if (version === null) unresolved.push({ name, wanted: specifier || 'any version' });
    else components.push(make({ name, version, dev, direct: true, line: places.lineOf(name) }));
  }
  return { components, unresolved };
}

function read(text: string, path: string): Reading {
  const root = parseToml(text);
  if (fileName(path) !== 'Pipfile') return readingOf([...standard(root), ...poetry(root)], text, path);
  return readingOf(
    [...tables(get(root, 'packages'), false), ...tables(get(root, 'dev-packages'), true)],
    text,
    path,
  );
}

export const pyproject: Lockfile = {
  id: 'pyproject',
  title: 'pyproject.toml',
  description:
    'Exact versions of a pyproject.toml or Pipfile that has no lock file; ranges are not resolved.',
  ecosystem: 'PyPI',
  kind: 'manifest',
  accepts: ({ path }) => ['pyproject.toml', 'Pipfile'].includes(fileName(path)),
  read,
};
