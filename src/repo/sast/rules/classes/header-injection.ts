import type { FlawClass } from '../../rule.ts';

export const headerInjection: FlawClass = {
  id: 'header-injection',
  title: 'Header injection',
  cwe: 113,
  severity: 'medium',
  description:
    'Untrusted input is written into a header, so that line breaks in it can add headers or a body.',
  remediation: 'Refuse or remove line breaks, and choose header values from a fixed set where possible.',
  references: ['A03:2021', 'https://owasp.org/www-community/attacks/HTTP_Response_Splitting'],
};
