import type { FlawClass } from '../../rule.ts';

export const timingAttack: FlawClass = {
  id: 'timing-attack',
  title: 'Comparison that leaks by time',
  cwe: 208,
  severity: 'low',
  description: 'A secret is compared in a way that takes longer the more of it is right.',
  remediation: 'Use the comparison in constant time of the platform.',
  references: ['A02:2021', 'https://cwe.mitre.org/data/definitions/208.html'],
};
