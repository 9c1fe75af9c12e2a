import type { FlawClass } from '../../rule.ts';

export const prototypePollution: FlawClass = {
  id: 'prototype-pollution',
  title: 'Prototype pollution',
  cwe: 1321,
  severity: 'high',
  description:
    'Untrusted input names the property that is written, so that "__proto__" can change every object of the program.',
  remediation:
    'Refuse __proto__, constructor and prototype as keys, or use a Map or an object without prototype.',
  references: [
    'A08:2021',
    'https://cheatsheetseries.owasp.org/cheatsheets/Prototype_Pollution_Prevention_Cheat_Sheet.html',
  ],
};
