import type { FlawClass } from '../../rule.ts';

export const graphqlExposure: FlawClass = {
  id: 'graphql-exposure',
  title: 'GraphQL open too wide',
  cwe: 200,
  severity: 'low',
  description: 'The GraphQL endpoint shows its schema or a console to everyone.',
  remediation: 'Switch introspection and the console off outside of development.',
  references: ['A05:2021', 'https://cheatsheetseries.owasp.org/cheatsheets/GraphQL_Cheat_Sheet.html'],
};
