import type { Framework } from '../../rule.ts';

const weak = /^(?:rsa-)?(?:md2|md4|md5|sha-?1|ripemd(?:128)?)(?:with\w+)?$/i;
const hash = '{crypto,?crypto}';

/** node:crypto and libraries for hashes and ciphers (https://nodejs.org/api/crypto.html). */
export const cryptography: Framework = {
  id: 'cryptography',
  title: 'Cryptography',
  description: 'Weak hashes and ciphers, short keys, constant keys and vectors, comparisons that take time.',
  languages: ['javascript', 'typescript'],
  sources: [{ call: 'Math.random', what: 'a number that can be foretold', for: ['weak-random'] }],
  sinks: [
    {
      class: 'weak-random',
      assign:
        '**.{*token*,*Token*,*secret*,*Secret*,*passw*,*Passw*,*nonce*,*Nonce*,*salt*,*Salt*,sessionId,session_id,sid,otp,*Otp,*OTP*,*csrf*,*Csrf*,resetCode,apiKey,api_key,*ApiKey}',
      args: [0],
      ownSources: true,
    },
  ],
  matches: [
    {
      class: 'weak-hash',
      call: `${hash}.{createHash,createHmac,createSign,createVerify,hash}`,
      when: { arg: 0, matches: weak },
    },
    { class: 'weak-hash', call: `${hash}.{pbkdf2,pbkdf2Sync}`, when: { arg: 4, matches: weak } },
    {
      class: 'weak-hash',
      call: '{md5,blueimp-md5,js-md5,sha1,js-sha1,crypto-js.{MD5,SHA1,HmacMD5,HmacSHA1},crypto-js/md5,crypto-js/sha1,ts-md5.Md5.hashStr}',
    },
    { class: 'weak-hash', call: 'node-forge.md.{md5,sha1}.create' },
    { class: 'weak-hash', call: 'Bun.{hash,MD5,SHA1}', when: { atLeast: 9 } },
    {
      class: 'weak-cipher',
      call: `${hash}.{createCipher,createDecipher}`,
      title: 'The key of a cipher is made of a password without salt, and there is no vector',
    },
    {
      class: 'weak-cipher',
      call: `${hash}.{createCipheriv,createDecipheriv}`,
      when: { arg: 0, matches: /^(?:des|rc2|rc4|bf|blowfish|cast|seed|idea)|-ecb$/i },
    },
    { class: 'weak-cipher', call: 'crypto-js.{DES,TripleDES,RC4,Rabbit,RC4Drop}.{encrypt,decrypt}' },
    {
      class: 'weak-cipher',
      call: 'crypto-js.AES.{encrypt,decrypt}',
      when: { arg: '*.mode', named: 'crypto-js.mode.ECB' },
    },
    {
      class: 'unauthenticated-encryption',
      call: `${hash}.createDecipheriv`,
      when: {
        all: [
          { arg: 0, matches: /-(?:gcm|ccm|ocb)$/i },
          { arg: '3.authTagLength', missing: true },
        ],
      },
      title: 'The length of the authentication tag is not set',
    },
    {
      class: 'static-iv',
      call: `${hash}.{createCipheriv,createDecipheriv}`,
      when: {
        any: [{ arg: 2, constant: true }],
      },
    },
    {
      class: 'hard-coded-secret',
      call: `${hash}.{createHmac,createCipheriv,createCipher,createDecipheriv,createDecipher}`,
      when: {
        any: [{ arg: 1, constant: true }],
      },
      title: 'A key is in the code',
    },
    {
      class: 'hard-coded-secret',
      call: 'crypto-js.{AES.encrypt,AES.decrypt,HmacSHA256,HmacSHA512,HmacSHA1,HmacMD5}',
      when: { arg: 1, constant: true },
      title: 'A key is in the code',
    },
    {
      class: 'weak-key',
      call: `${hash}.{generateKeyPair,generateKeyPairSync}`,
      when: {
        all: [
          { arg: 0, matches: /^(?:rsa|dsa)/i },
          { arg: '*.modulusLength', below: 2048 },
        ],
      },
    },
    { class: 'weak-key', call: `${hash}.createDiffieHellman`, when: { arg: 0, below: 2048 } },
    {
      class: 'weak-key',
      call: `${hash}.getDiffieHellman`,
      when: { arg: 0, is: ['modp1', 'modp2', 'modp5'] },
    },
    { class: 'weak-password-hash', call: `${hash}.{pbkdf2,pbkdf2Sync}`, when: { arg: 2, below: 10000 } },
    {
      class: 'weak-password-hash',
      call: '{bcrypt,bcryptjs}.{hash,hashSync,genSalt,genSaltSync}',
      when: { any: [{ arg: 1, below: 8 }, { all: [{ arg: 0, below: 8 }] }] },
    },
    {
      class: 'weak-password-hash',
      call: 'argon2.hash',
      when: { arg: '*.type', named: 'argon2.{argon2i,argon2d}' },
    },
    { class: 'weak-random', call: `${hash}.pseudoRandomBytes` },
  ],
  examples: [
    {
      class: 'weak-hash',
      bad: `const crypto = require('crypto');
exports.digest = (password) => crypto.createHash('md5').update(password).digest('hex'); // FLAW`,
      good: `const crypto = require('crypto');
exports.digest = (text) => crypto.createHash('sha256').update(text).digest('hex');`,
    },
    {
      class: 'weak-cipher',
      bad: `import { createCipheriv } from 'node:crypto';
export const seal = (key, iv) => createCipheriv('des-ede3-cbc', key, iv); // FLAW
export const block = (key) => createCipheriv('aes-256-ecb', key, null); // FLAW`,
      good: `import { createCipheriv } from 'node:crypto';
export const seal = (key, iv) => createCipheriv('aes-256-gcm', key, iv);`,
    },
    {
      class: 'weak-random',
      bad: `export function invite() {
  const token = Math.random().toString(36).slice(2); // FLAW
  return token;
}`,
      good: `import { randomBytes } from 'node:crypto';
export function invite() {
  const token = randomBytes(16).toString('hex');
  const colour = Math.random();
  return { token, colour };
}`,
    },
  ],
};
