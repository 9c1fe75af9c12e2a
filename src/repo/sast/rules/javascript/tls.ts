import type { Framework } from '../../rule.ts';

/** TLS in Node: certificates that are not checked, versions that are broken (https://nodejs.org/api/tls.html). */
export const tls: Framework = {
  id: 'tls',
  title: 'TLS',
  description: 'Certificates that are not checked, and old versions of TLS.',
  languages: ['javascript', 'typescript'],
  matches: [
    { class: 'tls-verification-disabled', assign: '**.rejectUnauthorized', when: { arg: 0, is: [false] } },
    { class: 'tls-verification-disabled', assign: '**.strictSSL', when: { arg: 0, is: [false] } },
    { class: 'tls-verification-disabled', assign: '**.insecureSkipVerify', when: { arg: 0, is: [true] } },
    {
      class: 'tls-verification-disabled',
      assign: 'process.env.NODE_TLS_REJECT_UNAUTHORIZED',
      when: { arg: 0, is: ['0', 0] },
    },
    {
      class: 'tls-verification-disabled',
      assign: '**.{ignoreHTTPSErrors,acceptInsecureCerts}',
      when: { arg: 0, is: [true] },
      severity: 'low',
    },
    {
      class: 'weak-tls',
      assign: '**.secureProtocol',
      when: { arg: 0, matches: /^(?:SSLv2|SSLv3|TLSv1(?:_1)?)_/ },
    },
    {
      class: 'weak-tls',
      assign: '**.{minVersion,maxVersion}',
      when: { arg: 0, matches: /^(?:SSLv3|TLSv1(?:\.1)?)$/ },
    },
  ],
  examples: [
    {
      class: 'tls-verification-disabled',
      bad: `import https from 'node:https';
export const agent = new https.Agent({ rejectUnauthorized: false }); // FLAW
process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'; // FLAW`,
      good: `import https from 'node:https';
export const agent = new https.Agent({ rejectUnauthorized: true });`,
    },
    {
      class: 'weak-tls',
      bad: `const tls = require('tls');
tls.createServer({ minVersion: 'TLSv1' }); // FLAW`,
      good: `const tls = require('tls');
tls.createServer({ minVersion: 'TLSv1.2' });`,
    },
  ],
};
