import type { Issue } from '../issue.ts';
import type { AdvisoryOrigin } from '../scanners/scanner.ts';
import { type Component, nameKey } from './component.ts';
import { scannerId } from './inventory.ts';
import type { Match } from './match.ts';
import { proofOf } from './proof.ts';

/** The version of Go is the least that go.mod asks for: a newer one may be what builds it. */
const ordinary = 0.95;
const leastVersion = 0.6;

const isMalicious = ({ ids }: Match): boolean => ids[0]?.startsWith('MAL-') ?? false;

function titleOf(match: Match): string {
  const { name, version } = match.component;
  const summary = match.advisories.map(({ advisory }) => advisory.summary).find((text) => text !== '');
  const what = isMalicious(match) ? 'malicious package' : (summary ?? match.cve ?? match.ids[0] ?? '');
  return `${name} ${version}: ${what.replace(/\s+/g, ' ').slice(0, 160)}`;
}

function descriptionOf({ advisories, rated, component }: Match): string {
  const text = advisories.map(({ advisory }) => advisory.details).find((details) => details !== '') ?? '';
  const rating = rated.because
    ? `Severity: ${rated.because}.`
    : 'Nobody has published how severe this is; medium is assumed.';
  const place = component.dev ? ' The package is needed for development only.' : '';
  return `${text}${text === '' ? '' : '\n\n'}${rating}${place}`;
}

function remediationOf(match: Match): string {
  const { component, fixed } = match;
  if (isMalicious(match)) {
    return `Remove ${component.name}, and treat every machine that installed it, and every secret on it, as known to others.`;
  }
  if (fixed === null)
    return `No version of ${component.name} without this flaw is known: replace it, or do without what is affected.`;
  const how = component.direct === false ? ', which another dependency brings along,' : '';
  return `Upgrade ${component.name}${how} from ${component.version} to ${fixed} or newer.`;
}

const linksOf = ({ ids, advisories }: Match): string[] => [
  ...advisories.map(({ advisory }) => `https://osv.dev/vulnerability/${encodeURIComponent(advisory.id)}`),
  ...ids.filter((id) => id.startsWith('GHSA-')).map((id) => `https://github.com/advisories/${id}`),
  ...advisories.flatMap(({ advisory }) => advisory.urls),
];

/** A flaw in a package, as an issue of the file that names the package. */
function issueOf(match: Match, origin: AdvisoryOrigin, ordinal: number): Issue {
  const { component, ids, advisories, cve, fixed, rated } = match;
  const { path, line, name, ecosystem, purl, version, dev } = component;
  const group = ids[0] as string;
  const cwes = [...new Set(advisories.flatMap(({ advisory }) => advisory.cwes))];
  return {
    scanner: scannerId,
    ruleId: `${scannerId}-${group.toLowerCase()}`,
    title: titleOf(match),
    severity: rated.severity,
    confidence: name === 'stdlib' && ecosystem === 'Go' ? leastVersion : ordinary,
    cwe: cwes[0] ?? null,
    description: descriptionOf(match),
    remediation: remediationOf(match),
    references: {
      advisory: ids.filter((id) => !id.startsWith('CVE-')),
      ...(cve === null ? {} : { cve: ids.filter((id) => id.startsWith('CVE-')) }),
      ...(cwes.length === 0 ? {} : { cwe: cwes.map((cwe) => `CWE-${cwe}`) }),
      url: [...new Set(linksOf(match))],
    },
    path,
    span: { line, column: 0, endLine: line, endColumn: 0 },
    package: { purl, ecosystem, name, version, fixed, cve, advisories: ids, dev },
    proof: proofOf(match, origin),
    // Not the version: an upgrade to one that is affected too leaves the finding what it was.
    identity: [group, ecosystem, nameKey(ecosystem, name), path, ...(ordinal > 0 ? [`#${ordinal + 1}`] : [])],
  };
}

/** One issue a flaw, package and file; where a file has several versions of a package, one each. */
export function issuesOf(
  matches: readonly Match[],
  originOf: (component: Component) => AdvisoryOrigin,
): Issue[] {
  const seen = new Map<string, number>();
  return matches.map((match) => {
    const { component } = match;
    const key = [match.ids[0], component.path, nameKey(component.ecosystem, component.name)].join('\n');
    const ordinal = seen.get(key) ?? 0;
    seen.set(key, ordinal + 1);
    return issueOf(match, originOf(component), ordinal);
  });
}
