import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AssayError, messageOf } from '#src/core/errors.ts';

/** A file of the operator's plug-in folder, as it was imported. */
export interface PluginFile {
  readonly name: string;
  readonly exports: Readonly<Record<string, unknown>>;
}

/**
 * Imports the `.ts` and `.js` files of a folder, tests and declarations apart, in order of their names. Their code
 * runs with the rights of this process: only the operator names the folder, never a user. Throws `bad-request` for a
 * folder that cannot be read and for a file that cannot be imported.
 */
export async function importPlugins(folder: string): Promise<PluginFile[]> {
  const place = resolve(folder);
  const names = await readdir(place).catch((error: NodeJS.ErrnoException) => {
    throw new AssayError('bad-request', `ASSAY_PLUGINS: the folder cannot be read (${error.code})`);
  });
  const files = names
    .filter((name) => /\.(?:ts|mts|js|mjs)$/.test(name) && !/\.(?:test|d)\.m?[tj]s$/.test(name))
    .toSorted();
  const loaded: PluginFile[] = [];
  for (const name of files) {
    try {
      loaded.push({ name, exports: await import(pathToFileURL(resolve(place, name)).href) });
    } catch (error) {
      throw new AssayError('bad-request', `ASSAY_PLUGINS: ${name} cannot be loaded: ${messageOf(error)}`);
    }
  }
  return loaded;
}
