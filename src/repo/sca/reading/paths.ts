export const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** The folder of a path with a slash at the end; empty for the root. */
export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

/** `other` as seen from the file at `path`; null where it leads out of the tree. */
export function besides(path: string, other: string): string | null {
  const parts = folderOf(path).split('/').filter(Boolean);
  for (const part of other.replaceAll('\\', '/').split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join('/');
}
