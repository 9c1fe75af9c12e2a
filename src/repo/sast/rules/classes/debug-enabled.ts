import type { FlawClass } from '../../rule.ts';

export const debugEnabled: FlawClass = {
  id: 'debug-enabled',
  title: 'Debug mode enabled',
  cwe: 489,
  severity: 'medium',
  description:
    'The program runs in a mode for development that shows its insides or offers a console to visitors.',
  remediation: 'Switch it on by configuration of the development environment only.',
  references: ['A05:2021', 'https://cwe.mitre.org/data/definitions/489.html'],
};
