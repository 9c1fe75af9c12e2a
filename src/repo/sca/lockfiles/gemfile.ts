import type { Component } from '../component.ts';
import { fileName } from '../reading/paths.ts';
import { componentsFor, type Lockfile, type Reading, type Unresolved } from './lockfile.ts';

/** `gem 'rails', '7.0.4'` and what follows the name. */
const gem = /^\s*gem[\s(]+["']([^"']+)["']\s*(?:,\s*["']([^"']*)["'])?/;

function read(text: string, path: string): Reading {
  const make = componentsFor('RubyGems', path);
  const components: Component[] = [];
  const unresolved: Unresolved[] = [];
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    const match = line.length > 2000 ? null : gem.exec(line);
    if (!match || /\b(?:git|github|path):/.test(line)) continue;
    const [, name = '', wanted = ''] = match;
    const version = /^=?\s*(\d[\w.]*)$/.exec(wanted)?.[1];
    if (version === undefined) unresolved.push({ name, wanted: wanted || 'any version' });
    else components.push(make({ name, version, direct: true, line: at + 1 }));
  }
  return { components, unresolved };
}

export const gemfile: Lockfile = {
  id: 'gemfile',
  title: 'Gemfile',
  description: 'Exact versions of a Gemfile that has no lock file; ranges are reported as not resolved.',
  ecosystem: 'RubyGems',
  kind: 'manifest',
  accepts: ({ path }) => ['Gemfile', 'gems.rb'].includes(fileName(path)),
  read,
};
