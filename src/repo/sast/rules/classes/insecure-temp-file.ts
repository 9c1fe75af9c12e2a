import type { FlawClass } from '../../rule.ts';

export const insecureTempFile: FlawClass = {
  id: 'insecure-temp-file',
  title: 'Insecure temporary file',
  cwe: 377,
  severity: 'medium',
  description:
    'A temporary file is created under a name that others can guess, so that they can put a file or link of theirs there first.',
  remediation: 'Use the function that creates and opens the file in one step (mkstemp, NamedTemporaryFile).',
  references: ['A01:2021', 'https://cwe.mitre.org/data/definitions/377.html'],
};
