import type { Affected, AffectedRange, RangeEvent } from './record.ts';
import { schemeOf, versionSchemes } from './versions/index.ts';
import type { VersionScheme } from './versions/scheme.ts';

/** What made a version count as affected: a range, or its place in the list of affected versions. */
export type Matched =
  | { readonly type: 'SEMVER' | 'ECOSYSTEM'; readonly events: readonly RangeEvent[] }
  | { readonly type: 'VERSIONS'; readonly versions: readonly string[] };

export type RangeAnswer =
  | { readonly affected: true; readonly by: Matched }
  /** `unsure`: a bound, or the version itself, cannot be ordered. */
  | { readonly affected: false; readonly unsure: boolean };

/** The order that a range is written in: SEMVER is the same everywhere, save for Go's own spelling of it. */
function schemeFor(type: AffectedRange['type'], ecosystem: string): VersionScheme | undefined {
  const own = schemeOf(ecosystem);
  return type === 'SEMVER' && own?.id !== 'go' ? versionSchemes.get('semver') : own;
}

const boundOf = (event: RangeEvent): string =>
  event.introduced ?? event.fixed ?? event.last_affected ?? event.limit ?? '';

/** A version that is below all others, as OSV writes it. */
const lowest = '0';

type Compare = VersionScheme['compare'];

/** Null where a bound cannot be ordered. Equal bounds keep the order in which they are written. */
function sorted(events: readonly RangeEvent[], compare: Compare): RangeEvent[] | null {
  let readable = true;
  const result = events.toSorted((a, b) => {
    const [left, right] = [boundOf(a), boundOf(b)];
    if (left === lowest || right === lowest) return Number(left !== lowest) - Number(right !== lowest);
    const order = compare(left, right);
    if (order === null) readable = false;
    return order ?? 0;
  });
  return readable ? result : null;
}

/** https://ossf.github.io/osv-schema/#evaluation; null where the version or a bound cannot be ordered. */
export function inRange(range: AffectedRange, version: string, ecosystem: string): boolean | null {
  const compare = schemeFor(range.type, ecosystem)?.compare;
  if (!compare || compare(version, version) === null) return null;
  const limits = range.events.flatMap(({ limit }) => limit ?? []);
  const below = limits.some((limit) => limit === '*' || (compare(version, limit) ?? 0) < 0);
  if (limits.length > 0 && !below) return false;
  const events = sorted(
    range.events.filter(({ limit }) => limit === undefined),
    compare,
  );
  if (!events) return null;
  let affected = false;
  for (const { introduced, fixed, last_affected: last } of events) {
    const bound = introduced ?? fixed ?? last ?? '';
    const order = bound === lowest ? 1 : compare(version, bound);
    if (order === null) return null;
    if (introduced !== undefined && order >= 0) affected = true;
    else if (fixed !== undefined && order >= 0) affected = false;
    else if (last !== undefined && order > 0) affected = false;
  }
  return affected;
}

/** The number in front: versions that differ in it are not the same, and most of a long list do. */
const leading = (version: string): number => Number(/\d{1,15}/.exec(version)?.[0] ?? -1);

/** "1.0" and "1.0.0" are one version where the ecosystem says so. */
function isListed(versions: readonly string[], version: string, ecosystem: string): boolean {
  if (versions.includes(version)) return true;
  const compare = schemeOf(ecosystem)?.compare;
  if (!compare) return false;
  const first = leading(version);
  return versions.some((listed) => leading(listed) === first && compare(listed, version) === 0);
}

/** Whether a version of the package is affected. Listed versions and ranges are alternatives: either is enough. */
export function affects({ ranges, versions }: Affected, version: string, ecosystem: string): RangeAnswer {
  let unsure = false;
  for (const range of ranges) {
    const answer = inRange(range, version, ecosystem);
    if (answer) return { affected: true, by: range };
    if (answer === null) unsure = true;
  }
  if (isListed(versions, version, ecosystem)) {
    return { affected: true, by: { type: 'VERSIONS', versions: [version] } };
  }
  return { affected: false, unsure: unsure && versions.length === 0 };
}

/** Versions of `fixed` events above `version`, lowest first. */
export function fixesAbove(affected: readonly Affected[], version: string, ecosystem: string): string[] {
  const compare = schemeOf(ecosystem)?.compare;
  const fixes = affected.flatMap(({ ranges }) =>
    ranges.flatMap(({ events }) => events.flatMap(({ fixed }) => fixed ?? [])),
  );
  const above = [...new Set(fixes)].filter((fix) => (compare?.(fix, version) ?? 0) > 0);
  return above.toSorted((a, b) => compare?.(a, b) ?? 0);
}
