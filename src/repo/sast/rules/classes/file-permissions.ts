import type { FlawClass } from '../../rule.ts';

export const filePermissions: FlawClass = {
  id: 'file-permissions',
  title: 'File permissions too wide',
  cwe: 732,
  severity: 'medium',
  description: 'A file or folder is given rights for everyone on the machine.',
  remediation: 'Give the owner what is needed, and others nothing.',
  references: ['A01:2021', 'https://cwe.mitre.org/data/definitions/732.html'],
};
