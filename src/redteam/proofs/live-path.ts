import { posix } from 'node:path';
import { asValue, holds } from './program.ts';

/**
 * A path that leaves `folder` when it is joined to it as file systems do, and still carries the token then. Both
 * slashes separate; a drive or a leading slash begins anew. Encoded dots are a name and no way up. Null when it stays
 * inside, or when the program is not one path. CWE-22.
 */
export function livePath(program: string, token: string, folder: string): string | null {
  const written = asValue(program);
  if (written === null || !holds(written, token)) return null;
  const slashed = written.replaceAll('\\', '/');
  const anew = slashed.startsWith('/') || /^[A-Za-z]:\//.test(slashed);
  const path = posix.normalize(anew ? slashed : `${folder}/${slashed}`);
  const inside = path.startsWith(`${folder.replace(/\/$/, '')}/`);
  return inside || !holds(path, token) ? null : `${written} is ${path}`;
}
