import type { Plan, Unit } from '#src/core/pipeline.ts';
import type { FileScanner, TreeScanner } from './scanners/scanner.ts';
import type { TreeFile } from './tree.ts';

/** Files of one unit of work: small enough that a killed worker repeats little, large enough to journal rarely. */
const filesAUnit = 50;

/** Some files for the scanners that look at files, or the tree for one of the others. */
export type RepoUnit = Unit &
  (
    | { readonly over: 'files'; readonly paths: readonly string[] }
    | { readonly over: 'tree'; readonly scanner: string }
  );

export interface RepoScanners {
  readonly files: readonly FileScanner[];
  readonly tree: readonly TreeScanner[];
}

/** Files in the order of their paths, then the tree, scanner by scanner. Same tree and scanners: same plan. */
export function planRepo(
  files: readonly TreeFile[],
  scanners: RepoScanners,
  notes: readonly string[],
): Plan<RepoUnit> {
  const wanted = files
    .filter((file) => scanners.files.some((scanner) => scanner.accepts(file)))
    .map(({ path }) => path)
    .sort();
  const batches = Math.ceil(wanted.length / filesAUnit);
  const size = batches + scanners.tree.length;
  return {
    size,
    notes,
    unit(index) {
      if (index < 0 || index >= size) throw new RangeError(`the plan has ${size} units, no number ${index}`);
      if (index < batches) {
        const paths = wanted.slice(index * filesAUnit, (index + 1) * filesAUnit);
        return { index, key: `files/${index}`, over: 'files', paths };
      }
      const scanner = (scanners.tree[index - batches] as TreeScanner).id;
      return { index, key: `tree/${scanner}`, over: 'tree', scanner };
    },
  };
}
