import type { FileIndex } from '../lowering.ts';

/** First segments of the import paths of the standard library. */
const standard = new Set(
  (
    'archive bufio bytes cmp compress container context crypto database debug embed encoding errors expvar flag fmt ' +
    'go hash html image index io iter log maps math mime net os path plugin reflect regexp runtime slices sort ' +
    'strconv strings structs sync syscall testing text time unicode unique unsafe'
  ).split(' '),
);

/**
 * An import path as rules write it: without the major version at its end, so that
 * "github.com/labstack/echo/v4" and "gopkg.in/yaml.v3" are `github.com/labstack/echo` and `gopkg.in/yaml`.
 */
export const modulePath = (path: string): string =>
  path.startsWith('gopkg.in/') ? path.replace(/\.v\d+$/, '') : path.replace(/\/v\d+$/, '');

/** The name a package has where it is imported without another: by convention the last segment without "go-". */
export function packageName(path: string): string {
  const last = modulePath(path).split('/').at(-1) ?? path;
  return last
    .replace(/^(?:go-|golang-)/, '')
    .replace(/(?:-go|\.go|-golang)$/, '')
    .replaceAll('-', '_');
}

const folderOf = (path: string): string => path.split('/').slice(0, -1).join('/');

const sources = (folder: string, files: FileIndex): string[] =>
  files.inFolder(folder).filter((path) => path.endsWith('.go') && !path.endsWith('_test.go'));

/** Hosts whose packages are host/owner/repository/…, and hosts of libraries only. */
const threeDeep = /^(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org)$/;
const libraries = /^(?:golang\.org|google\.golang\.org|gopkg\.in|go\.uber\.org|k8s\.io|gorm\.io)$/;

/**
 * A file of the package that an import path names, where it lies in the tree: the path's end below the module's root,
 * which is the root of the tree or a folder above the file. The other files of the package are found by `locateGo`.
 */
export function resolveGo(module: string, from: string, files: FileIndex): string | null {
  const segments = module.split('/');
  const [host = ''] = segments;
  if (standard.has(host) || libraries.test(host)) return null;
  // How many segments the path of the module itself may have.
  const [least, most] = threeDeep.test(host) ? [3, 3] : host.includes('.') ? [1, 3] : [1, 1];
  for (let drop = least; drop <= Math.min(most, segments.length); drop += 1) {
    const found = below(segments.slice(drop).join('/'), from, files);
    if (found) return found;
  }
  return null;
}

function below(tail: string, from: string, files: FileIndex): string | null {
  const own = folderOf(from);
  for (let root = own; ; root = folderOf(root)) {
    const folder = [root, tail].filter(Boolean).join('/');
    const [found] = folder === own ? [] : sources(folder, files);
    if (found) return found;
    if (root === '') return null;
  }
}

/** Names that every file knows. */
const predeclared = new Set(
  (
    'any append bool byte cap clear close comparable complex copy delete error false float32 float64 imag int int16 ' +
    'int32 int64 int8 iota len make max min new nil panic print println real recover rune string true uint uint16 ' +
    'uint32 uint64 uint8 uintptr _'
  ).split(' '),
);

/** The other files of the package a file belongs to: Go shares names among the files of a folder. */
export const locateGo = (name: string, from: string, files: FileIndex): readonly string[] =>
  predeclared.has(name) ? [] : sources(folderOf(from), files).filter((path) => path !== from);
