import type { FlawClass } from '../../rule.ts';

export const openRedirect: FlawClass = {
  id: 'open-redirect',
  title: 'Open redirect',
  cwe: 601,
  severity: 'medium',
  description:
    'Untrusted input decides where the browser is sent, so that a link to this site can end on a page of an attacker.',
  remediation:
    'Redirect to paths of this site only, or to hosts in a fixed list, checked after parsing the URL.',
  references: [
    'A01:2021',
    'https://cheatsheetseries.owasp.org/cheatsheets/Unvalidated_Redirects_and_Forwards_Cheat_Sheet.html',
  ],
};
