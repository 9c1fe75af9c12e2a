import type { FlawClass } from '../../rule.ts';

export const xss: FlawClass = {
  id: 'xss',
  title: 'Cross-site scripting',
  cwe: 79,
  severity: 'medium',
  description:
    'Untrusted input is written into a page without escaping, so that it can run script in the browser of whoever opens it.',
  remediation:
    'Let a template engine with automatic escaping write the page, or escape for the exact place (text, attribute, URL, script). Sanitize markup that must stay markup.',
  references: [
    'A03:2021',
    'https://cheatsheetseries.owasp.org/cheatsheets/Cross_Site_Scripting_Prevention_Cheat_Sheet.html',
  ],
};
