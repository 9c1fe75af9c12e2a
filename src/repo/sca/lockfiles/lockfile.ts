import type { Plugin } from '#src/core/registry.ts';
import type { Tree, TreeFile } from '../../tree.ts';
import { type Component, purlOf } from '../component.ts';

/** A dependency whose version the file does not settle. */
export interface Unresolved {
  readonly name: string;
  /** What the file asks for: a range, a branch, a variable. */
  readonly wanted: string;
}

/** What a file says of dependencies. */
export interface Reading {
  readonly components: readonly Component[];
  readonly unresolved?: readonly Unresolved[];
  /** What else was not looked at, as sentences that follow the path: "does not hold what its dependencies need". */
  readonly notes?: readonly string[];
}

/** One format of lock file or manifest. */
export interface Lockfile extends Plugin {
  readonly description: string;
  /** As OSV spells it. */
  readonly ecosystem: string;
  /**
   * `lock`: what is installed. `manifest`: what is wished for, which counts only where no lock file in its folder or
   * above has the package. `pins`: a manifest whose exact versions count even beside a lock file.
   */
  readonly kind: 'lock' | 'manifest' | 'pins';
  /** By path alone. */
  accepts(file: Pick<TreeFile, 'path'>): boolean;
  /**
   * Pure but for the tree, from which files that this one names are read.
   *
   * @throws anything for a file that is broken: its message becomes the reason why it was skipped
   */
  read(text: string, path: string, tree: Tree): Reading;
}

/** What a reader knows of a package; the rest follows from the file. */
export type Draft = Pick<Component, 'name' | 'version'> &
  Partial<Pick<Component, 'dev' | 'direct' | 'line' | 'dependsOn' | 'licence'>>;

/** A maker of components for one file. */
export function componentsFor(ecosystem: string, path: string): (draft: Draft) => Component {
  return ({ name, version, dev = false, direct = null, line = 1, dependsOn = [], licence }) => ({
    name,
    version,
    ecosystem,
    purl: purlOf(ecosystem, name, version),
    dev,
    direct,
    path,
    line,
    dependsOn,
    ...(licence === undefined ? {} : { licence }),
  });
}
