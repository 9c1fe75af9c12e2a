import type { FlawClass } from '../../rule.ts';

export const hostHeader: FlawClass = {
  id: 'host-header',
  title: 'Host header trusted',
  cwe: 644,
  severity: 'medium',
  description: 'The Host header, which the caller sets, is used to build links or to decide.',
  remediation: 'Keep the name of the site in the configuration.',
  references: [
    'A05:2021',
    'https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/07-Input_Validation_Testing/17-Testing_for_Host_Header_Injection',
  ],
  ownSources: true,
};
