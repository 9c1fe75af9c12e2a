import type { Framework } from '../../rule.ts';

/** TLS in Node: certificates that are not checked, versions that are broken (https://nodejs.org/api/tls.html). */
export const tls: Framework = {
  id: 'tls',
  title: 'TLS',
  description: 'Certificates that are not checked, and old versions of TLS.',
  languages: ['javascript', 'typescript'],
  matches: [
    {
      class: 'tls-verification-disabled',
      call: '**',
      when: {
        any: [
          { arg: '*.rejectUnauthorized', is: [false] },
          { arg: '*.strictSSL', is: [false] },
          { arg: '*.insecureSkipVerify', is: [true] },
        ],
      },
    },
    {
      class: 'tls-verification-disabled',
      assign: 'process.env.NODE_TLS_REJECT_UNAUTHORIZED',
      when: { arg: 0, is: ['0', 0] },
    },
    { class: 'tls-verification-disabled', assign: '**.rejectUnauthorized', when: { arg: 0, is: [false] } },
    {
      class: 'tls-verification-disabled',
      call: '{puppeteer.launch,playwright.*.launch,**.newContext}',
      when: {
        any: [
          { arg: '*.ignoreHTTPSErrors', is: [true] },
          { arg: '*.acceptInsecureCerts', is: [true] },
        ],
      },
      severity: 'low',
    },
    {
      class: 'weak-tls',
      call: '**',
      when: {
        any: [
          { arg: '*.secureProtocol', matches: /^(?:SSLv\d+|TLSv1(?:_1)?)_/ },
          { arg: '*.minVersion', matches: /^(?:SSLv3|TLSv1(?:\.1)?)$/ },
          { arg: '*.maxVersion', matches: /^(?:SSLv3|TLSv1(?:\.1)?)$/ },
        ],
      },
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
