import type { FileIndex } from '../lowering.ts';

const folderOf = (path: string): string => path.split('/').slice(0, -1).join('/');

const found = (base: string, files: FileIndex): string | null =>
  base === ''
    ? null
    : files.has(`${base}.py`)
      ? `${base}.py`
      : files.has(`${base}/__init__.py`)
        ? `${base}/__init__.py`
        : null;

/**
 * The file of a Python module: relative ones (".a.b") from the file's package, others from the folders above the
 * file up to the root, and from "src" and "lib".
 */
export function resolvePython(module: string, from: string, files: FileIndex): string | null {
  const dots = /^\.*/.exec(module)![0].length;
  const names = module.slice(dots).split('.').filter(Boolean);
  if (dots > 0) {
    const folders = folderOf(from).split('/').filter(Boolean);
    if (dots - 1 > folders.length) return null;
    const package_ = folders.slice(0, folders.length - (dots - 1));
    const base = [...package_, ...names].join('/');
    return names.length === 0 && files.has(`${base}/__init__.py`)
      ? `${base}/__init__.py`
      : found(base, files);
  }
  const tail = names.join('/');
  for (let folder = folderOf(from); ; folder = folderOf(folder)) {
    const path = found(folder === '' ? tail : `${folder}/${tail}`, files);
    // A file does not import itself: `import flask` in flask.py means the library.
    if (path && path !== from) return path;
    if (folder === '') break;
  }
  return found(`src/${tail}`, files) ?? found(`lib/${tail}`, files);
}
