import type { FlawClass } from '../../rule.ts';

export const templateInjection: FlawClass = {
  id: 'template-injection',
  title: 'Template injection',
  cwe: 1336,
  severity: 'critical',
  description:
    'Untrusted input is part of the text of a template, whose language can reach objects and code of the server.',
  remediation:
    'Keep templates constant and pass input as values. Where users write templates, use a language without logic or a sandbox.',
  references: [
    'A03:2021',
    'https://owasp.org/www-project-web-security-testing-guide/stable/4-Web_Application_Security_Testing/07-Input_Validation_Testing/18-Testing_for_Server-side_Template_Injection',
  ],
};
