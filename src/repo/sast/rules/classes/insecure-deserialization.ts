import type { FlawClass } from '../../rule.ts';

export const insecureDeserialization: FlawClass = {
  id: 'insecure-deserialization',
  title: 'Deserialization of untrusted data',
  cwe: 502,
  severity: 'high',
  description:
    'Untrusted bytes are turned into objects by a format that can name classes and call code while it is read.',
  remediation:
    'Use a format for data only (JSON, safe YAML), and check its shape; where objects must be stored, sign them and check the signature first.',
  references: ['A08:2021', 'https://cheatsheetseries.owasp.org/cheatsheets/Deserialization_Cheat_Sheet.html'],
};
