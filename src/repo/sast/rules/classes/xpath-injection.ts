import type { FlawClass } from '../../rule.ts';

export const xpathInjection: FlawClass = {
  id: 'xpath-injection',
  title: 'XPath injection',
  cwe: 643,
  severity: 'medium',
  description:
    'Untrusted input becomes part of an XPath expression, so that it can select other nodes than meant.',
  remediation: 'Pass values as XPath variables, and keep the expression constant.',
  references: ['A03:2021', 'https://owasp.org/www-community/attacks/XPATH_Injection'],
};
