import type { FlawClass } from '../../rule.ts';

export const nosqlInjection: FlawClass = {
  id: 'nosql-injection',
  title: 'NoSQL injection',
  cwe: 943,
  severity: 'high',
  description:
    'Untrusted input becomes part of a database query as an object or as code, so that it can bring operators of its own.',
  remediation:
    'Force values to the type meant before they go into a query, refuse keys that start with "$", and do not use queries that run script.',
  references: ['A03:2021', 'https://cheatsheetseries.owasp.org/cheatsheets/NoSQL_Security_Cheat_Sheet.html'],
};
