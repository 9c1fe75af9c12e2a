import type { Framework } from '../../rule.ts';

/** Directories and mail: LDAP filters, headers of messages. */
export const services: Framework = {
  id: 'services',
  title: 'Directories and mail',
  description: 'LDAP filters and mail built from input; spreadsheets with formulas.',
  languages: ['javascript', 'typescript'],
  sinks: [
    {
      class: 'ldap-injection',
      call: '{ldapjs.createClient(),ldapts.Client()}.search',
      args: [0, '*.filter'],
    },
    { class: 'ldap-injection', call: '{ldapjs.parseFilter,ldapjs.filters.parse}', args: [0] },
    {
      class: 'email-injection',
      call: '**.sendMail',
      args: ['*.to', '*.cc', '*.bcc', '*.from', '*.subject'],
      severity: 'low',
      when: {
        any: [
          { arg: '*.to', shape: 'built' },
          { arg: '*.subject', shape: 'built' },
        ],
      },
    },
    { class: 'xss', call: '**.sendMail', args: ['*.html'], severity: 'medium' },
    {
      class: 'formula-injection',
      call: '{csv-stringify.stringify,json2csv.parse,fast-csv.write}',
      args: [0],
      severity: 'low',
      when: { atLeast: 9 },
    },
  ],
  sanitizers: [{ call: '{ldap-escape.filter,ldapjs.filters.*,ldapts.**.*Filter}', for: ['ldap-injection'] }],
  examples: [
    {
      class: 'ldap-injection',
      bad: `const ldap = require('ldapjs');
const client = ldap.createClient({ url: 'ldaps://directory' });
exports.find = (req, res) => {
  client.search('ou=people', { filter: '(uid=' + req.query.user + ')' }, (error, found) => res.json(found)); // FLAW
};`,
      good: `const ldap = require('ldapjs');
const client = ldap.createClient({ url: 'ldaps://directory' });
exports.find = (req, res) => {
  const filter = new ldap.filters.EqualityFilter({ attribute: 'uid', value: req.query.user });
  client.search('ou=people', { filter }, (error, found) => res.json(found));
};`,
    },
  ],
};
