import type { Component } from '../component.ts';
import { jsonKey, placesIn } from '../reading/lines.ts';
import { fileName } from '../reading/paths.ts';
import { entriesOf, get, listOf, parseJson, textOf } from '../reading/values.ts';
import { componentsFor, type Lockfile, type Reading } from './lockfile.ts';

const kinds = ['dependencies', 'optionalDependencies', 'peerDependencies'];
const namesIn = (value: unknown, names: readonly string[]): string[] =>
  names.flatMap((kind) => entriesOf(get(value, kind)).map(([name]) => name));

/** Keys are paths: "a/b" is b as a sees it; a name without an entry of its own below `key` stands further up. */
function resolve(made: ReadonlyMap<string, Component>, key: string, name: string): Component | undefined {
  const own = made.get(`${key}/${name}`);
  if (own) return own;
  const cut = key.lastIndexOf('/');
  return cut < 0 ? made.get(name) : (made.get(`${key.slice(0, cut)}/${name}`) ?? made.get(name));
}

function read(text: string, path: string): Reading {
  const root = parseJson(text);
  const places = placesIn(text, jsonKey);
  const make = componentsFor('npm', path);
  const workspaces = entriesOf(get(root, 'workspaces')).map(([, workspace]) => workspace);
  const production = new Set(workspaces.flatMap((workspace) => namesIn(workspace, kinds)));
  const direct = new Set([
    ...production,
    ...workspaces.flatMap((workspace) => namesIn(workspace, ['devDependencies'])),
  ]);
  const made = new Map<string, Component>();
  const needs = new Map<string, string[]>();
  for (const [key, entry] of entriesOf(get(root, 'packages'))) {
    const match = /^((?:@[^/@]+\/)?[^/@]+)@(\d.*)$/.exec(textOf(listOf(entry)[0]) ?? '');
    if (!match) continue;
    const [, name = '', version = ''] = match;
    made.set(key, make({ name, version, direct: direct.has(key), line: places.lineOf(key) }));
    needs.set(key, namesIn(listOf(entry)[2], kinds));
  }
  const reached = new Set<string>();
  const open = [...production];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    const purl = made.get(key)?.purl;
    if (purl === undefined || reached.has(purl)) continue;
    reached.add(purl);
    open.push(
      ...(needs.get(key) ?? []).map((name) => (made.has(`${key}/${name}`) ? `${key}/${name}` : name)),
    );
  }
  const components = [...made].map(([key, component]) => ({
    ...component,
    dev: direct.size > 0 && !reached.has(component.purl),
    dependsOn: (needs.get(key) ?? []).flatMap((name) => resolve(made, key, name)?.purl ?? []),
  }));
  return { components };
}

export const bun: Lockfile = {
  id: 'bun',
  title: 'Bun',
  description: 'bun.lock, the text form; bun.lockb is binary and is not read.',
  ecosystem: 'npm',
  kind: 'lock',
  accepts: ({ path }) => fileName(path) === 'bun.lock',
  read,
};
