import type { Tree } from '../tree.ts';
import type { FileIndex } from './lower/lowering.ts';

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
const baseOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** The paths of a tree for resolving imports. Built when it is first asked. */
export function indexTree(tree: Tree): FileIndex {
  let paths: ReadonlySet<string> | null = null;
  let folders: Map<string, string[]> | null = null;
  let names: Map<string, string[]> | null = null;
  const by = (key: (path: string) => string): Map<string, string[]> => {
    const map = new Map<string, string[]>();
    for (const { path } of tree.files) {
      const list = map.get(key(path));
      if (list) list.push(path);
      else map.set(key(path), [path]);
    }
    return map;
  };
  return {
    has(path) {
      paths ??= new Set(tree.files.map((file) => file.path));
      return paths.has(path);
    },
    inFolder(folder) {
      folders ??= by(folderOf);
      return folders.get(folder) ?? [];
    },
    named(name) {
      names ??= by(baseOf);
      return names.get(name) ?? [];
    },
  };
}
