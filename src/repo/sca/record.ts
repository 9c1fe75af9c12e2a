import { nameKey } from './component.ts';
import { get, getText, listOf, textsOf } from './reading/values.ts';
import { ecosystemKey } from './versions/index.ts';

/** One bound of a range; exactly one of the keys is set. */
export interface RangeEvent {
  readonly introduced?: string;
  readonly fixed?: string;
  readonly last_affected?: string;
  readonly limit?: string;
}

export interface AffectedRange {
  readonly type: 'SEMVER' | 'ECOSYSTEM';
  readonly events: readonly RangeEvent[];
}

/** What a record says of one package. */
export interface Affected {
  readonly ecosystem: string;
  readonly name: string;
  readonly ranges: readonly AffectedRange[];
  readonly versions: readonly string[];
}

/** An OSV record (https://ossf.github.io/osv-schema/) as far as we use it. */
export interface Advisory {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly summary: string;
  readonly details: string;
  readonly modified: string | null;
  readonly withdrawn: boolean;
  readonly affected: readonly Affected[];
  /** Scores with their type: CVSS_V3 and a vector, Ubuntu and a word. */
  readonly severity: readonly { readonly type: string; readonly score: string }[];
  /** The word of the database itself: LOW, MODERATE, HIGH, CRITICAL. */
  readonly rating: string | null;
  readonly cwes: readonly number[];
  readonly urls: readonly string[];
}

const mostDetails = 2000;
const mostUrls = 10;
const eventKeys = ['introduced', 'fixed', 'last_affected', 'limit'] as const;

function rangesOf(affected: unknown): AffectedRange[] {
  return listOf(get(affected, 'ranges')).flatMap((range) => {
    const type = getText(range, 'type');
    if (type !== 'SEMVER' && type !== 'ECOSYSTEM') return [];
    const events = listOf(get(range, 'events')).flatMap((event) =>
      eventKeys.flatMap((key): RangeEvent[] => {
        const version = getText(event, key);
        return version === null ? [] : [{ [key]: version }];
      }),
    );
    return [{ type, events }];
  });
}

/** A package, or the repository of a range over commits: its tags are listed as versions. */
function affectedOf(affected: unknown): Affected[] {
  const [ranges, versions] = [rangesOf(affected), textsOf(get(affected, 'versions'))];
  const own = get(affected, 'package');
  const [ecosystem, name] = [getText(own, 'ecosystem'), getText(own, 'name')];
  if (ecosystem !== null && name !== null) return [{ ecosystem, name, ranges, versions }];
  const repositories = listOf(get(affected, 'ranges')).flatMap((range) => getText(range, 'repo') ?? []);
  return versions.length === 0
    ? []
    : [...new Set(repositories)].map((repo) => ({ ecosystem: 'GIT', name: repo, ranges: [], versions }));
}

const numberOf = (cwe: string): number[] => {
  const digits = /^CWE-(\d{1,5})$/.exec(cwe)?.[1];
  return digits === undefined ? [] : [Number(digits)];
};

/** Reads a record. Null for what has no id, or no list of what is affected. */
export function readAdvisory(raw: unknown): Advisory | null {
  const id = getText(raw, 'id');
  if (id === null || id.length > 200 || !Array.isArray(get(raw, 'affected'))) return null;
  const database = get(raw, 'database_specific');
  const affected = listOf(get(raw, 'affected'));
  // Some databases rate each package of a record rather than the record.
  const rated = [database, ...affected.map((one) => get(one, 'database_specific'))];
  const severity = [raw, ...affected].flatMap((holder) => listOf(get(holder, 'severity')));
  return {
    id,
    aliases: textsOf(get(raw, 'aliases')),
    summary: getText(raw, 'summary') ?? '',
    details: (getText(raw, 'details') ?? '').slice(0, mostDetails),
    modified: getText(raw, 'modified'),
    withdrawn: getText(raw, 'withdrawn') !== null,
    affected: affected.flatMap(affectedOf),
    severity: severity.flatMap((entry) => {
      const [type, score] = [getText(entry, 'type'), getText(entry, 'score')];
      return type === null || score === null ? [] : [{ type, score }];
    }),
    rating: rated.map((holder) => getText(holder, 'severity')).find((word) => word !== null) ?? null,
    cwes: rated.flatMap((holder) => textsOf(get(holder, 'cwe_ids'))).flatMap(numberOf),
    urls: listOf(get(raw, 'references'))
      .flatMap((reference) => getText(reference, 'url') ?? [])
      .filter((url) => /^https?:\/\//.test(url))
      .slice(0, mostUrls),
  };
}

/** Whether a record's package is the one asked for. Releases must agree, registries of one ecosystem need not. */
export const concerns = (affected: Affected, ecosystem: string, name: string): boolean =>
  ecosystemKey(affected.ecosystem) === ecosystemKey(ecosystem) &&
  nameKey(ecosystem, affected.name) === nameKey(ecosystem, name);

/**
 * An advisory as a record again, for one package: what is kept of an import, a fraction of the whole. `readAdvisory`
 * reads it back.
 */
export function recordFor(advisory: Advisory, affected: readonly Affected[]): Record<string, unknown> {
  const { id, aliases, summary, details, modified, severity, rating, cwes, urls } = advisory;
  return {
    id,
    modified,
    aliases,
    summary,
    details,
    severity,
    affected: affected.map(({ ecosystem, name, ranges, versions }) =>
      ecosystem === 'GIT'
        ? { ranges: [{ type: 'GIT', repo: name }], versions }
        : { package: { ecosystem, name }, ranges, versions },
    ),
    references: urls.map((url) => ({ url })),
    database_specific: { severity: rating, cwe_ids: cwes.map((cwe) => `CWE-${cwe}`) },
  };
}
