import type { FlawClass } from '../../rule.ts';

export const weakPasswordHash: FlawClass = {
  id: 'weak-password-hash',
  title: 'Password hashed too fast',
  cwe: 916,
  severity: 'high',
  description:
    'A password is hashed by a function made to be fast, so that a stolen table can be guessed by the billion.',
  remediation: 'Use Argon2id, scrypt, bcrypt or PBKDF2 with a salt of its own for each password.',
  references: [
    'A02:2021',
    'https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html',
  ],
  ownSources: true,
};
