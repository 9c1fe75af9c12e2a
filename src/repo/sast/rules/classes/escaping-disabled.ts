import type { FlawClass } from '../../rule.ts';

export const escapingDisabled: FlawClass = {
  id: 'escaping-disabled',
  title: 'Automatic escaping disabled',
  cwe: 116,
  severity: 'medium',
  description:
    'The escaping of a template engine is switched off, or marked as done where it is not, so that values are written as markup.',
  remediation: 'Leave automatic escaping on, and escape or sanitize where markup is built by hand.',
  references: [
    'A03:2021',
    'https://cheatsheetseries.owasp.org/cheatsheets/Cross_Site_Scripting_Prevention_Cheat_Sheet.html',
  ],
};
