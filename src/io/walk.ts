import { lstatSync, type Stats } from 'node:fs';
import { readdir, readlink, realpath } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { type IgnoreRules, parseIgnore } from '#src/core/gitignore.ts';
import { readRegular, trackedPaths, type WorkTree } from './git-files.ts';
import { denied, deniedFolder, type LeftOut } from './left-out.ts';
import { type CheckoutFile, sizeLimit } from './tree.ts';

export interface WalkLimits {
  readonly maxFiles: number;
  /** Bytes of a file that is scanned. */
  readonly maxFileBytes: number;
  /** A folder that is never walked, absolute and without a link in it: what Assay keeps to itself. */
  readonly own: string;
  /** Throws when a folder has more than that. */
  tooMany(): never;
}

/** Rules of a .gitignore, and where the folder lies that it speaks for. */
interface Scoped {
  readonly rules: IgnoreRules;
  /** Components from that folder to the root, where it lies above. */
  readonly above: readonly string[];
  /** Components from the root to it, where it lies below. */
  readonly depth: number;
}

interface Folder {
  readonly parts: readonly string[];
  readonly scopes: readonly Scoped[];
  /** Ignored itself, and walked for the files in it that are tracked all the same. */
  readonly ignored: boolean;
}

const ignoreFileBytes = 1024 * 1024;

/**
 * The files of a folder, read where it is: what git tracks there, and what it neither tracks nor ignores. Nothing is
 * written, no link is followed, no pipe or device is opened, and git is not started.
 *
 * @param root absolute, with no link in it
 * @param workTree that the root is, or lies in; null: a plain folder
 */
