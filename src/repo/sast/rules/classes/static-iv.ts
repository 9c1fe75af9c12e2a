import type { FlawClass } from '../../rule.ts';

export const staticIv: FlawClass = {
  id: 'static-iv',
  title: 'Constant initialization vector',
  cwe: 329,
  severity: 'medium',
  description:
    'An initialization vector or nonce is the same for every message, so that equal texts show, or the key leaks.',
  remediation: 'Draw a fresh random vector for each message and store it beside the text.',
  references: ['A02:2021', 'https://cwe.mitre.org/data/definitions/329.html'],
};
