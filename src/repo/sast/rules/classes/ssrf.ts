import type { FlawClass } from '../../rule.ts';

export const ssrf: FlawClass = {
  id: 'ssrf',
  title: 'Server-side request forgery',
  cwe: 918,
  severity: 'high',
  description:
    'Untrusted input decides where the server sends a request, so that it can reach services inside the network or the metadata service of the cloud.',
  remediation:
    'Choose host and scheme from a fixed list; resolve the name and refuse private addresses; do not follow redirects without the same check.',
  references: [
    'A10:2021',
    'https://cheatsheetseries.owasp.org/cheatsheets/Server_Side_Request_Forgery_Prevention_Cheat_Sheet.html',
  ],
};
