import { compareDigits, compareLists, compareText, comparing, type VersionScheme } from './scheme.ts';

interface NuGetVersion {
  readonly numbers: readonly string[];
  /** Empty for a release. */
  readonly labels: readonly string[];
}

function read(text: string): NuGetVersion | null {
  const [version = ''] = text.trim().replace(/^v/i, '').split('+', 1);
  const hyphen = version.indexOf('-');
  const core = hyphen < 0 ? version : version.slice(0, hyphen);
  const labels = hyphen < 0 ? [] : version.slice(hyphen + 1).split('.');
  if (!/^\d+(?:\.\d+){0,3}$/.test(core)) return null;
  if (labels.some((label) => !/^[0-9A-Za-z-]+$/.test(label))) return null;
  return { numbers: core.split('.'), labels: labels.map((label) => label.toLowerCase()) };
}

function compareLabels(a: string, b: string): number {
  const [left, right] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (left && right) return compareDigits(a, b);
  if (left !== right) return left ? -1 : 1;
  return compareText(a, b);
}

function order(a: NuGetVersion, b: NuGetVersion): number {
  const numbers = compareLists(a.numbers, b.numbers, '0', compareDigits);
  if (numbers !== 0) return numbers;
  if (a.labels.length === 0 || b.labels.length === 0) return Math.sign(b.labels.length - a.labels.length);
  for (const [at, label] of a.labels.entries()) {
    const other = b.labels[at];
    if (other === undefined) return 1;
    const result = compareLabels(label, other);
    if (result !== 0) return result;
  }
  return a.labels.length < b.labels.length ? -1 : 0;
}

/** https://learn.microsoft.com/nuget/concepts/package-versioning: labels regardless of case, metadata left out. */
export const nuget: VersionScheme = {
  id: 'nuget',
  title: 'NuGet',
  description: 'Up to four numbers and the labels of SemVer 2, regardless of case.',
  ecosystems: ['NuGet'],
  compare: comparing(read, order),
};
