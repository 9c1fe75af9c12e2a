import type { FlawClass } from '../../rule.ts';

export const massAssignment: FlawClass = {
  id: 'mass-assignment',
  title: 'Mass assignment',
  cwe: 915,
  severity: 'medium',
  description: 'Every field that is sent is written to a record, also those that only the program may set.',
  remediation: 'List the fields that may be set by the caller.',
  references: ['A08:2021', 'https://cheatsheetseries.owasp.org/cheatsheets/Mass_Assignment_Cheat_Sheet.html'],
};
