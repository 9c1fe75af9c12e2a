import type { Component } from '../component.ts';
import { childOf, type Entry, pairsOf, readIndented } from '../reading/indented.ts';
import { fileName } from '../reading/paths.ts';
import { componentsFor, type Lockfile, type Reading } from './lockfile.ts';

/**
 * The key of a package: `/name/1.0.0_peers` (5), `/name@1.0.0(peers)` (6), `name@1.0.0(peers)` (9).
 * Null for what comes from elsewhere than a registry.
 */
export function splitKey(key: string): { name: string; version: string } | null {
  const bare = key.replace(/\(.*$/s, '');
  const match =
    /^\/?((?:@[^/@]+\/)?[^/@]+)@(\d[^/@]*)$/.exec(bare) ??
    /^\/((?:@[^/]+\/)?[^/]+)\/(\d[^/_]*)(?:_.*)?$/.exec(bare);
  return match && { name: match[1] as string, version: match[2] as string };
}

interface Project {
  readonly dev: Set<string>;
  readonly direct: Set<string>;
}

/** `specifiers` and versions by name, or (from 6 on) name with `specifier` and `version` below. */
function namesAsked(importers: readonly Entry[]): Project {
  const asked: Project = { dev: new Set(), direct: new Set() };
  for (const importer of importers) {
    for (const kind of ['dependencies', 'optionalDependencies', 'devDependencies']) {
      for (const { key, value, children } of childOf(importer.children, kind)?.children ?? []) {
        const version = childOf(children, 'version')?.value ?? value;
        const target = targetOf(key, version);
        asked.direct.add(target);
        if (kind === 'devDependencies') asked.dev.add(target);
      }
    }
  }
  return asked;
}

/** "name@version" of what a dependency was resolved to; an alias names the real package in its version. */
function targetOf(name: string, version: string): string {
  const real = /^\d/.test(version) ? null : splitKey(version);
  if (real) return idOf(real);
  return `${name}@${version.replace(/[(_].*$/s, '')}`;
}

const idOf = ({ name, version }: { name: string; version: string }): string => `${name}@${version}`;

/** What only development needs, from version 9 on, where the file no longer says so. */
function reachable(from: Iterable<string>, needs: ReadonlyMap<string, readonly string[]>): Set<string> {
  const seen = new Set<string>();
  const open = [...from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    open.push(...(needs.get(id) ?? []));
  }
  return seen;
}

function read(text: string, path: string): Reading {
  const root = readIndented(text);
  const make = componentsFor('npm', path);
  const importers = childOf(root, 'importers')?.children ?? [
    { key: '.', value: '', raw: '', line: 1, children: root },
  ];
  const asked = namesAsked(importers);
  const needs = new Map<string, string[]>();
  const found = new Map<string, { entry: Entry; name: string; version: string }>();
  for (const section of ['packages', 'snapshots']) {
    for (const entry of childOf(root, section)?.children ?? []) {
      const id = splitKey(entry.key);
      if (!id) continue;
      if (section === 'packages' && !found.has(idOf(id))) found.set(idOf(id), { entry, ...id });
      const targets = ['dependencies', 'optionalDependencies'].flatMap((kind) =>
        pairsOf(entry.children, kind).map(([name, version]) => targetOf(name, version)),
      );
      needs.set(idOf(id), [...(needs.get(idOf(id)) ?? []), ...targets]);
    }
  }
  const production = reachable(
    [...asked.direct].filter((id) => !asked.dev.has(id)),
    needs,
  );
  const made = new Map<string, Component>();
  for (const [id, { entry, name, version }] of found) {
    const flag = childOf(entry.children, 'dev')?.value;
    const dev = flag === undefined ? asked.direct.size > 0 && !production.has(id) : flag === 'true';
    made.set(id, make({ name, version, dev, direct: asked.direct.has(id), line: entry.line }));
  }
  const components = [...made].map(([id, component]) => ({
    ...component,
    dependsOn: [...new Set((needs.get(id) ?? []).flatMap((need) => made.get(need)?.purl ?? []))],
  }));
  return { components };
}

export const pnpm: Lockfile = {
  id: 'pnpm',
  title: 'pnpm',
  description: 'pnpm-lock.yaml, versions 5 to 9.',
  ecosystem: 'npm',
  kind: 'lock',
  accepts: ({ path }) => fileName(path) === 'pnpm-lock.yaml',
  read,
};