export async function walkFolder(
  root: string,
  workTree: WorkTree | null,
  limits: WalkLimits,
  leftOut: LeftOut,
  signal: AbortSignal,
): Promise<CheckoutFile[]> {
  const prefix = workTree ? relative(workTree.top, root).split(sep).filter(Boolean) : [];
  const tracked = await trackedOf(workTree, prefix);
  const above = workTree ? await rulesAbove(workTree, prefix) : [];
  // A folder that is ignored as a whole was named on purpose: what leaves it out elsewhere says nothing here.
  const named = tracked.files.size === 0 && isIgnoredItself(above);
  const files: CheckoutFile[] = [];
  const open: Folder[] = [{ parts: [], scopes: named ? [] : above, ignored: false }];
  for (let folder = open.pop(); folder; folder = open.pop()) {
    signal.throwIfAborted();
    const place = { root, folder, tracked, limits, leftOut };
    const scopes = [
      ...folder.scopes,
      ...(await rulesIn(join(root, ...folder.parts, '.gitignore'), [], folder.parts.length)),
    ];
    for (const name of await namesIn(place)) {
      const found = await look({ ...place, folder: { ...folder, scopes } }, name);
      if (found && 'parts' in found) open.push(found);
      else if (found) files.push(found);
      if (files.length > limits.maxFiles) limits.tooMany();
    }
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

interface Tracked {
  readonly files: ReadonlySet<string>;
  /** Every folder above one of them. */
  readonly folders: ReadonlySet<string>;
}

interface Place {
  readonly root: string;
  readonly folder: Folder;
  readonly tracked: Tracked;
  readonly limits: WalkLimits;
  readonly leftOut: LeftOut;
}

async function trackedOf(workTree: WorkTree | null, prefix: readonly string[]): Promise<Tracked> {
  const start = prefix.map((part) => `${part}/`).join('');
  const files = new Set<string>();
  const folders = new Set<string>();
  for (const full of (workTree && (await trackedPaths(workTree.repository))) ?? []) {
    if (!full.startsWith(start)) continue;
    const path = full.slice(start.length);
    files.add(path);
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
      const folder = path.slice(0, at);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return { files, folders };
}

async function rulesIn(file: string, above: readonly string[], depth: number): Promise<Scoped[]> {
  const bytes = await readRegular(file, ignoreFileBytes);
  return bytes ? [{ rules: parseIgnore(bytes.toString('utf8')), above, depth }] : [];
}

/** What the work tree says of the root and everything below it; of its own files the nearest comes last. */
async function rulesAbove({ top, repository }: WorkTree, prefix: readonly string[]): Promise<Scoped[]> {
  const scopes = await rulesIn(join(repository.commonDir, 'info', 'exclude'), prefix, 0);
  for (let at = 0; at < prefix.length; at++) {
    scopes.push(...(await rulesIn(join(top, ...prefix.slice(0, at), '.gitignore'), prefix.slice(at), 0)));
  }
  return scopes;
}

/** Whether the root, or a folder that it lies in, is ignored. */
const isIgnoredItself = (scopes: readonly Scoped[]): boolean =>
  scopes.some(({ rules, above }) =>
    above.some((_, at) => rules.judge(above.slice(0, at + 1), true) === true),
  );

/** Names in a folder. One that is not UTF-8 has no path that a finding could name: it is left out and said. */
async function namesIn({ root, folder, leftOut }: Place): Promise<string[]> {
  const here = join(root, ...folder.parts);
  try {
    const names = await readdir(here, { encoding: 'buffer' });
    return names.flatMap((bytes) => {
      const name = bytes.toString('utf8');
      if (Buffer.from(name).equals(bytes)) return [name];
      leftOut.note([...folder.parts, name].join('/'), 'its name is not valid UTF-8');
      return [];
    });
  } catch (error) {
    leftOut.note(
      `${folder.parts.join('/')}/`,
      `the folder cannot be read (${(error as NodeJS.ErrnoException).code})`,
    );
    return [];
  }
}

/** A file to scan, a folder to walk, or null for what is left out. */
async function look(place: Place, name: string): Promise<CheckoutFile | Folder | null> {
  const parts = [...place.folder.parts, name];
  const path = parts.join('/');
  let stats: Stats;
  try {
    stats = lstatSync(join(place.root, path));
  } catch {
    return null;
  }
  if (stats.isDirectory()) return lookAtFolder(place, parts, path);
  if (name === '.git') return null;
  if (isIgnored(place.folder, parts, false) && !place.tracked.files.has(path)) {
    place.leftOut.ignore('files');
    return null;
  }
  if (stats.isSymbolicLink()) return lookAtLink(place, path);
  if (!stats.isFile()) place.leftOut.note(path, 'is a pipe, socket or device');
  return stats.isFile() ? keep(path, stats.size, place.limits.maxFileBytes, place.leftOut) : null;
}

/** The file if its name and size let it be scanned; otherwise a note of why not. */
export function keep(path: string, size: number, usual: number, leftOut: LeftOut): CheckoutFile | null {
  const entry = denied(path);
  if (entry) {
    leftOut.deny(entry, 'files');
    return null;
  }
  const limit = sizeLimit(path, usual);
  if (size <= limit) return { path, size };
  leftOut.note(path, `is larger than ${limit.toLocaleString('en')} bytes`);
  return null;
}

function lookAtFolder(
  { root, folder, tracked, limits, leftOut }: Place,
  parts: readonly string[],
  path: string,
): Folder | null {
  if (join(root, path) === limits.own) return null;
  const entry = deniedFolder(parts);
  if (entry) {
    if (entry !== '.git/') leftOut.deny(entry, 'folders');
    return null;
  }
  const ignored = isIgnored(folder, parts, true);
  if (!ignored || tracked.folders.has(path)) return { parts, scopes: folder.scopes, ignored };
  leftOut.ignore('folders');
  return null;
}

/** The last rule that says something wins; a file nearer to the path comes after those above it. */
function isIgnored(folder: Folder, parts: readonly string[], isFolder: boolean): boolean {
  if (folder.ignored) return true;
  for (const { rules, above, depth } of folder.scopes.toReversed()) {
    const verdict = rules.judge([...above, ...parts.slice(depth)], isFolder);
    if (verdict !== null) return verdict;
  }
  return false;
}

/** What a link inside the tree leads to is met there by itself; one that leads out is said. */
async function lookAtLink({ root, leftOut }: Place, path: string): Promise<null> {
  const full = join(root, path);
  const real = await realpath(full).catch(async () => join(full, '..', await readlink(full).catch(() => '')));
  if (real !== root && !real.startsWith(root + sep))
    leftOut.note(path, 'is a symbolic link that leads out of the repository');
  return null;
}
