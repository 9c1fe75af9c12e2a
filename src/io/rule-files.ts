import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The operator's own rule files of a kind: the files of `<folder>/<kind>/`, by name. None without a folder. */
export async function readRules(
  folder: string | null,
  kind: string,
): Promise<readonly { readonly name: string; readonly text: string }[]> {
  if (folder === null) return [];
  const inside = join(folder, kind);
  const names = entries(inside);
  return names.map((name) => ({ name, text: readFileSync(join(inside, name), 'utf8') }));
}

/** The folder of the operator's own rules of a kind; null where there is none, or nothing in it. */
export function rulesFolder(folder: string | null, kind: string): string | null {
  if (folder === null) return null;
  const inside = join(folder, kind);
  return entries(inside).length > 0 ? inside : null;
}

function entries(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      .map(({ name }) => name)
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
