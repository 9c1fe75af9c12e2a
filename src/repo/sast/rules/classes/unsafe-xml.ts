import type { FlawClass } from '../../rule.ts';

export const unsafeXml: FlawClass = {
  id: 'unsafe-xml',
  title: 'XML parser with external entities',
  cwe: 611,
  severity: 'low',
  description:
    'XML is read by a parser that may resolve external entities or expand them without bound. Where the XML comes from is not known here.',
  remediation: 'Switch off document types and external entities in the parser, or use one that has none.',
  references: [
    'A05:2021',
    'https://cheatsheetseries.owasp.org/cheatsheets/XML_External_Entity_Prevention_Cheat_Sheet.html',
  ],
  confidence: 0.4,
};
