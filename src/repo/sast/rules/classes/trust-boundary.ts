import type { FlawClass } from '../../rule.ts';

export const trustBoundary: FlawClass = {
  id: 'trust-boundary',
  title: 'Trust boundary violation',
  cwe: 501,
  severity: 'medium',
  description:
    'Untrusted input is stored where the program keeps what it trusts, such as the session, without a check.',
  remediation: 'Check the value before it is stored, and keep checked and unchecked values apart.',
  references: ['A04:2021', 'https://cwe.mitre.org/data/definitions/501.html'],
};
