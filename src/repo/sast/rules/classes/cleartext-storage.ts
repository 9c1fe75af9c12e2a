import type { FlawClass } from '../../rule.ts';

export const cleartextStorage: FlawClass = {
  id: 'cleartext-storage',
  title: 'Sensitive data in clear text',
  cwe: 312,
  severity: 'medium',
  description: 'A password or other sensitive value is stored or logged in clear text.',
  remediation: 'Do not log it; store a hash, or encrypt it.',
  references: [
    'A02:2021',
    'https://cheatsheetseries.owasp.org/cheatsheets/Cryptographic_Storage_Cheat_Sheet.html',
  ],
  ownSources: true,
};
