import type { Proof } from '#src/core/attempt.ts';
import type { AdvisoryOrigin } from '../scanners/scanner.ts';
import type { Match } from './match.ts';
import { affects } from './ranges.ts';
import { readAdvisory } from './record.ts';

/** What can be decided again without a network: the version, and the range of the advisory that holds it. */
export function proofOf({ component, advisories }: Match, origin: AdvisoryOrigin): Proof {
  const { advisory, by } = advisories[0]!;
  return {
    kind: 'advisory',
    advisory: advisory.id,
    modified: advisory.modified,
    purl: component.purl,
    ecosystem: component.ecosystem,
    name: component.name,
    version: component.version,
    range: by,
    source: origin.name,
    source_date: origin.date,
  };
}

/** Whether an `advisory` proof holds: true when its version is in its range. Anything else is none. */
export function holdsAdvisory(proof: Proof): boolean {
  const { kind, advisory, ecosystem, name, version, range } = proof;
  if (kind !== 'advisory' || typeof version !== 'string' || typeof ecosystem !== 'string') return false;
  const { type, versions } = (range ?? {}) as { type?: unknown; versions?: unknown };
  const read = readAdvisory({
    id: advisory,
    affected: [{ package: { ecosystem, name }, ranges: type === 'VERSIONS' ? [] : [range], versions }],
  });
  return read?.affected.some((affected) => affects(affected, version, ecosystem).affected) ?? false;
}
