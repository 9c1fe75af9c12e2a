import type { FlawClass } from '../../rule.ts';

export const zipSlip: FlawClass = {
  id: 'zip-slip',
  title: 'Archive extracted outside its folder',
  cwe: 22,
  severity: 'high',
  description:
    'Entries of an archive decide where they are written, so that "../" in their names leaves the folder.',
  remediation:
    'Check that each entry stays inside the folder before it is written, or use the filter for data of the library.',
  references: ['A01:2021', 'https://cwe.mitre.org/data/definitions/22.html'],
};
