import { compareDigits, comparing, type VersionScheme } from './scheme.ts';

interface DebianVersion {
  readonly epoch: string;
  readonly upstream: string;
  readonly revision: string;
}

function read(text: string): DebianVersion | null {
  const match = /^(?:(\d+):)?([^:\s]+)$/.exec(text.trim());
  if (!match) return null;
  const rest = match[2] as string;
  const hyphen = rest.lastIndexOf('-');
  const upstream = hyphen < 0 ? rest : rest.slice(0, hyphen);
  const revision = hyphen < 0 ? '' : rest.slice(hyphen + 1);
  if (!/^[A-Za-z0-9.+~-]+$/.test(upstream) || !/^[A-Za-z0-9.+~]*$/.test(revision)) return null;
  return { epoch: match[1] ?? '0', upstream, revision };
}

/** "~" is before the end, the end before letters, letters before everything else. */
function weight(character: string | undefined): number {
  if (character === '~') return -1;
  if (character === undefined || /\d/.test(character)) return 0;
  const code = character.charCodeAt(0);
  return /[A-Za-z]/.test(character) ? code : code + 256;
}

/** Alternates between a run that is no number and a number, as dpkg does. */
function compareParts(a: string, b: string): number {
  let [left, right] = [0, 0];
  const digitAt = (text: string, at: number): boolean => /\d/.test(text[at] ?? '');
  while (left < a.length || right < b.length) {
    while ((left < a.length && !digitAt(a, left)) || (right < b.length && !digitAt(b, right))) {
      const difference = weight(a[left]) - weight(b[right]);
      if (difference !== 0) return difference;
      left++;
      right++;
    }
    const number = (text: string, from: number): string => /^\d*/.exec(text.slice(from))?.[0] ?? '';
    const [m, n] = [number(a, left), number(b, right)];
    const difference = compareDigits(m, n);
    if (difference !== 0) return difference;
    left += m.length;
    right += n.length;
  }
  return 0;
}

const order = (a: DebianVersion, b: DebianVersion): number =>
  compareDigits(a.epoch, b.epoch) ||
  compareParts(a.upstream, b.upstream) ||
  compareParts(a.revision, b.revision);

/** https://www.debian.org/doc/debian-policy/ch-controlfields.html#version */
export const debian: VersionScheme = {
  id: 'debian',
  title: 'dpkg',
  description: 'Epoch, upstream version and revision, as dpkg orders them.',
  ecosystems: ['Debian', 'Ubuntu', 'Echo'],
  compare: comparing(read, order),
};
