import type { Framework } from '../../rule.ts';

const session = '{express-session,cookie-session,koa-session,@fastify/session,client-sessions}';

/** Cookies, sessions and forgery of requests (https://expressjs.com/en/advanced/best-practice-security.html). */
export const sessions: Framework = {
  id: 'sessions',
  title: 'Cookies and sessions',
  description: 'Flags of cookies, keys of sessions, protection against forged requests.',
  languages: ['javascript', 'typescript'],
  sinks: [
    {
      class: 'trust-boundary',
      assign: 'express.Request().session.{userId,user,role,isAdmin,admin}',
      args: [0],
      severity: 'low',
    },
  ],
  matches: [
    {
      class: 'hard-coded-secret',
      call: session,
      when: {
        any: [
          { arg: '*.secret', constant: true },
          { arg: '*.secret', has: /./ },
          { arg: '*.keys', has: /./ },
        ],
      },
      title: 'The key of the sessions is in the code',
    },
    {
      class: 'hard-coded-secret',
      call: 'cookie-parser',
      when: { arg: 0, constant: true },
      title: 'The key of signed cookies is in the code',
    },
    {
      class: 'insecure-cookie',
      call: session,
      when: {
        any: [
          { arg: '*.cookie.secure', is: [false] },
          { arg: '*.cookie.httpOnly', is: [false] },
          { arg: '*.httpOnly', is: [false] },
          { arg: '*.secure', is: [false] },
        ],
      },
    },
    {
      class: 'insecure-cookie',
      call: '{express-session,cookie-session}',
      when: {
        all: [
          { arg: '*.cookie.secure', missing: true },
          { arg: '*.secure', missing: true },
        ],
      },
      title: 'The cookie of the session may be sent without encryption',
      severity: 'low',
    },
    {
      class: 'insecure-cookie',
      call: '{express.Response(),fastify.FastifyReply(),koa.Context().cookies,?res,?response}.{cookie,setCookie,set}',
      when: {
        any: [
          { arg: '*.httpOnly', is: [false] },
          { arg: '*.secure', is: [false] },
        ],
      },
    },
    {
      class: 'insecure-cookie',
      call: 'express.Response().cookie',
      when: {
        all: [
          { arg: 0, matches: /sess|token|auth|jwt|sid/i },
          {
            any: [
              { arg: '*.httpOnly', missing: true },
              { arg: '*.secure', missing: true },
            ],
          },
        ],
      },
      title: 'A cookie that signs in has no flags',
      severity: 'low',
    },
    { class: 'csrf-disabled', call: 'method-override', when: { atLeast: 9 } },
    {
      class: 'csrf-disabled',
      call: '{csurf,@fastify/csrf-protection,lusca.csrf}',
      when: { arg: '*.ignoreMethods', has: /^(?:POST|PUT|PATCH|DELETE)$/i },
    },
    { class: 'csrf-disabled', call: 'lusca', when: { arg: '*.csrf', is: [false] } },
  ],
  examples: [
    {
      class: 'hard-coded-secret',
      bad: `const session = require('express-session');
module.exports = session({ secret: 'not-a-real-key', cookie: { secure: true } }); // FLAW`,
      good: `const session = require('express-session');
module.exports = session({ secret: process.env.SESSION_KEY, cookie: { secure: true } });`,
    },
    {
      class: 'insecure-cookie',
      bad: `export const sign = (req, res, token) => {
  res.cookie('theme', token, { httpOnly: false, secure: true }); // FLAW
};`,
      good: `export const sign = (req, res, token) => {
  res.cookie('session', token, { httpOnly: true, secure: true, sameSite: 'lax' });
};`,
    },
  ],
};
