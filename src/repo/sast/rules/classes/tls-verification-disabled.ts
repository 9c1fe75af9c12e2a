import type { FlawClass } from '../../rule.ts';

export const tlsVerificationDisabled: FlawClass = {
  id: 'tls-verification-disabled',
  title: 'TLS certificate not verified',
  cwe: 295,
  severity: 'high',
  description:
    'The certificate of the other side is not checked, so that anyone on the way can answer in its place.',
  remediation:
    'Leave verification on; add the authority of a private certificate to the trusted ones instead.',
  references: [
    'A02:2021',
    'https://cheatsheetseries.owasp.org/cheatsheets/Transport_Layer_Security_Cheat_Sheet.html',
  ],
};
