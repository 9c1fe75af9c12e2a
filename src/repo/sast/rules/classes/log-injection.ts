import type { FlawClass } from '../../rule.ts';

export const logInjection: FlawClass = {
  id: 'log-injection',
  title: 'Log injection',
  cwe: 117,
  severity: 'low',
  description: 'Untrusted input is written to a log with its line breaks, so that it can forge entries.',
  remediation: 'Replace line breaks, or log in a format that escapes them (JSON).',
  references: ['A09:2021', 'https://cheatsheetseries.owasp.org/cheatsheets/Logging_Cheat_Sheet.html'],
};
