import type { FlawClass } from '../../rule.ts';

export const formatString: FlawClass = {
  id: 'format-string',
  title: 'Untrusted format string',
  cwe: 134,
  severity: 'medium',
  description:
    'Untrusted input is the format of a text, so that it can read attributes of the values or make the program fail.',
  remediation: 'Keep the format constant and pass input as a value.',
  references: ['A03:2021', 'https://cwe.mitre.org/data/definitions/134.html'],
};
