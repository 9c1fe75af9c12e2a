import type { FlawClass } from '../../rule.ts';

export const weakKey: FlawClass = {
  id: 'weak-key',
  title: 'Key too short',
  cwe: 326,
  severity: 'medium',
  description: 'A key is created that is too short to resist the attacks of today.',
  remediation:
    'Use RSA with 2048 bits or more (better 3072), elliptic curves with 224 bits or more, AES with 128 bits or more.',
  references: ['A02:2021', 'https://csrc.nist.gov/pubs/sp/800/57/pt1/r5/final'],
};
