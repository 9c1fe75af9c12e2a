import { compareDigits, comparing, type VersionScheme } from './scheme.ts';

const read = (text: string): readonly string[] | null =>
  /^\d+(?:\.\d+)*$/.test(text.trim()) ? text.trim().split('.') : null;

/** Number by number; of two that agree as far as they go the shorter one is lower: 1.0 < 1.0.0. */
function order(a: readonly string[], b: readonly string[]): number {
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const result = compareDigits(a[at] as string, b[at] as string);
    if (result !== 0) return result;
  }
  return a.length - b.length;
}

/** The dotted numbers of Haskell (https://pvp.haskell.org) and of CRAN, where "-" is written for "." at times. */
export const hackage: VersionScheme = {
  id: 'hackage',
  title: 'Dotted numbers',
  description: 'Any count of numbers between dots, as Hackage and CRAN order them.',
  ecosystems: ['Hackage', 'GHC', 'CRAN', 'Bioconductor'],
  compare: comparing((text) => read(text.replaceAll('-', '.')), order),
};
