import type { FlawClass } from '../../rule.ts';

export const weakRandom: FlawClass = {
  id: 'weak-random',
  title: 'Predictable random numbers',
  cwe: 330,
  severity: 'medium',
  description:
    'A generator whose output can be predicted from earlier output is used where a secret or unguessable value may be needed.',
  remediation: 'Use the cryptographic generator of the platform (secrets, crypto.randomBytes, SecureRandom).',
  references: [
    'A02:2021',
    'https://cheatsheetseries.owasp.org/cheatsheets/Cryptographic_Storage_Cheat_Sheet.html',
  ],
  ownSources: true,
};
