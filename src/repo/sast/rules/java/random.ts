import type { Framework } from '../../rule.ts';

/** Generators whose output can be predicted: CWE-330, CWE-338. */
export const random: Framework = {
  id: 'random',
  title: 'Java random numbers',
  description: 'Generators whose output can be predicted.',
  languages: ['java'],
  types: [
    {
      result: 'java.security.SecureRandom.{getInstance,getInstanceStrong}()',
      is: 'java.security.SecureRandom()',
    },
  ],
  matches: [
    { class: 'weak-random', call: 'java.util.Random', severity: 'low' },
    { class: 'weak-random', call: 'java.lang.Math.random', severity: 'low' },
    { class: 'weak-random', call: 'java.util.concurrent.ThreadLocalRandom.current', severity: 'low' },
    {
      class: 'weak-random',
      call: 'org.apache.commons.lang{,3}.{RandomUtils.next*,RandomStringUtils.random*}',
    },
    {
      class: 'weak-random',
      call: 'java.security.SecureRandom().setSeed',
      when: {
        any: [
          { arg: 0, shape: 'constant' },
          { arg: 0, constant: true },
        ],
      },
      title: 'A random generator with a constant seed',
    },
  ],
  examples: [
    {
      class: 'weak-random',
      bad: `import java.util.Random;
class Token {
  String make() {
    double other = Math.random(); // FLAW
    return Long.toHexString(new Random().nextLong()); // FLAW
  }
}`,
      good: `import java.security.SecureRandom;
class Token {
  String make() {
    return Long.toHexString(new SecureRandom().nextLong());
  }
}`,
    },
  ],
};
