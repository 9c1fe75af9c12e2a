import { readFileSync } from 'node:fs';
import { readFile, realpath, stat } from 'node:fs/promises';
import { isAbsolute, sep } from 'node:path';

const longest = 65_536;

/**
 * Reads a small text file that lies below a folder, links followed: Kubernetes mounts tokens as links. Rejects with an
 * Error that names the path and nothing of what is in it.
 */
export async function readBelow(folder: string, path: string): Promise<string> {
  if (!isAbsolute(path)) throw new Error(`"${path}" is not an absolute path`);
  const [root, place] = await Promise.all([real(folder), real(path)]);
  if (root === null || place === null || !place.startsWith(root.endsWith(sep) ? root : root + sep))
    throw new Error(`"${path}" is not a file below ${folder}`);
  const { size } = await stat(place);
  if (size > longest) throw new Error(`"${path}" is longer than ${longest} bytes`);
  return await readFile(place, 'utf8');
}

const real = (path: string): Promise<string | null> => realpath(path).catch(() => null);

/** A key file of the operator's, at a path of the operator's. Throws the error of the file system. */
export const readKeyFile = (path: string): string => readFileSync(path, 'utf8');
