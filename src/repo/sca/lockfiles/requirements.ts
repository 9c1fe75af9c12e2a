import type { Tree } from '../../tree.ts';
import type { Component } from '../component.ts';
import { besides, fileName } from '../reading/paths.ts';
import { componentsFor, type Lockfile, type Reading, type Unresolved } from './lockfile.ts';

const mostFiles = 50;

/** Logical lines with the number of their first physical line; continuation lines joined, comments left out. */
function logicalLines(text: string): { line: number; text: string }[] {
  const lines: { line: number; text: string }[] = [];
  let pending: { line: number; parts: string[] } | null = null;
  for (const [at, raw] of text.split(/\r?\n/).entries()) {
    const current: { line: number; parts: string[] } = pending ?? { line: at + 1, parts: [] };
    const more = raw.endsWith('\\');
    current.parts.push(more ? raw.slice(0, -1) : raw);
    pending = more ? current : null;
    if (!more) lines.push({ line: current.line, text: current.parts.join(' ') });
  }
  if (pending) lines.push({ line: pending.line, text: pending.parts.join(' ') });
  return lines.map(({ line, text }) => ({ line, text: text.replace(/(?:^|\s)#.*$/, '').trim() }));
}

export interface Requirement {
  readonly name: string;
  /** Empty where none is given. */
  readonly specifier: string;
  /** The exact version; null for ranges, addresses and wildcards. */
  readonly version: string | null;
}

/**
 * One requirement of PEP 508: name, extras, specifier; markers and hashes left out.
 * Null for what is none.
 */
export function readRequirement(text: string): Requirement | null {
  const bare = text.split(/\s--|;/, 1)[0]?.trim() ?? '';
  const match = /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[[^\]]*\])?\s*(.*)$/s.exec(bare);
  if (!match) return null;
  const [, name = '', rest = ''] = match;
  const specifier = rest.replace(/^\(|\)$/g, '').trim();
  if (specifier !== '' && !/^(?:[=<>!~]|@)/.test(specifier)) return null;
  const exact = /^===?\s*([A-Za-z0-9][A-Za-z0-9.!+_-]*)$/.exec(specifier);
  return { name, specifier, version: exact?.[1] ?? null };
}

interface Visit {
  readonly components: Component[];
  readonly unresolved: Unresolved[];
  readonly notes: string[];
  readonly seen: Set<string>;
}

function visit(text: string, path: string, tree: Tree, into: Visit): void {
  into.seen.add(path);
  const make = componentsFor('PyPI', path);
  for (const { line, text: entry } of logicalLines(text)) {
    const include = /^(?:-r|--requirement)[\s=]*(.+)$/.exec(entry)?.[1];
    if (include !== undefined) follow(include, path, tree, into);
    if (entry === '' || entry.startsWith('-')) continue;
    const requirement = readRequirement(entry);
    if (!requirement) continue;
    const { name, specifier, version } = requirement;
    if (version !== null) into.components.push(make({ name, version, direct: true, line }));
    else into.unresolved.push({ name, wanted: specifier || 'any version' });
  }
}

/** Files that are read on their own (their name is one of a requirements file) are left to that. */
function follow(target: string, path: string, tree: Tree, into: Visit): void {
  const next = /^\w+:\/\//.test(target) ? null : besides(path, target.trim());
  const note = `names ${target}, which is not in the tree`;
  if (next === null) return void into.notes.push(note);
  if (into.seen.has(next) || accepts({ path: next })) return;
  if (into.seen.size >= mostFiles) return void into.notes.push(`names more than ${mostFiles} other files`);
  const text = tree.read(next);
  if (text === null) return void into.notes.push(note);
  visit(text, next, tree, into);
}

const accepts = ({ path }: { path: string }): boolean =>
  /^(?:.*[-_.])?requirements?(?:[-_.].*)?\.(?:txt|pip)$/i.test(fileName(path)) ||
  /(?:^|\/)requirements\/[^/]+\.(?:txt|pip)$/i.test(path);

function read(text: string, path: string, tree: Tree): Reading {
  const into: Visit = { components: [], unresolved: [], notes: [], seen: new Set() };
  visit(text, path, tree, into);
  // A file of its own for development is named so everywhere.
  const dev = /(?:^|[-_.])(?:ci|dev|develop|development|docs?|lint|tests?|testing)[-_.]/i.test(
    fileName(path),
  );
  return { ...into, components: into.components.map((component) => ({ ...component, dev })) };
}

export const requirements: Lockfile = {
  id: 'requirements',
  title: 'pip requirements',
  description: 'requirements*.txt: exact pins, files that it includes, extras, markers and hashes.',
  ecosystem: 'PyPI',
  kind: 'pins',
  accepts,
  read,
};
