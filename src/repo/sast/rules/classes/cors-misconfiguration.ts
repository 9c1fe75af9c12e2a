import type { FlawClass } from '../../rule.ts';

export const corsMisconfiguration: FlawClass = {
  id: 'cors-misconfiguration',
  title: 'Cross-origin access too wide',
  cwe: 942,
  severity: 'medium',
  description: 'Any site may read answers of this one, or may do so with the cookies of the user.',
  remediation:
    'List the origins that may read, and do not combine credentials with a wildcard or a mirrored origin.',
  references: ['A05:2021', 'https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/CORS'],
};
