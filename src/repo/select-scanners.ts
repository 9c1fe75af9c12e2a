import type { RepoScanners } from './plan.ts';
import { scanners } from './scanners/index.ts';
import type { FileScanner, TreeScanner, TreeTools } from './scanners/scanner.ts';

/**
 * The scanners of a scan: those asked for, whether they can run here or not (one that cannot says so as its result), or
 * every embedded one and every program that is there.
 */
export async function selectScanners(
  asked: readonly string[] | null,
  tools: TreeTools,
): Promise<RepoScanners> {
  const chosen = asked === null ? scanners.all : scanners.all.filter(({ id }) => asked.includes(id));
  const files = chosen.filter((scanner): scanner is FileScanner => scanner.over === 'files');
  const tree: TreeScanner[] = [];
  for (const scanner of chosen) {
    if (scanner.over !== 'tree') continue;
    const left = asked === null && scanner.external && (await scanner.absent(tools)) !== null;
    if (!left) tree.push(scanner);
  }
  return { files, tree };
}
