import type { FlawClass } from '../../rule.ts';

export const exposedService: FlawClass = {
  id: 'exposed-service',
  title: 'Service open to every address',
  cwe: 668,
  severity: 'low',
  description: 'A service listens on all addresses of the machine.',
  remediation: 'Listen on the address that is meant, or on loopback behind a proxy.',
  references: ['A05:2021', 'https://cwe.mitre.org/data/definitions/668.html'],
};
