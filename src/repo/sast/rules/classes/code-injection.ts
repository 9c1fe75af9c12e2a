import type { FlawClass } from '../../rule.ts';

export const codeInjection: FlawClass = {
  id: 'code-injection',
  title: 'Code injection',
  cwe: 94,
  severity: 'critical',
  description: 'Untrusted input is evaluated as code of the program itself.',
  remediation:
    'Do not evaluate input. Parse data with a parser for data (JSON, literal_eval), and choose behaviour from a fixed table of functions.',
  references: [
    'A03:2021',
    'https://cheatsheetseries.owasp.org/cheatsheets/Injection_Prevention_Cheat_Sheet.html',
  ],
};
