import type { FlawClass } from '../../rule.ts';

export const csrfDisabled: FlawClass = {
  id: 'csrf-disabled',
  title: 'CSRF protection disabled',
  cwe: 352,
  severity: 'medium',
  description: 'The protection against requests from other sites is switched off.',
  remediation: 'Leave it on; for interfaces of programs use tokens in headers instead of cookies.',
  references: [
    'A01:2021',
    'https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html',
  ],
};
