import type { FlawClass } from '../../rule.ts';

export const insecureCookie: FlawClass = {
  id: 'insecure-cookie',
  title: 'Cookie without protection',
  cwe: 614,
  severity: 'medium',
  description:
    'A cookie is set without Secure, HttpOnly or SameSite, so that it can be read on the wire, by script, or sent along from other sites.',
  remediation: 'Set Secure, HttpOnly and SameSite (Lax or Strict) on cookies.',
  references: [
    'A05:2021',
    'https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html',
  ],
};
