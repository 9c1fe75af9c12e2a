import type { Framework } from '../../rule.ts';

/** Headers that browsers obey: cors, helmet, frames (https://cheatsheetseries.owasp.org HTTP Headers). */
export const headers: Framework = {
  id: 'headers',
  title: 'Security headers',
  description: 'Origins that may read answers, and protections that are switched off: cors, helmet.',
  languages: ['javascript', 'typescript'],
  sinks: [
    {
      class: 'cors-misconfiguration',
      call: '**.{setHeader,set,header,append}',
      args: [1],
      part: 'start',
      when: { arg: 0, matches: /^access-control-allow-origin$/i },
    },
    {
      class: 'cors-misconfiguration',
      call: '**.writeHead',
      args: ['*.Access-Control-Allow-Origin'],
      part: 'start',
    },
    {
      class: 'csp-misconfiguration',
      call: '**.{setHeader,set,header}',
      args: [1],
      when: { arg: 0, matches: /^(?:x-frame-options|content-security-policy)$/i },
    },
  ],
  matches: [
    {
      class: 'cors-misconfiguration',
      call: '{cors,@koa/cors,@fastify/cors}',
      when: {
        all: [
          { arg: '*.origin', is: [true] },
          { arg: '*.credentials', is: [true] },
        ],
      },
      title: 'Every site may read answers with the cookies of the visitor',
    },
    {
      class: 'cors-misconfiguration',
      call: '{cors,@koa/cors}',
      when: { arg: '*.origin', is: ['*'] },
      title: 'Every site may read the answers',
      severity: 'low',
    },
    {
      class: 'csp-misconfiguration',
      call: '{helmet,helmet.helmet}',
      when: {
        any: [
          { arg: '*.contentSecurityPolicy', is: [false] },
          { arg: '*.frameguard', is: [false] },
          { arg: '*.hsts', is: [false] },
          { arg: '*.noSniff', is: [false] },
        ],
      },
      title: 'A protection of helmet is switched off',
    },
    {
      class: 'csp-misconfiguration',
      call: 'helmet.contentSecurityPolicy',
      when: {
        any: [
          { arg: '*.directives.scriptSrc', has: /unsafe-(?:inline|eval)/ },
          { arg: '*.directives.script-src', has: /unsafe-(?:inline|eval)/ },
        ],
      },
      title: 'The policy for content allows script in the page',
    },
    { class: 'cleartext-transmission', call: 'helmet.hsts', when: { arg: '*.maxAge', below: 86400 } },
  ],
  examples: [
    {
      class: 'cors-misconfiguration',
      bad: `import cors from 'cors';
export const open = cors({ origin: true, credentials: true }); // FLAW
export function reflect(req, res) {
  res.setHeader('Access-Control-Allow-Origin', req.headers.origin); // FLAW
}`,
      good: `import cors from 'cors';
export const open = cors({ origin: 'https://app.example', credentials: true });`,
    },
    {
      class: 'csp-misconfiguration',
      bad: `const helmet = require('helmet');
module.exports = helmet({ contentSecurityPolicy: false }); // FLAW`,
      good: `const helmet = require('helmet');
module.exports = helmet();`,
    },
  ],
};
