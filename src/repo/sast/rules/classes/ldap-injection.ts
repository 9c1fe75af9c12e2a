import type { FlawClass } from '../../rule.ts';

export const ldapInjection: FlawClass = {
  id: 'ldap-injection',
  title: 'LDAP injection',
  cwe: 90,
  severity: 'high',
  description:
    'Untrusted input becomes part of an LDAP filter or name, so that it can change whom the query finds.',
  remediation:
    'Escape the value for filters (RFC 4515) or for names (RFC 4514) with the function of the library.',
  references: [
    'A03:2021',
    'https://cheatsheetseries.owasp.org/cheatsheets/LDAP_Injection_Prevention_Cheat_Sheet.html',
  ],
};
