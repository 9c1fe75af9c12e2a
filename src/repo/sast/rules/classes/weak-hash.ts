import type { FlawClass } from '../../rule.ts';

export const weakHash: FlawClass = {
  id: 'weak-hash',
  title: 'Weak hash',
  cwe: 328,
  severity: 'medium',
  description: 'A hash is used for which collisions can be computed (MD5, SHA-1 and older).',
  remediation: 'Use SHA-256 or better; for passwords use Argon2, scrypt, bcrypt or PBKDF2.',
  references: [
    'A02:2021',
    'https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html',
  ],
};
