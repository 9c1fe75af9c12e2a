import type { Framework } from '../../rule.ts';

const weak = /^(?:md2|md4|md5|sha|sha1|sha-1|ripemd|ripemd160)$/i;
const secure = { not: { arg: 'usedforsecurity', is: [false] } } as const;

/** NIST SP 800-131A: MD5 and SHA-1 are not for signatures or fingerprints. */
export const hashing: Framework = {
  id: 'hashing',
  title: 'Hashes',
  description:
    'Hash functions of hashlib, cryptography and PyCryptodome for which collisions can be computed.',
  languages: ['python'],
  sources: [
    {
      call: '{hashlib.{md5,sha1,sha224,sha256,sha384,sha512},cryptography.hazmat.primitives.hashes.Hash}',
      what: 'a fast hash',
      for: ['weak-password-hash'],
    },
  ],
  sinks: [
    { class: 'weak-password-hash', call: '**.{set_password,setPassword}', args: [0] },
    { class: 'weak-password-hash', assign: '**.{password_hash,hashed_password,pw_hash}', args: [0] },
  ],
  matches: [
    { class: 'weak-hash', call: '{hashlib.{md5,sha1},md5.new,md5.md5,sha.new,sha.sha}', when: secure },
    {
      class: 'weak-hash',
      call: 'hashlib.new',
      when: {
        all: [
          secure,
          {
            any: [
              { arg: 0, matches: weak },
              { arg: 'name', matches: weak },
            ],
          },
        ],
      },
    },
    { class: 'weak-hash', call: '{Crypto,Cryptodome}.Hash.{MD2,MD4,MD5,SHA,SHA1,RIPEMD,RIPEMD160}.new' },
    {
      class: 'weak-hash',
      call: '{Crypto,Cryptodome}.Hash.{MD2.MD2Hash,MD4.MD4Hash,MD5.MD5Hash,SHA.SHA1Hash,SHA1.SHA1Hash}',
    },
    { class: 'weak-hash', call: 'cryptography.hazmat.primitives.hashes.{MD5,SHA1}' },
    {
      class: 'weak-password-hash',
      call: 'passlib.hash.{md5_crypt,sha1_crypt,des_crypt,ldap_md5,lmhash,nthash}.{hash,encrypt}',
    },
  ],
  examples: [
    {
      class: 'weak-password-hash',
      bad: 'import hashlib\ndef f(user, word):\n    user.set_password(hashlib.sha256(word).hexdigest())  # FLAW\n',
      good: 'import hashlib\ndef f(user, word, salt):\n    user.set_password(hashlib.scrypt(word, salt=salt, n=16384, r=8, p=1))\n',
    },
    {
      class: 'weak-hash',
      bad: 'import hashlib\nx = hashlib.md5(b"a")  # FLAW\ny = hashlib.new("sha1")  # FLAW\n',
      good: 'import hashlib\nx = hashlib.sha256(b"a")\ny = hashlib.new("sha256")\nz = hashlib.md5(b"a", usedforsecurity=False)\n',
    },
  ],
};
