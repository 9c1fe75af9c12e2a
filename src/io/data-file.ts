import { constants } from 'node:fs';
import { open, realpath } from 'node:fs/promises';
import { basename, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { AssayError, badRequest } from '#src/core/errors.ts';
import { dataFolderMarks } from './data-dir.ts';
import { mostDatasetBytes, tooLarge } from './dataset-text.ts';

/** Folder of the data folder for datasets: the user's own, and fetched ones. */
export const datasetFolder = 'datasets';

const endings = /\.(?:csv|tsv|json|jsonl|ndjson|ya?ml)(?:\.gz)?$/i;

/** Reads a file that a configuration names: its name and bytes. */
export type ReadDataFile = (address: string) => Promise<{ readonly name: string; readonly bytes: Buffer }>;

/**
 * A reader of `file://` addresses: `file://questions.csv` in the folder `datasets` of the data folder, or an absolute
 * path to a file there or in the data folder itself. Wherever links lead, nothing else is read: not the key, not the
 * database, nothing outside. Errors name the address as it was given and no other path.
 *
 * @throws AssayError `bad-request` with what would be right
 */
export function dataFileReader(dataDir: string): ReadDataFile {
  const root = resolve(dataDir);
  return async (address) => {
    const path = pathOf(address, root);
    const realRoot = await realpath(root).catch(() => root);
    // Before the file is touched: whether one outside exists is not for an answer to tell.
    if (!isOpen(relative(root, path)) && !isOpen(relative(realRoot, path))) throw outside();
    const real = await realpath(path).catch((error) => {
      throw unreadable(error);
    });
    if (!isOpen(relative(realRoot, real))) throw outside();
    return { name: basename(path), bytes: await readWhole(real) };
  };
}

function pathOf(address: string, root: string): string {
  let rest: string;
  try {
    rest = decodeURIComponent(address.replace(/^file:\/\//i, ''));
  } catch {
    throw badRequest('is not a file address: a % in it starts no character');
  }
  if (rest === '' || rest.includes('\0')) throw badRequest('names no file');
  return isAbsolute(rest) ? resolve(rest) : resolve(join(root, datasetFolder), rest);
}

/** Whether what is there, seen from the data folder, may be read. */
function isOpen(inside: string): boolean {
  const parts = inside.split(sep);
  if (isAbsolute(inside) || parts[0] === '..' || inside === '') return false;
  if (parts.length > 1 && parts[0] !== datasetFolder) return false;
  return !dataFolderMarks.includes(inside) && endings.test(inside);
}

const outside = (): AssayError =>
  badRequest(
    `is not a file that may be read. Put a .csv, .json, .jsonl or .yaml file into the folder "${datasetFolder}" of the data folder (ASSAY_DATA_DIR) and name it as file://questions.csv`,
  );

function unreadable(error: unknown): AssayError {
  if (error instanceof AssayError) return error;
  const { code } = error as NodeJS.ErrnoException;
  return badRequest(
    code === 'ENOENT'
      ? `is not there: relative names are looked for in "${datasetFolder}" of the data folder`
      : `cannot be read (${code ?? 'error'})`,
  );
}

/** The whole of a regular file that is no link any more, within the limit. */
async function readWhole(path: string): Promise<Buffer> {
  try {
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const stat = await file.stat();
      if (!stat.isFile()) throw badRequest('is no regular file');
      if (stat.size > mostDatasetBytes) throw tooLarge();
      return await file.readFile();
    } finally {
      await file.close();
    }
  } catch (error) {
    throw unreadable(error);
  }
}
