import type { FlawClass } from '../../rule.ts';

export const missingAuthorization: FlawClass = {
  id: 'missing-authorization',
  title: 'Access not checked',
  cwe: 862,
  severity: 'medium',
  description: 'An operation or address is open to everyone.',
  remediation: 'Check who asks, and whether they may, on every way to the operation.',
  references: ['A01:2021', 'https://cheatsheetseries.owasp.org/cheatsheets/Authorization_Cheat_Sheet.html'],
};
