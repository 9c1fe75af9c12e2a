import type { FlawClass } from '../../rule.ts';

export const xxe: FlawClass = {
  id: 'xxe',
  title: 'XML external entities',
  cwe: 611,
  severity: 'high',
  description:
    'Untrusted XML is read by a parser that resolves external entities, so that it can read files and reach addresses of the server.',
  remediation: 'Switch off document types and external entities in the parser, or use one that has none.',
  references: [
    'A05:2021',
    'https://cheatsheetseries.owasp.org/cheatsheets/XML_External_Entity_Prevention_Cheat_Sheet.html',
  ],
};
