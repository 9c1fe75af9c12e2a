import type { FlawClass } from '../../rule.ts';

export const unauthenticatedEncryption: FlawClass = {
  id: 'unauthenticated-encryption',
  title: 'Encryption without authentication',
  cwe: 353,
  severity: 'low',
  description: 'A cipher mode is used that does not notice changes to the text.',
  remediation:
    'Use a mode with authentication (GCM, CCM, EAX, ChaCha20-Poly1305), or add a MAC over the encrypted text.',
  references: ['A02:2021', 'https://cwe.mitre.org/data/definitions/353.html'],
};
