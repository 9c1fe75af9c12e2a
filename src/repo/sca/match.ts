import type { Component } from './component.ts';
import { affects, fixesAbove, type Matched } from './ranges.ts';
import { type Advisory, type Affected, concerns, readAdvisory } from './record.ts';
import { type Rated, rateAll } from './severity.ts';

/** A record that touches a version, and the part of it that does. */
export interface MatchedAdvisory {
  readonly advisory: Advisory;
  readonly by: Matched;
}

/** One flaw in one package: the records that speak of it, whatever database they are from. */
export interface Match {
  readonly component: Component;
  /** The one that names the flaw, first. */
  readonly advisories: readonly MatchedAdvisory[];
  /** Ids of the records and their aliases, the naming one first, without doubles. */
  readonly ids: readonly string[];
  readonly cve: string | null;
  /** The lowest version above the installed one that none of the records speaks of. */
  readonly fixed: string | null;
  readonly rated: Rated;
}

/** What the records say of a component. */
export interface Matches {
  readonly matches: readonly Match[];
  /** Ids of records that could not be decided on: their bounds, or the version, cannot be ordered. */
  readonly unsure: readonly string[];
}

const ofPackage = (advisory: Advisory, { ecosystem, name }: Component): Affected[] =>
  advisory.affected.filter((affected) => concerns(affected, ecosystem, name));

/** Whether a record speaks of a version of the component's package. */
function judge(advisory: Advisory, component: Component, version: string): Matched | 'unsure' | null {
  let unsure = false;
  for (const affected of ofPackage(advisory, component)) {
    const answer = affects(affected, version, component.ecosystem);
    if (answer.affected) return answer.by;
    unsure ||= answer.unsure;
  }
  return unsure ? 'unsure' : null;
}

/**
 * Holds a component against OSV records. Withdrawn ones are left out; those that are aliases of each other, directly or
 * over a third id, become one match.
 *
 * @param records as they came; what is no OSV record is passed over
 */
export function matchComponent(component: Component, records: readonly unknown[]): Matches {
  const unsure: string[] = [];
  const found = new Map<string, MatchedAdvisory>();
  for (const record of records) {
    const advisory = readAdvisory(record);
    if (!advisory || advisory.withdrawn || found.has(advisory.id)) continue;
    const by = judge(advisory, component, component.version);
    if (by === 'unsure') unsure.push(advisory.id);
    else if (by) found.set(advisory.id, { advisory, by });
  }
  const matches = grouped([...found.values()]).map((group) => matchOf(component, group));
  return {
    matches: matches.toSorted((a, b) => ((a.ids[0] as string) < (b.ids[0] as string) ? -1 : 1)),
    unsure,
  };
}

/** Sets of records that share an id, over any number of steps. */
function grouped(found: readonly MatchedAdvisory[]): MatchedAdvisory[][] {
  const groups: { ids: Set<string>; members: MatchedAdvisory[] }[] = [];
  for (const one of found) {
    const ids = new Set([one.advisory.id, ...one.advisory.aliases]);
    const joined = groups.filter((group) => [...ids].some((id) => group.ids.has(id)));
    const members = [...joined.flatMap((group) => group.members), one];
    for (const group of joined) {
      for (const id of group.ids) ids.add(id);
      groups.splice(groups.indexOf(group), 1);
    }
    groups.push({ ids, members });
  }
  return groups.map(({ members }) => members);
}

/** A malicious package is called so whatever else it is; then GitHub's id, which is there first and stays. */
const kinds = [/^MAL-/, /^GHSA-/, /^(?!CVE-)/, /^CVE-/];
const kindOf = (id: string): number => kinds.findIndex((kind) => kind.test(id));
const byKind = (a: string, b: string): number => kindOf(a) - kindOf(b) || (a < b ? -1 : a > b ? 1 : 0);

function matchOf(component: Component, group: readonly MatchedAdvisory[]): Match {
  const advisories = group.toSorted((a, b) => byKind(a.advisory.id, b.advisory.id));
  const all = group.flatMap(({ advisory }) => [advisory.id, ...advisory.aliases]);
  const ids = [...new Set(all)].toSorted(byKind);
  const cves = ids.filter((id) => /^CVE-\d{4}-\d+$/.test(id));
  const records = advisories.map(({ advisory }) => advisory);
  return {
    component,
    advisories,
    ids,
    cve: cves[0] ?? null,
    fixed: fixOf(component, records),
    rated: rateAll(records),
  };
}

function fixOf(component: Component, records: readonly Advisory[]): string | null {
  const affected = records.flatMap((advisory) => ofPackage(advisory, component));
  const clean = (version: string): boolean =>
    records.every((advisory) => judge(advisory, component, version) === null);
  return fixesAbove(affected, component.version, component.ecosystem).find(clean) ?? null;
}
