import type { FlawClass } from '../../rule.ts';

export const cookieWithoutHttponly: FlawClass = {
  id: 'cookie-without-httponly',
  title: 'Cookie readable by scripts',
  cwe: 1004,
  severity: 'low',
  description: 'A cookie is set without HttpOnly, so that a script that gets into the page can read it.',
  remediation: 'Set HttpOnly on cookies that scripts do not need.',
  references: [
    'A05:2021',
    'https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html',
  ],
};
