import type { FlawClass } from '../../rule.ts';

export const hardCodedSecret: FlawClass = {
  id: 'hard-coded-secret',
  title: 'Secret in the code',
  cwe: 798,
  severity: 'high',
  description:
    'A password, key or token is a constant of the program, so that everyone who has the code has it, and it cannot be changed without a release.',
  remediation:
    'Read it from the environment or a secret store, and replace the one in the code: it counts as known.',
  references: [
    'A07:2021',
    'https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html',
  ],
};
