import { jsonProblem } from '#src/core/errors.ts';
import type { Skipped, Tree, TreeFile } from '../tree.ts';
import { type Component, nameKey } from './component.ts';
import { lockfiles } from './lockfiles/index.ts';
import type { Lockfile, Reading } from './lockfiles/lockfile.ts';
import { folderOf } from './reading/paths.ts';

/** A file that was read, with what it says. */
export interface InventoryFile {
  readonly path: string;
  /** Id of its format. */
  readonly format: string;
  readonly ecosystem: string;
  readonly components: readonly Component[];
}

/** The packages that a repository depends on. */
export interface Inventory {
  readonly files: readonly InventoryFile[];
  readonly skipped: readonly Skipped[];
}

export const scannerId = 'sca';
/** A file that names more is no lock file of anyone. */
const mostComponents = 250_000;
/** Names quoted in a reason. */
const mostNames = 10;

interface Read {
  readonly format: Lockfile;
  readonly path: string;
  readonly reading: Reading;
}

/** Reads every lock file and manifest of a tree. A file that cannot be read is skipped with its reason. */
export function takeInventory(tree: Tree): Inventory {
  const skipped: Skipped[] = [];
  const reads = tree.files
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
    .flatMap((file) => readFile(file, tree, skipped) ?? []);
  const locked = namesLocked(reads);
  const files = reads.map(({ format, path, reading }) => {
    const covered = (name: string): boolean => isLocked(locked, format.ecosystem, path, name);
    const left =
      format.kind === 'manifest'
        ? reading.components.filter(({ name }) => !covered(name))
        : reading.components;
    const open =
      format.kind === 'lock' ? reading.unresolved : reading.unresolved?.filter(({ name }) => !covered(name));
    skipped.push(...remarks({ ...reading, components: left, unresolved: open ?? [] }, path, format));
    return { path, format: format.id, ecosystem: format.ecosystem, components: distinct(left) };
  });
  return { files, skipped };
}

function readFile(file: TreeFile, tree: Tree, skipped: Skipped[]): Read | null {
  const format = lockfiles.all.find((one) => one.accepts(file));
  if (!format) return null;
  const skip = (reason: string): null => {
    skipped.push({ path: file.path, scanner: scannerId, reason });
    return null;
  };
  const text = tree.read(file.path);
  if (text === null) return skip('cannot be read as text: it is binary or too large');
  try {
    const reading = format.read(text, file.path, tree);
    if (reading.components.length > mostComponents) {
      return skip(`names ${reading.components.length} packages; at most ${mostComponents} are looked at`);
    }
    // A project without packages writes down as much; so does a file that is not what its name says.
    if (
      /lock/i.test(file.path) &&
      format.kind === 'lock' &&
      reading.components.length === 0 &&
      !reading.unresolved?.length
    )
      skip('names no package: either there is none, or it is not what its name says');
    return { format, path: file.path, reading };
  } catch (error) {
    return skip(`cannot be read as ${format.title}: ${jsonProblem(error).slice(0, 200)}`);
  }
}

/** Names in lock files, by ecosystem and folder. */
function namesLocked(reads: readonly Read[]): Map<string, Set<string>> {
  const locked = new Map<string, Set<string>>();
  for (const { format, path, reading } of reads) {
    if (format.kind !== 'lock') continue;
    const key = `${format.ecosystem}\n${folderOf(path)}`;
    const names = locked.get(key) ?? new Set();
    for (const { name } of reading.components) names.add(nameKey(format.ecosystem, name));
    locked.set(key, names);
  }
  return locked;
}

/** Whether a lock file in the folder of `path` or above has the package: that of a workspace stands at its root. */
function isLocked(locked: Map<string, Set<string>>, ecosystem: string, path: string, name: string): boolean {
  for (let folder = folderOf(path); ; folder = folderOf(folder.slice(0, -1))) {
    if (locked.get(`${ecosystem}\n${folder}`)?.has(nameKey(ecosystem, name))) return true;
    if (folder === '') return false;
  }
}

/** What a file leaves open, as reasons. */
function remarks(
  { components, unresolved = [], notes = [] }: Reading,
  path: string,
  format: Lockfile,
): Skipped[] {
  const reasons = components.length + unresolved.length > 0 || format.kind === 'lock' ? [...notes] : [];
  if (format.kind === 'manifest' && components.length > 0) {
    reasons.push('names direct dependencies only: what these need in turn is not known without a lock file');
  }
  if (unresolved.length > 0) {
    const named = unresolved
      .slice(0, mostNames)
      .map(({ name, wanted }) => `${name} (${wanted.slice(0, 40)})`);
    const more = unresolved.length > mostNames ? ` and ${unresolved.length - mostNames} more` : '';
    reasons.push(
      `not resolved, so not checked: ${named.join(', ')}${more}; a lock file, or an exact version, settles them`,
    );
  }
  return reasons.map((reason) => ({ path, scanner: scannerId, reason }));
}

/** One component a purl: it is for development only where all of its places are. */
function distinct(components: readonly Component[]): Component[] {
  const found = new Map<string, Component>();
  for (const component of components) {
    const before = found.get(component.purl);
    if (!before) found.set(component.purl, component);
    else if ((before.dev && !component.dev) || (component.direct && !before.direct)) {
      found.set(component.purl, {
        ...before,
        dev: before.dev && component.dev,
        direct: before.direct || component.direct,
      });
    }
  }
  return [...found.values()];
}
