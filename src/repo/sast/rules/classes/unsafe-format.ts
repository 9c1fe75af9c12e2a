import type { FlawClass } from '../../rule.ts';

export const unsafeFormat: FlawClass = {
  id: 'unsafe-format',
  title: 'Unsafe data format',
  cwe: 502,
  severity: 'low',
  description:
    'A format is read that can name classes and call code while it is read. Where the data comes from is not known here.',
  remediation: 'Use a format for data only (JSON, safe YAML), or make sure nobody else can write the data.',
  references: ['A08:2021', 'https://cheatsheetseries.owasp.org/cheatsheets/Deserialization_Cheat_Sheet.html'],
  confidence: 0.4,
};
