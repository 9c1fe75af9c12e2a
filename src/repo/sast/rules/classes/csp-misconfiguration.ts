import type { FlawClass } from '../../rule.ts';

export const cspMisconfiguration: FlawClass = {
  id: 'csp-misconfiguration',
  title: 'Protective headers disabled',
  cwe: 693,
  severity: 'low',
  description:
    'A header that protects pages in the browser (content security policy, framing, sniffing) is switched off or made void.',
  remediation: 'Leave it on with values that fit the pages.',
  references: ['A05:2021', 'https://cheatsheetseries.owasp.org/cheatsheets/HTTP_Headers_Cheat_Sheet.html'],
};
