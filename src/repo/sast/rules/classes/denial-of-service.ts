import type { FlawClass } from '../../rule.ts';

export const denialOfService: FlawClass = {
  id: 'denial-of-service',
  title: 'Uncontrolled resource use',
  cwe: 400,
  severity: 'medium',
  description: 'Untrusted input decides how much time or memory is used.',
  remediation: 'Bound it.',
  references: [
    'A05:2021',
    'https://cheatsheetseries.owasp.org/cheatsheets/Denial_of_Service_Cheat_Sheet.html',
  ],
};
