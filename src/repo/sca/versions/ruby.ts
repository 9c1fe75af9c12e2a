import { eq, gt, valid } from '@renovatebot/ruby-semver';
import { comparing, type VersionScheme } from './scheme.ts';

/** https://docs.ruby-lang.org/en/master/Gem/Version.html: a segment with letters makes a pre-release. */
export const ruby: VersionScheme = {
  id: 'ruby',
  title: 'Gem::Version',
  description: 'Segments of numbers and letters, as RubyGems orders them.',
  ecosystems: ['RubyGems'],
  compare: comparing(
    (text) => valid(text.trim()),
    (a, b) => (eq(a, b) ? 0 : gt(a, b) ? 1 : -1),
  ),
};
