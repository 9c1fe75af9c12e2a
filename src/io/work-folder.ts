import { randomBytes } from 'node:crypto';
import { lstat, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

const oldestMs = 24 * 3_600_000;
/** Tells this process from an earlier one with the same number: in a container it is often 1. */
const self = `${process.pid}-${randomBytes(4).toString('hex')}`;

const home = (dataDir: string): string => join(dataDir, 'checkouts');

/** A folder of one scan's own (0700) under the data folder; its name says which process works in it. */
export async function makeWorkFolder(dataDir: string, scanId: string): Promise<string> {
  const folder = join(
    home(dataDir),
    `${self}-${scanId.replace(/[^\w-]/g, '')}-${randomBytes(4).toString('hex')}`,
  );
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** Gives the room back. Nothing happens when the folder is gone already. */
export const removeWorkFolder = (folder: string): Promise<void> =>
  rm(folder, { recursive: true, force: true, maxRetries: 3 });

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Removes what workers left behind that have died; call it when a worker starts. Resolves with how many there were. */
export async function sweepWorkFolders(dataDir: string): Promise<number> {
  const names = await readdir(home(dataDir)).catch(() => []);
  let count = 0;
  for (const name of names) {
    if (name.startsWith(`${self}-`)) continue;
    const folder = join(home(dataDir), name);
    const pid = Number(name.split('-', 1)[0]);
    const age = Date.now() - ((await lstat(folder).catch(() => null))?.mtimeMs ?? Date.now());
    if (pid !== process.pid && isAlive(pid) && age < oldestMs) continue;
    await removeWorkFolder(folder);
    count++;
  }
  return count;
}

/** Bytes of the files below a folder, those that vanish meanwhile left out. */
export async function folderBytes(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) bytes += await folderBytes(path);
    else bytes += (await lstat(path).catch(() => null))?.size ?? 0;
  }
  return bytes;
}
