import type { Framework } from '../../rule.ts';
import { page } from './page.ts';

const password = '{?$*password*,?$*passwd*,?$*pwd*,?$pass,$_*.*password*,$_*.pass,**.*password*}';
const secret =
  '{$*token*,$*Token*,$*secret*,$*Secret*,$*password*,$*Password*,$*nonce*,$*otp*,$*csrf*,$*salt*,$*sessionId*,**.token,**.secret}';

/** Hashes, ciphers and random numbers. */
export const crypto: Framework = {
  id: 'crypto',
  title: 'Cryptography',
  description: 'Weak hashes, ciphers and random numbers.',
  languages: ['php'],
  sources: [
    { call: '{md5,sha1,crc32}', what: 'a fast hash', for: ['weak-password-hash'] },
    {
      call: '{rand,mt_rand,lcg_value,uniqid,mt_getrandmax,str_shuffle,array_rand,shuffle,microtime}',
      what: 'predictable numbers',
      for: ['weak-random'],
    },
  ],
  sinks: [
    { class: 'weak-password-hash', call: '**.{setPassword,set_password}', args: [0] },
    { class: 'weak-random', assign: secret, args: [0] },
  ],
  sanitizers: [
    { call: '{random_bytes,random_int,openssl_random_pseudo_bytes,**.random}', for: ['weak-random'] },
  ],
  matches: [
    { class: 'weak-password-hash', call: '{md5,sha1,crc32}', when: { arg: 0, named: password } },
    {
      class: 'weak-password-hash',
      call: 'hash',
      when: {
        all: [
          { arg: 0, matches: /^(?:md\d|sha\d+|crc32)$/ },
          { arg: 1, named: password },
        ],
      },
    },
    {
      class: 'weak-hash',
      severity: 'low',
      call: '{md5,sha1,md5_file,sha1_file}',
      when: { not: { arg: 0, named: password } },
    },
    {
      class: 'weak-hash',
      call: '{hash,hash_hmac,hash_file}',
      when: { all: [{ arg: 0, matches: /^(?:md[245]|sha1)$/i }, { not: { arg: 1, named: password } }] },
    },
    { class: 'weak-hash', call: '{crypt,str_rot13}' },
    { class: 'weak-cipher', call: '{mcrypt_*,mdecrypt_generic}' },
    {
      class: 'weak-cipher',
      call: '{openssl_encrypt,openssl_decrypt}',
      when: { arg: 1, matches: /(?:^|-)(?:des|3des|rc[24]|bf|ecb)(?:-|$)/i },
    },
    { class: 'static-iv', call: '{openssl_encrypt,openssl_decrypt}', when: { arg: 4, constant: true } },
    {
      class: 'hard-coded-secret',
      call: '{openssl_encrypt,openssl_decrypt}',
      when: { arg: 2, constant: true },
    },
    { class: 'hard-coded-secret', call: 'hash_hmac', when: { arg: 2, constant: true } },
    { class: 'hard-coded-secret', call: '{Firebase.JWT.,}JWT.encode', when: { arg: 1, constant: true } },
    {
      class: 'jwt-weakness',
      call: '{Firebase.JWT.,}JWT.{encode,decode}',
      when: {
        any: [
          { arg: 2, is: ['none'] },
          { arg: '2[0]', is: ['none'] },
        ],
      },
    },
  ],
  examples: [
    {
      class: 'weak-password-hash',
      bad: page('$hash = md5($password); // FLAW\n$h = sha1($_POST["password"]); // FLAW'),
      good: page('$hash = password_hash($password, PASSWORD_DEFAULT);'),
    },
    {
      class: 'weak-random',
      bad: page('$token = dechex(mt_rand()); // FLAW'),
      good: page('$token = bin2hex(random_bytes(16));\n$index = rand(0, 10);'),
    },
    {
      class: 'weak-cipher',
      bad: page(
        'openssl_encrypt($data, "aes-128-ecb", $key); // FLAW\nmcrypt_encrypt($c, $key, $data, $mode); // FLAW',
      ),
      good: page('openssl_encrypt($data, "aes-256-gcm", $key, 0, $iv, $tag);'),
    },
    {
      class: 'hard-coded-secret',
      bad: page('openssl_encrypt($data, "aes-256-cbc", "not-a-real-key", 0, $iv); // FLAW'),
      good: page('openssl_encrypt($data, "aes-256-cbc", getenv("KEY"), 0, $iv);'),
    },
  ],
};
