import type { ArgTest, Place } from '../rule.ts';

/** A text built of parts of which one is neither constant nor made safe. */
export const built = (arg: Place): ArgTest => ({
  all: [
    { arg, shape: 'built' },
    { arg, shape: 'open' },
  ],
});

/** A value of which nothing is known, a text built of such ones, or one that comes from elsewhere. */
export const notConstant = (arg: Place): ArgTest => ({
  all: [{ arg, shape: 'open' }, { not: { arg, shape: 'list' } }, { not: { arg, shape: 'object' } }],
});
