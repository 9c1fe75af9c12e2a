import type { FlawClass } from '../../rule.ts';

export const jwtWeakness: FlawClass = {
  id: 'jwt-weakness',
  title: 'JSON web token not checked',
  cwe: 347,
  severity: 'high',
  description: 'A token is accepted without checking its signature, or with an algorithm that has none.',
  remediation: 'Verify every token with a fixed list of algorithms and the right key.',
  references: [
    'A02:2021',
    'https://cheatsheetseries.owasp.org/cheatsheets/JSON_Web_Token_for_Java_Cheat_Sheet.html',
  ],
};
