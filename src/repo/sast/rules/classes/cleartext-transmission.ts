import type { FlawClass } from '../../rule.ts';

export const cleartextTransmission: FlawClass = {
  id: 'cleartext-transmission',
  title: 'Transmission in clear text',
  cwe: 319,
  severity: 'medium',
  description:
    'Data goes over a connection that is not encrypted, so that anyone on the way can read and change it.',
  remediation: 'Use the encrypted form of the protocol (https, ftps, sftp, TLS).',
  references: [
    'A02:2021',
    'https://cheatsheetseries.owasp.org/cheatsheets/Transport_Layer_Security_Cheat_Sheet.html',
  ],
};
