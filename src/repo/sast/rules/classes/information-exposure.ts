import type { FlawClass } from '../../rule.ts';

export const informationExposure: FlawClass = {
  id: 'information-exposure',
  title: 'Internal details exposed',
  cwe: 209,
  severity: 'low',
  description: 'Details of errors or of the inside of the program are sent to the caller.',
  remediation: 'Log the details, and answer with a message that says no more than needed.',
  references: ['A05:2021', 'https://cwe.mitre.org/data/definitions/209.html'],
};
