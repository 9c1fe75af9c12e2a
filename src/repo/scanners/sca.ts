import { messageOf } from '#src/core/errors.ts';
import type { Component } from '../sca/component.ts';
import { type Inventory, scannerId, takeInventory } from '../sca/inventory.ts';
import { issuesOf } from '../sca/issues.ts';
import { type Match, matchComponent } from '../sca/match.ts';
import type { Skipped, Tree } from '../tree.ts';
import type { AdvisoryOrigin, PackageQuery, Report, TreeScanner, TreeTools } from './scanner.ts';

/** Components of one ecosystem, and whose advisories are asked for them. */
interface Group {
  readonly ecosystem: string;
  readonly components: readonly Component[];
}

function groupsOf({ files }: Inventory): Group[] {
  const components = files.flatMap((file) => file.components);
  return [...Map.groupBy(components, ({ ecosystem }) => ecosystem)].map(([ecosystem, all]) => ({
    ecosystem,
    components: all,
  }));
}

/** One remark for each file that has packages of this group. */
function notScanned({ components }: Group, reason: string): Skipped[] {
  const byPath = Map.groupBy(components, ({ path }) => path);
  return [...byPath].map(([path, all]) => ({
    path,
    scanner: scannerId,
    reason: `${all.length} packages were not scanned: ${reason}`,
  }));
}

const queryOf = ({ ecosystem, name, version }: Component): PackageQuery => ({ ecosystem, name, version });

/** The records for each package at a version, asked for once however many files name it. */
async function recordsFor(
  { components }: Group,
  { advisories, signal }: TreeTools,
): Promise<ReadonlyMap<string, readonly unknown[]>> {
  const distinct = [...new Map(components.map((component) => [component.purl, component])).values()];
  const answers = await advisories.candidates(distinct.map(queryOf), signal);
  return new Map(distinct.map(({ purl }, at) => [purl, answers[at] ?? []]));
}

/** Matches in the order of file, package and version, so that two scans of a commit say the same. */
function matchGroup(
  group: Group,
  records: ReadonlyMap<string, readonly unknown[]>,
  skipped: Skipped[],
): Match[] {
  return group.components.flatMap((component) => {
    const { matches, unsure } = matchComponent(component, records.get(component.purl) ?? []);
    if (unsure.length > 0) {
      const { path, name, version } = component;
      const reason = `${name} ${version} cannot be held against ${unsure.join(', ')}: versions that have no order`;
      skipped.push({ path, scanner: scannerId, reason });
    }
    return matches;
  });
}

/** A source that does not tell its ecosystems apart has them all. */
async function originsOf(
  groups: readonly Group[],
  { advisories }: TreeTools,
): Promise<Map<string, AdvisoryOrigin>> {
  const ecosystems = groups.map(({ ecosystem }) => ecosystem);
  if (advisories.origins) return new Map(await advisories.origins(ecosystems));
  const name = await advisories.describe();
  return new Map(name === null ? [] : ecosystems.map((ecosystem) => [ecosystem, { name, date: null }]));
}

/** Throws when packages were found and no advisory could be asked about any: that is "not scanned". */
async function scan(tree: Tree, tools: TreeTools): Promise<Report> {
  const inventory = takeInventory(tree);
  const skipped: Skipped[] = [...inventory.skipped];
  const groups = groupsOf(inventory);
  const origins = await originsOf(groups, tools);
  const matches: Match[] = [];
  const failed: string[] = [];
  const leave = (group: Group, reason: string): void => {
    failed.push(`${group.ecosystem}: ${reason}`);
    skipped.push(...notScanned(group, reason));
  };
  for (const group of groups) {
    if (!origins.has(group.ecosystem)) {
      leave(group, 'there are no advisories for it here (assay advisories import brings them)');
      continue;
    }
    try {
      matches.push(...matchGroup(group, await recordsFor(group, tools), skipped));
    } catch (error) {
      if (tools.signal.aborted) throw error;
      leave(group, messageOf(error));
    }
  }
  const originOf = ({ ecosystem }: Component): AdvisoryOrigin => origins.get(ecosystem) as AdvisoryOrigin;
  if (failed.length > 0 && failed.length === groups.length) throw new Error(failed.join('; '));
  const incomplete = failed.length > 0 ? { incomplete: failed.join('; ') } : {};
  return { issues: issuesOf(matches, originOf), skipped, ...incomplete };
}

export const sca: TreeScanner = {
  id: scannerId,
  title: 'Dependencies',
  description: 'Packages with known flaws, from lock files and manifests held against the advisories of OSV.',
  over: 'tree',
  // Whether advisories are missing is known when there are packages: a tree without any needs none.
  absent: async () => null,
  scan,
};
