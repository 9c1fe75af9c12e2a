import type { FlawClass } from '../../rule.ts';

export const commandInjection: FlawClass = {
  id: 'command-injection',
  title: 'Command injection',
  cwe: 78,
  severity: 'critical',
  description:
    'Untrusted input becomes part of a command that is started, so that whoever sends it can run programs of their own on the server.',
  remediation:
    'Start the program directly with a list of arguments, without a shell; check every argument against what it may be; end options with "--" where the program knows it.',
  references: [
    'A03:2021',
    'https://cheatsheetseries.owasp.org/cheatsheets/OS_Command_Injection_Defense_Cheat_Sheet.html',
  ],
};
