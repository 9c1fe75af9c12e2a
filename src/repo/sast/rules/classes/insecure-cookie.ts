import type { FlawClass } from '../../rule.ts';

export const insecureCookie: FlawClass = {
  id: 'insecure-cookie',
  title: 'Cookie without protection',
  cwe: 614,
  severity: 'medium',
  description:
    'A cookie is set without Secure, so that it also goes over connections that are not encrypted, where anyone on the way can read it.',
  remediation: 'Set Secure on cookies, beside HttpOnly and SameSite (Lax or Strict).',
  references: [
    'A05:2021',
    'https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html',
  ],
};
