import type { FlawClass } from '../../rule.ts';

export const sqlInjection: FlawClass = {
  id: 'sql-injection',
  title: 'SQL injection',
  cwe: 89,
  severity: 'high',
  description:
    'Untrusted input becomes part of the text of an SQL statement, so that whoever sends it can change what the statement does: read, alter or delete any row the account may touch.',
  remediation:
    'Pass values as parameters of the statement (placeholders) and keep its text constant. Where a table or column name must vary, choose it from a fixed list.',
  references: [
    'A03:2021',
    'https://cheatsheetseries.owasp.org/cheatsheets/SQL_Injection_Prevention_Cheat_Sheet.html',
  ],
};
