import type { ArgTest, Place } from '../rule.ts';

/** A text built of parts of which one is neither constant nor made safe. */
export const built = (arg: Place): ArgTest => ({
  all: [
    { arg, shape: 'built' },
    { arg, shape: 'open' },
  ],
});
