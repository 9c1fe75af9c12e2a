import type { FlawClass } from '../../rule.ts';

export const emptyPassword: FlawClass = {
  id: 'empty-password',
  title: 'Empty password',
  cwe: 258,
  severity: 'medium',
  description: 'An account or connection is set up with an empty password.',
  remediation: 'Give it a password from a secret store, or one that can never be used.',
  references: ['A07:2021', 'https://cwe.mitre.org/data/definitions/258.html'],
};
