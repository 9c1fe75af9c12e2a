import type { FlawClass } from '../../rule.ts';

export const formulaInjection: FlawClass = {
  id: 'formula-injection',
  title: 'Formula injection',
  cwe: 1236,
  severity: 'low',
  description:
    'Untrusted input becomes a cell of a spreadsheet file, so that it can be a formula that runs on the machine of who opens it.',
  remediation: 'Put an apostrophe before cells that start with =, +, -, @, tab or carriage return.',
  references: ['A03:2021', 'https://owasp.org/www-community/attacks/CSV_Injection'],
};
