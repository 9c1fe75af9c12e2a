import { compareDigits, compareText, comparing, type VersionScheme } from './scheme.ts';

interface RpmVersion {
  readonly epoch: string;
  readonly version: string;
  readonly release: string;
}

function read(text: string): RpmVersion | null {
  const match = /^(?:(\d+):)?([^\s:-]+)(?:-([^\s:-]+))?$/.exec(text.trim());
  return match && { epoch: match[1] ?? '0', version: match[2] as string, release: match[3] ?? '' };
}

const segmentsOf = (text: string): string[] => text.match(/\d+|[A-Za-z]+|~|\^/g) ?? [];

/** "~" is before the end, "^" after it but before anything more, letters before numbers. */
const weight = (segment: string | undefined): number => {
  if (segment === '~') return 0;
  if (segment === undefined) return 1;
  if (segment === '^') return 2;
  return /\d/.test(segment) ? 4 : 3;
};

function compareParts(a: string, b: string): number {
  const [left, right] = [segmentsOf(a), segmentsOf(b)];
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const [m, n] = [left[at], right[at]];
    const difference = weight(m) - weight(n);
    if (difference !== 0) return difference;
    if (m === undefined || n === undefined) return 0;
    const result = weight(m) === 4 ? compareDigits(m, n) : compareText(m, n);
    if (result !== 0) return result;
  }
  return 0;
}

const order = (a: RpmVersion, b: RpmVersion): number =>
  compareDigits(a.epoch, b.epoch) || compareParts(a.version, b.version) || compareParts(a.release, b.release);

/** https://rpm-software-management.github.io/rpm/manual/dependencies.html#versioning */
export const rpm: VersionScheme = {
  id: 'rpm',
  title: 'RPM',
  description: 'Epoch, version and release, as rpm orders them.',
  ecosystems: [
    'AlmaLinux',
    'Azure Linux',
    'Mageia',
    'openEuler',
    'openSUSE',
    'Photon OS',
    'Red Hat',
    'Rocky Linux',
    'SUSE',
  ],
  compare: comparing(read, order),
};
