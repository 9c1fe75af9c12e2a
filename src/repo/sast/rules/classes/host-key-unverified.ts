import type { FlawClass } from '../../rule.ts';

export const hostKeyUnverified: FlawClass = {
  id: 'host-key-unverified',
  title: 'SSH host key not verified',
  cwe: 322,
  severity: 'medium',
  description: 'A connection is made to whichever host answers, whatever key it shows.',
  remediation: 'Load the known keys and refuse others.',
  references: ['A07:2021', 'https://cwe.mitre.org/data/definitions/322.html'],
};
