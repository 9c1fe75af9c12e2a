import { parse, type SemVer } from 'semver';
import { comparing, type VersionScheme } from './scheme.ts';

/**
 * Versions of the standard library are written "go1.21rc2" and "1.21": a pre-release without a hyphen, and no third
 * number. Everything else is SemVer with a "v" in front; "+incompatible" is build metadata, and a pseudo-version is a
 * pre-release that holds its time (https://go.dev/ref/mod#pseudo-versions).
 */
function read(text: string): SemVer | null {
  const bare = text.trim().replace(/^(?:go|v)/, '');
  const toolchain = /^(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:(alpha|beta|rc)(\d+))?$/.exec(bare);
  if (!toolchain) return parse(bare);
  const [, major, minor = '0', patch = '0', kind, number] = toolchain;
  return parse(`${major}.${minor}.${patch}${kind ? `-${kind}.${number}` : ''}`);
}

export const go: VersionScheme = {
  id: 'go',
  title: 'Go modules',
  description: 'SemVer with pseudo-versions and +incompatible, and the releases of Go itself.',
  ecosystems: ['Go'],
  compare: comparing(read, (a, b) => a.compare(b)),
};
