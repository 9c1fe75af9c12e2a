import type { Framework } from '../../rule.ts';

const crypto = '{Crypto,Cryptodome}';
const hazmat = 'cryptography.hazmat.primitives';

/** NIST SP 800-131A and 800-38A; https://cryptography.io, https://pycryptodome.readthedocs.io */
export const ciphers: Framework = {
  id: 'ciphers',
  title: 'Ciphers and keys',
  description: 'Broken ciphers and modes, short keys, constant keys: cryptography and PyCryptodome.',
  languages: ['python'],
  matches: [
    { class: 'weak-cipher', call: `${crypto}.Cipher.{ARC2,ARC4,Blowfish,DES,DES3,XOR,CAST,IDEA}.new` },
    {
      class: 'weak-cipher',
      call: `${hazmat}.ciphers.algorithms.{ARC4,Blowfish,IDEA,CAST5,SEED,TripleDES,RC2}`,
    },
    { class: 'weak-cipher', call: 'cryptography.hazmat.decrepit.ciphers.algorithms.*' },
    { class: 'weak-cipher', call: `${hazmat}.ciphers.modes.ECB` },
    {
      class: 'weak-cipher',
      call: `${crypto}.Cipher.AES.new`,
      when: {
        any: [
          { arg: 1, named: '**.MODE_ECB' },
          { arg: 'mode', named: '**.MODE_ECB' },
          {
            all: [
              { arg: 1, missing: true },
              { arg: 'mode', missing: true },
            ],
          },
        ],
      },
    },
    {
      class: 'unauthenticated-encryption',
      call: `${crypto}.Cipher.AES.new`,
      when: {
        any: [
          { arg: 1, named: '**.{MODE_CBC,MODE_CTR,MODE_CFB,MODE_OFB}' },
          { arg: 'mode', named: '**.{MODE_CBC,MODE_CTR,MODE_CFB,MODE_OFB}' },
        ],
      },
    },
    { class: 'unauthenticated-encryption', call: `${hazmat}.ciphers.modes.{CBC,CTR,CFB,OFB,CFB8}` },
    {
      class: 'weak-key',
      call: `${crypto}.PublicKey.{RSA,DSA}.generate`,
      when: {
        any: [
          { arg: 0, below: 2048 },
          { arg: 'bits', below: 2048 },
        ],
      },
    },
    {
      class: 'weak-key',
      call: `${hazmat}.asymmetric.{rsa,dsa}.generate_private_key`,
      when: {
        any: [
          { arg: 'key_size', below: 2048 },
          { arg: 1, below: 2048 },
          { all: [{ arg: 0, below: 2048 }, { not: { arg: 0, is: [3, 17, 65537] } }] },
        ],
      },
    },
    {
      class: 'weak-key',
      call: `${hazmat}.asymmetric.ec.generate_private_key`,
      when: {
        any: [
          { arg: 0, named: '**.{SECP192R1,SECT163K1,SECT163R2}' },
          { arg: 0, named: '**.{SECP192R1,SECT163K1,SECT163R2}()' },
          { arg: 'curve', named: '**.{SECP192R1,SECT163K1,SECT163R2}' },
        ],
      },
    },
    {
      class: 'hard-coded-secret',
      call: `${crypto}.Cipher.{AES,DES,DES3,Blowfish,ARC4}.new`,
      when: { arg: 0, constant: true },
    },
    {
      class: 'hard-coded-secret',
      call: `{${hazmat}.ciphers.algorithms.*,cryptography.fernet.Fernet}`,
      when: { arg: 0, constant: true },
    },
    {
      class: 'hard-coded-secret',
      call: `${crypto}.Cipher.AES.new`,
      when: { arg: 0, is: [''] },
      title: 'Empty key',
    },
  ],
  examples: [
    {
      class: 'weak-cipher',
      bad: 'from Crypto.Cipher import DES, AES\ndef f(key):\n    a = DES.new(key, DES.MODE_EAX)  # FLAW\n    b = AES.new(key, AES.MODE_ECB)  # FLAW\n',
      good: 'from Crypto.Cipher import AES\ndef f(key):\n    return AES.new(key, AES.MODE_EAX)\n',
    },
    {
      class: 'weak-key',
      bad: 'from cryptography.hazmat.primitives.asymmetric import rsa\nkey = rsa.generate_private_key(public_exponent=65537, key_size=1024)  # FLAW\n',
      good: 'from cryptography.hazmat.primitives.asymmetric import rsa\nkey = rsa.generate_private_key(public_exponent=65537, key_size=3072)\n',
    },
    {
      class: 'hard-coded-secret',
      bad: 'from Crypto.Cipher import AES\na = AES.new("sixteen letters!", AES.MODE_GCM)  # FLAW\n',
      good: 'import os\nfrom Crypto.Cipher import AES\na = AES.new(os.environ["KEY"], AES.MODE_GCM)\n',
    },
  ],
};
