import { registry } from '#src/core/registry.ts';
import { alpine } from './alpine.ts';
import { composer } from './composer.ts';
import { debian } from './debian.ts';
import { go } from './go.ts';
import { hackage } from './hackage.ts';
import { maven } from './maven.ts';
import { nuget } from './nuget.ts';
import { pep440 } from './pep440.ts';
import { rpm } from './rpm.ts';
import { ruby } from './ruby.ts';
import type { VersionScheme } from './scheme.ts';
import { semver } from './semver.ts';

export const versionSchemes = registry<VersionScheme>('version scheme', [
  alpine,
  composer,
  debian,
  go,
  hackage,
  maven,
  nuget,
  pep440,
  rpm,
  ruby,
  semver,
]);

const byEcosystem = new Map<string, VersionScheme>(
  versionSchemes.all.flatMap((scheme) => scheme.ecosystems.map((name) => [name, scheme] as const)),
);

/** The scheme of an ecosystem as OSV spells it, "Debian:12" included; undefined where its order is not known. */
export const schemeOf = (ecosystem: string): VersionScheme | undefined =>
  byEcosystem.get(baseEcosystem(ecosystem));

/** "Debian" of "Debian:12". */
export const baseEcosystem = (ecosystem: string): string => {
  const colon = ecosystem.indexOf(':');
  return colon < 0 ? ecosystem : ecosystem.slice(0, colon);
};

/**
 * The ecosystem under which a package is known: an address after the colon names another registry of the same packages
 * ("Maven:https://maven.google.com"), anything else a release of its own ("Debian:12").
 */
export const ecosystemKey = (ecosystem: string): string =>
  /:https?:\/\//.test(ecosystem) ? baseEcosystem(ecosystem) : ecosystem;
