import { chmod, mkdir, readdir, stat } from 'node:fs/promises';
import { AssayError } from '#src/core/errors.ts';

/** Files that show a folder to be a data folder of ours. */
export const dataFolderMarks = ['postgres.json', 'secret.key'];

/**
 * Makes the data folder (mode 0700), or closes an existing one to others. A folder with other people's files in it is
 * refused rather than closed: `ASSAY_DATA_DIR=/tmp` must not lock everybody out of /tmp.
 *
 * @param dataDir absolute path
 * @throws AssayError `bad-request` when the folder cannot be used
 */
export async function prepareDataDir(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    const mode = (await stat(dataDir)).mode & 0o777;
    if (mode === 0o700) return;
    const entries = await readdir(dataDir);
    if (entries.length > 0 && !entries.some((entry) => dataFolderMarks.includes(entry))) {
      throw new AssayError(
        'bad-request',
        `ASSAY_DATA_DIR ${dataDir} has other files in it and mode ${mode.toString(8)}; name an empty or new folder`,
      );
    }
    await chmod(dataDir, 0o700);
  } catch (error) {
    if (error instanceof AssayError) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? 'error';
    throw new AssayError(
      'bad-request',
      `ASSAY_DATA_DIR ${dataDir} cannot be used (${code}); name a folder that this user may create and write`,
    );
  }
}
