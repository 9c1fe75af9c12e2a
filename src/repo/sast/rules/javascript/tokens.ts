import type { Framework } from '../../rule.ts';

const secrets = 'A key that signs tokens is in the code';

/** JSON web tokens: jsonwebtoken, jose, jwt-simple, express-jwt, passport-jwt (RFC 8725). */
export const tokens: Framework = {
  id: 'tokens',
  title: 'JSON web tokens',
  description:
    'Signatures and keys of JSON web tokens: jsonwebtoken, jose, jwt-simple, express-jwt, passport-jwt.',
  languages: ['javascript', 'typescript'],
  propagators: [{ call: 'jose.JWK.{asKey,importKey}', from: [0], to: 'result' }],
  matches: [
    {
      class: 'jwt-weakness',
      call: 'jsonwebtoken.{verify,sign}',
      when: {
        any: [
          { arg: '*.algorithm', matches: /^none$/i },
          { arg: '*.algorithms', has: /^none$/i },
        ],
      },
      title: 'Tokens without a signature are accepted',
    },
    {
      class: 'jwt-weakness',
      call: 'jsonwebtoken.verify',
      when: {
        any: [
          { arg: 1, is: [null, false, ''] },
          { arg: '*.ignoreExpiration', is: [true] },
        ],
      },
      title: 'Tokens are not really checked',
    },
    {
      class: 'jwt-weakness',
      call: 'jsonwebtoken.decode',
      title: 'A token is read without a check of its signature',
      severity: 'low',
    },
    {
      class: 'jwt-weakness',
      call: '{jwt-decode,jwt-decode.jwtDecode,jose.decodeJwt}',
      title: 'A token is read without a check of its signature',
      severity: 'info',
      when: { atLeast: 9 },
    },
    {
      class: 'jwt-weakness',
      call: 'jwt-simple.decode',
      when: {
        any: [
          { arg: 2, is: [true] },
          { arg: 2, constant: true },
          { arg: 3, matches: /^none$/i },
        ],
      },
      title: 'A token is read without a check of its signature',
    },
    {
      class: 'jwt-weakness',
      call: 'jose.JWT.verify',
      when: {
        any: [
          { arg: 1, named: 'jose.JWK.None' },
          { arg: '*.algorithms', has: /^none$/i },
        ],
      },
      title: 'Tokens without a signature are accepted',
    },
    {
      class: 'jwt-weakness',
      call: 'jose.{JWT.sign,UnsecuredJWT}',
      when: {
        any: [
          { arg: 1, named: 'jose.JWK.None' },
          { arg: '*.algorithm', matches: /^none$/i },
        ],
      },
      title: 'Tokens are not signed',
    },
    {
      class: 'jwt-weakness',
      call: 'jose.UnsecuredJWT.decode',
      title: 'Tokens without a signature are accepted',
    },
    {
      class: 'hard-coded-secret',
      call: 'jsonwebtoken.{sign,verify}',
      when: { arg: 1, constant: true },
      title: secrets,
    },
    {
      class: 'hard-coded-secret',
      call: 'jose.JWT.{sign,verify}',
      when: {
        any: [{ arg: 1, constant: true }],
      },
      title: secrets,
    },
    { class: 'hard-coded-secret', call: 'jose.JWK.asKey', when: { arg: 0, constant: true }, title: secrets },
    {
      class: 'hard-coded-secret',
      call: 'jwt-simple.{encode,decode}',
      when: { arg: 1, constant: true },
      title: secrets,
    },
    {
      class: 'hard-coded-secret',
      call: '{express-jwt,express-jwt.expressjwt,koa-jwt,fastify-jwt,@nestjs/jwt.JwtModule.register}',
      when: { arg: '*.secret', constant: true },
      title: secrets,
    },
    {
      class: 'hard-coded-secret',
      call: 'passport-jwt.Strategy',
      when: { arg: '*.secretOrKey', constant: true },
      title: secrets,
    },
    {
      class: 'jwt-weakness',
      call: '{express-jwt,express-jwt.expressjwt}',
      when: { arg: '*.algorithms', has: /^none$/i },
      title: 'Tokens without a signature are accepted',
    },
    {
      class: 'hard-coded-secret',
      call: 'passport-*.{Strategy,OAuth2Strategy}',
      when: {
        any: [
          { arg: '*.clientSecret', constant: true },
          { arg: '*.consumerSecret', constant: true },
        ],
      },
      title: 'A secret of the sign-in is in the code',
    },
  ],
  examples: [
    {
      class: 'jwt-weakness',
      bad: `const jwt = require('jsonwebtoken');
exports.read = (token, key) => jwt.verify(token, key, { algorithms: ['HS256', 'none'] }); // FLAW
exports.peek = (token) => jwt.decode(token); // FLAW`,
      good: `const jwt = require('jsonwebtoken');
exports.read = (token, key) => jwt.verify(token, key, { algorithms: ['HS256'] });`,
    },
    {
      class: 'hard-coded-secret',
      bad: `import jwt from 'jsonwebtoken';
const key = 'not-a-real-key';
export const issue = (user) => jwt.sign({ sub: user.id }, key); // FLAW`,
      good: `import jwt from 'jsonwebtoken';
const key = process.env.JWT_KEY;
export const issue = (user) => jwt.sign({ sub: user.id }, key);`,
    },
  ],
};
