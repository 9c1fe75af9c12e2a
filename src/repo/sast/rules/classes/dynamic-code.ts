import type { FlawClass } from '../../rule.ts';

export const dynamicCode: FlawClass = {
  id: 'dynamic-code',
  title: 'Code evaluated at run time',
  cwe: 95,
  severity: 'low',
  description:
    'Text that is not constant is evaluated as code. It may come from where an attacker can write.',
  remediation:
    'Use a parser or a table of functions instead; where it must be, make sure nobody else can write the text.',
  references: ['A03:2021', 'https://cwe.mitre.org/data/definitions/95.html'],
  confidence: 0.4,
};
