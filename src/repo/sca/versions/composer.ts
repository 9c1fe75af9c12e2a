import { compareDigits, comparing, type VersionScheme } from './scheme.ts';

/** Names of stability and where they stand; anything unknown is below all of them, as in PHP's version_compare. */
const ranks: Readonly<Record<string, number>> = {
  dev: 1,
  alpha: 2,
  a: 2,
  beta: 3,
  b: 3,
  rc: 4,
  '#': 5,
  patch: 6,
  pl: 6,
  p: 6,
};
const number = '#';

/** Numbers to four, as Composer pads them; branches ("dev-main") have no place in the order. */
function read(text: string): readonly string[] | null {
  const [version = ''] = text.trim().toLowerCase().replace(/^v/, '').split('+', 1);
  const match = /^(\d{1,9}(?:\.(?:\d{1,9}|x|\*))*)(.*)$/.exec(version);
  if (!match) return null;
  const [, core = '', rest = ''] = match;
  const numbers = core.split('.').map((part) => (/\d/.test(part) ? part : '9999999'));
  if (!/^(?:[._-]?(?:dev|alpha|a|beta|b|rc|patch|pl|p|stable|\d+(?!\d)))*$/.test(rest)) return null;
  const tail = rest.match(/[a-z]+|\d+/g)?.filter((part) => part !== 'stable') ?? [];
  const padded = numbers.concat(Array<string>(Math.max(0, 4 - numbers.length)).fill('0'));
  return [...padded, ...tail];
}

const rankOf = (part: string): number => ranks[/^\d/.test(part) ? number : part] ?? 0;

function compareParts(a: string, b: string): number {
  if (/^\d/.test(a) && /^\d/.test(b)) return compareDigits(a, b);
  return Math.sign(rankOf(a) - rankOf(b));
}

/** What one list has beyond the other: a number makes it the greater one, a stability stands against a release. */
const beyond = (part: string): number => (/^\d/.test(part) ? 1 : compareParts(part, number));

function order(a: readonly string[], b: readonly string[]): number {
  const shared = Math.min(a.length, b.length);
  for (let at = 0; at < shared; at++) {
    const result = compareParts(a[at] as string, b[at] as string);
    if (result !== 0) return result;
  }
  if (a.length > shared) return beyond(a[shared] as string);
  if (b.length > shared) return -beyond(b[shared] as string);
  return 0;
}

/** Composer's normalisation and PHP's version_compare, https://www.php.net/version_compare. */
export const composer: VersionScheme = {
  id: 'composer',
  title: 'Composer',
  description: 'Four numbers and a stability, from dev over alpha, beta and RC to patch levels.',
  ecosystems: ['Packagist'],
  compare: comparing(read, order),
};
