import type { FlawClass } from '../../rule.ts';

export const unsafeQuery: FlawClass = {
  id: 'unsafe-query',
  title: 'SQL built from parts',
  cwe: 89,
  severity: 'low',
  description:
    'The text of an SQL statement is built from values that are not constant. Where they come from is not known here.',
  remediation: 'Pass values as parameters of the statement.',
  references: [
    'A03:2021',
    'https://cheatsheetseries.owasp.org/cheatsheets/SQL_Injection_Prevention_Cheat_Sheet.html',
  ],
  confidence: 0.4,
};
