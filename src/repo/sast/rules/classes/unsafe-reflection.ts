import type { FlawClass } from '../../rule.ts';

export const unsafeReflection: FlawClass = {
  id: 'unsafe-reflection',
  title: 'Unsafe reflection',
  cwe: 470,
  severity: 'high',
  description: 'Untrusted input decides which class, module or function is used.',
  remediation: 'Choose it from a fixed table.',
  references: ['A03:2021', 'https://cwe.mitre.org/data/definitions/470.html'],
};
