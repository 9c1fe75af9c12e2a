import type { FlawClass } from '../../rule.ts';

export const unsafeCommand: FlawClass = {
  id: 'unsafe-command',
  title: 'Command built from parts',
  cwe: 78,
  severity: 'low',
  description:
    'The text of a shell command is built from values that are not constant. Where they come from is not known here.',
  remediation: 'Start the program with a list of arguments, without a shell.',
  references: [
    'A03:2021',
    'https://cheatsheetseries.owasp.org/cheatsheets/OS_Command_Injection_Defense_Cheat_Sheet.html',
  ],
  confidence: 0.4,
};
