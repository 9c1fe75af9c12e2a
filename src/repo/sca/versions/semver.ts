import { parse, type SemVer } from 'semver';
import { comparing, type VersionScheme } from './scheme.ts';

/** Parts that are left out count as 0: "1.2" is written where 1.2.0 is meant, in advisories above all. */
function read(text: string): SemVer | null {
  const trimmed = text.trim().replace(/^[v=]+/, '');
  const short = /^(\d+)(?:\.(\d+))?(?=$|[-+])/.exec(trimmed);
  const whole = short ? `${short[1]}.${short[2] ?? '0'}.0${trimmed.slice(short[0].length)}` : trimmed;
  return parse(whole, { loose: true });
}

/** Semantic Versioning 2.0.0, https://semver.org. Build metadata has no part in the order. */
export const semver: VersionScheme = {
  id: 'semver',
  title: 'Semantic Versioning',
  description: 'Three numbers and an optional pre-release, as npm, Cargo, Swift, Hex and Pub order them.',
  ecosystems: ['npm', 'crates.io', 'SwiftURL', 'Hex', 'Pub', 'Bitnami', 'GitHub Actions', 'Julia'],
  compare: comparing(read, (a, b) => a.compare(b)),
};
