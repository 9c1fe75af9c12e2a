import { fileName } from '../reading/paths.ts';
import { componentsFor, type Lockfile, type Reading } from './lockfile.ts';

/** `"plug": {:hex, :plug, "1.14.0", "…", [:mix], [{:mime, "~> 1.0", …}], "hexpm", "…"},` */
const entry = /^\s*"[^"]+":\s*\{:hex,\s*:"?([\w.]+)"?,\s*"([^"]+)"/;
const need = /\{:"?([\w.]+)"?,\s*"/g;

function read(text: string, path: string): Reading {
  const make = componentsFor('Hex', path);
  const made = text.split('\n').flatMap((line, at) => {
    const match = entry.exec(line);
    if (!match) return [];
    const [whole, name = '', version = ''] = match;
    const needs = [...line.slice(whole.length).matchAll(need)].map(([, other]) => other as string);
    return { component: make({ name, version, line: at + 1 }), needs };
  });
  const byName = new Map(made.map(({ component }) => [component.name, component.purl]));
  return {
    components: made.map(({ component, needs }) => ({
      ...component,
      dependsOn: needs.flatMap((name) => byName.get(name) ?? []),
    })),
  };
}

export const mix: Lockfile = {
  id: 'mix',
  title: 'Mix',
  description: 'mix.lock of Elixir and Erlang: packages from Hex.',
  ecosystem: 'Hex',
  kind: 'lock',
  accepts: ({ path }) => fileName(path) === 'mix.lock',
  read,
};
