import type { FlawClass } from '../../rule.ts';

export const weakTls: FlawClass = {
  id: 'weak-tls',
  title: 'Outdated TLS version or cipher',
  cwe: 327,
  severity: 'medium',
  description: 'A version of SSL or TLS, or a cipher of it, is allowed that is known to be broken.',
  remediation: 'Allow TLS 1.2 and 1.3 only, with the defaults of the library.',
  references: [
    'A02:2021',
    'https://cheatsheetseries.owasp.org/cheatsheets/Transport_Layer_Security_Cheat_Sheet.html',
  ],
};
