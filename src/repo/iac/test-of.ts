import type { Plain, Value } from './value.ts';

/** A test of a value: true, false, or null where the value is known only when it runs. */
export interface Test {
  readonly says: string;
  holds(value: Value): boolean | null;
  /** Looks at lists as a whole, not at each item. */
  readonly whole?: boolean;
  /** A value that passes and one that does not, for the tests' examples. */
  readonly yes: Plain | readonly Plain[];
  readonly no: Plain | readonly Plain[];
}

const known = (says: string, test: (value: Plain) => boolean, yes: Test['yes'], no: Test['no']): Test => ({
  says,
  holds: (value) =>
    value.kind === 'unknown' ? null : value.kind === 'scalar' ? test(value.value) : value.kind === 'map',
  yes,
  no,
});

const same = (left: Plain, right: Plain): boolean =>
  left === right || String(left).toLowerCase() === String(right).toLowerCase();

/** Exactly this, "true" and true being the same. */
export const is = (wanted: Plain): Test =>
  known(
    String(wanted),
    (value) => same(value, wanted),
    wanted,
    typeof wanted === 'boolean' ? !wanted : typeof wanted === 'number' ? wanted + 1 : 'something-else',
  );

export const isNot = (unwanted: Plain): Test =>
  known(
    `anything but ${unwanted}`,
    (value) => !same(value, unwanted),
    typeof unwanted === 'boolean'
      ? !unwanted
      : typeof unwanted === 'number'
        ? unwanted + 1
        : 'something-else',
    unwanted,
  );

export const oneOf = (...wanted: readonly Plain[]): Test =>
  known(
    wanted.length > 4 ? `one of ${wanted.slice(0, 4).join(', ')} …` : wanted.join(' or '),
    (value) => wanted.some((one) => same(value, one)),
    wanted[0] as Plain,
    'something-else',
  );

export const noneOf = (...unwanted: readonly Plain[]): Test =>
  known(
    `none of ${unwanted.slice(0, 6).join(', ')}`,
    (value) => !unwanted.some((one) => same(value, one)),
    'something-else',
    unwanted[0] as Plain,
  );

export const atLeast = (least: number): Test =>
  known(`at least ${least}`, (value) => Number(value) >= least, least, least - 1);

export const between = (least: number, most: number): Test =>
  known(`${least} to ${most}`, (value) => Number(value) >= least && Number(value) <= most, least, least - 1);

export const matching = (says: string, pattern: RegExp, yes: string, no: string): Test =>
  known(says, (value) => pattern.test(String(value)), yes, no);

/** There, and not empty: a reference counts. */
export const set: Test = {
  says: 'a value',
  whole: true,
  holds: (value) =>
    value.kind === 'scalar'
      ? value.value !== null && value.value !== '' && value.value !== false
      : value.kind === 'list'
        ? value.items.length > 0
        : true,
  yes: 'a-value',
  no: '',
};

/** A list (or text) that has every one of `wanted`; one that holds something unknown is not judged. */
export const includes = (...wanted: readonly string[]): Test => ({
  says: wanted.join(', '),
  whole: true,
  holds(value) {
    const items = value.kind === 'list' ? value.items : [value];
    const texts = items.map((item) => (item.kind === 'scalar' ? String(item.value).toLowerCase() : ''));
    if (wanted.every((one) => texts.includes(one.toLowerCase()))) return true;
    return items.some(({ kind }) => kind === 'unknown') ? null : false;
  },
  yes: wanted,
  no: ['something-else'],
});

/** True for every address of the internet: 0.0.0.0/0, ::/0, and how else the clouds write it. */
export const everyone = (text: string): boolean => {
  const address = text.trim().toLowerCase();
  if (/^(?:\*|any|internet|0\.0\.0\.0|::|<nw>\/0)$/.test(address)) return true;
  const prefix = /^([0-9a-f.:]+)\/(\d{1,3})$/.exec(address);
  if (!prefix) return false;
  return Number(prefix[2]) === 0;
};

/** No address range of the whole internet. */
export const notEveryone: Test = known(
  'a narrower range than the whole internet',
  (value) => !everyone(String(value)),
  '10.0.0.0/16',
  '0.0.0.0/0',
);
