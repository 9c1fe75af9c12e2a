import type { RepoScanners } from './plan.ts';
import { scanners } from './scanners/index.ts';
import type { FileScanner, FileTools, TreeScanner, TreeTools } from './scanners/scanner.ts';

/**
 * The scanners of a scan: those asked for, whether they can run here or not (one that cannot says so as its result), or
 * every embedded one and every program that is there.
 */
export async function selectScanners(
  asked: readonly string[] | null,
  treeTools: TreeTools,
  fileTools: FileTools,
): Promise<RepoScanners> {
  const chosen = asked === null ? scanners.all : scanners.all.filter(({ id }) => asked.includes(id));
  const files: FileScanner[] = [];
  const tree: TreeScanner[] = [];
  for (const scanner of chosen) {
    if (scanner.over === 'files') {
      const reason = (await scanner.absent?.(fileTools)) ?? null;
      if (reason === null) files.push(scanner);
      else tree.push(absentScanner(scanner, reason));
    } else {
      const left = asked === null && scanner.external && (await scanner.absent(treeTools)) !== null;
      if (!left) tree.push(scanner);
    }
  }
  return { files, tree };
}

/** What stands in the plan for a scanner of files that cannot run here: its reason is its result. */
const absentScanner = ({ id, title, description }: FileScanner, reason: string): TreeScanner => ({
  id,
  title,
  description,
  over: 'tree',
  absent: async () => reason,
  scan: async () => {
    throw new Error(reason);
  },
});
