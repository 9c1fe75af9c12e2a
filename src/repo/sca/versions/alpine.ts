import { compareDigits, compareText, comparing, type VersionScheme } from './scheme.ts';

interface ApkVersion {
  readonly numbers: readonly string[];
  readonly letter: string;
  /** Name and number of each. */
  readonly suffixes: readonly (readonly [string, string])[];
  readonly revision: string;
}

const suffixOrder = ['alpha', 'beta', 'pre', 'rc', '', 'cvs', 'svn', 'git', 'hg', 'p'];

function read(text: string): ApkVersion | null {
  const match =
    /^(\d+(?:\.\d+)*)([a-z]?)((?:_(?:alpha|beta|pre|rc|cvs|svn|git|hg|p)\d*)*)(?:~[0-9a-f]+)?(?:-r(\d+))?$/.exec(
      text.trim(),
    );
  if (!match) return null;
  const [, numbers = '', letter = '', suffixes = '', revision = '0'] = match;
  return {
    numbers: numbers.split('.'),
    letter,
    suffixes: [...suffixes.matchAll(/_([a-z]+)(\d*)/g)].map(([, name = '', digits = '']) => [name, digits]),
    revision,
  };
}

/** After the first number, one with a leading zero is a fraction: 1.05 is below 1.5. */
function compareNumbers(a: readonly string[], b: readonly string[]): number {
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const [left, right] = [a[at] as string, b[at] as string];
    const fraction = at > 0 && (/^0./.test(left) || /^0./.test(right));
    const result = fraction ? compareText(left, right) : compareDigits(left, right);
    if (result !== 0) return result;
  }
  return a.length - b.length;
}

function compareSuffixes(a: ApkVersion['suffixes'], b: ApkVersion['suffixes']): number {
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const [left, right] = [a[at] ?? ['', '0'], b[at] ?? ['', '0']];
    const result =
      suffixOrder.indexOf(left[0]) - suffixOrder.indexOf(right[0]) || compareDigits(left[1], right[1]);
    if (result !== 0) return result;
  }
  return 0;
}

const order = (a: ApkVersion, b: ApkVersion): number =>
  compareNumbers(a.numbers, b.numbers) ||
  compareText(a.letter, b.letter) ||
  compareSuffixes(a.suffixes, b.suffixes) ||
  compareDigits(a.revision, b.revision);

/** https://wiki.alpinelinux.org/wiki/Package_policies: numbers, a letter, suffixes, and the revision of the package. */
export const alpine: VersionScheme = {
  id: 'alpine',
  title: 'apk',
  description: 'Numbers, a letter, suffixes such as _rc1, and the revision of the package.',
  ecosystems: ['Alpine', 'Alpaquita', 'BellSoft Hardened Containers', 'Chainguard', 'Wolfi', 'MinimOS'],
  compare: comparing(read, order),
};
