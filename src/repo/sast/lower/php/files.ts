import type { FileIndex } from '../lowering.ts';

const folderOf = (path: string): string => path.split('/').slice(0, -1).join('/');

/** A path without "." and ".."; null where it leaves the tree. */
function normal(path: string): string | null {
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') kept.push(part);
    else if (kept.pop() === undefined) return null;
  }
  return kept.join('/');
}

/** First namespaces of libraries: their classes are not looked for in the tree. */
const libraries = new Set(
  'Illuminate Symfony Doctrine GuzzleHttp Laminas Zend Psr Monolog Twig League Carbon Laravel PHPUnit Ramsey Slim'.split(
    ' ',
  ),
);

/**
 * The file that an `include` ("./lib/db.php") or a class ("App.Models.User") means: a class has a file of its name, in
 * the folder that shares most of its namespace (PSR-4).
 */
export function resolvePhp(module: string, from: string, files: FileIndex): string | null {
  if (module.startsWith('./')) {
    for (const folder of [folderOf(from), '']) {
      const path = normal(`${folder}/${module}`);
      if (path && path !== from && files.has(path)) return path;
    }
    return null;
  }
  const names = module.split('.');
  const [name, space] = [names.at(-1)!, names.slice(0, -1)];
  if (space.length === 0 || libraries.has(space[0]!)) return null;
  const ranked = files
    .named(`${name}.php`)
    .map((path) => ({ path, shared: shared(folderOf(path).split('/'), space) }))
    .toSorted((a, b) => b.shared - a.shared);
  const [best, second] = ranked;
  if (!best || (best.shared === 0 && second)) return null;
  return best.path;
}

/** How many names at the end two paths have in common, whatever their case. */
function shared(folders: readonly string[], space: readonly string[]): number {
  let count = 0;
  while (
    count < Math.min(folders.length, space.length) &&
    folders.at(-1 - count)!.toLowerCase() === space.at(-1 - count)!.toLowerCase()
  )
    count += 1;
  return count;
}

/** Files of a class that nothing in the file imports: of the same namespace, or loaded by name. */
export function locatePhp(name: string, from: string, files: FileIndex): readonly string[] {
  if (!/^[A-Z]\w*$/.test(name)) return [];
  const own = folderOf(from);
  return files
    .named(`${name}.php`)
    .filter((path) => path !== from)
    .toSorted((a, b) => Number(folderOf(b) === own) - Number(folderOf(a) === own));
}
