import type { Framework } from '../../rule.ts';

const program = (paths: readonly string[], body: string): string =>
  `package main\nimport (\n${paths.map((path) => `\t"${path}"`).join('\n')}\n)\nfunc f(data []byte, password string) {\n${body
    .split('\n')
    .map((line) => `\t${line}`)
    .join('\n')}\n}\n`;

/** Hashes and ciphers that are broken, random numbers that can be predicted, keys that are too short. */
export const hashes: Framework = {
  id: 'hashes',
  title: 'Hashes and ciphers',
  description: 'MD5, SHA-1, DES, RC4, short RSA keys and ECB.',
  languages: ['go'],
  sources: [{ call: '{crypto/md5,crypto/sha1}.Sum', what: 'a fast hash', for: ['weak-password-hash'] }],
  sinks: [{ class: 'weak-password-hash', call: '**.{SetPassword,setPassword,UpdatePassword}', args: [0] }],
  matches: [
    {
      class: 'weak-password-hash',
      call: '{crypto/md5,crypto/sha1,crypto/sha256,crypto/sha512}.{Sum,Sum224,Sum256,Sum384,Sum512}',
      when: { arg: 0, named: '{?password,?passwd,?pwd,?pass,**.Password,**.password}' },
    },
    {
      class: 'weak-hash',
      call: '{crypto/{md5,sha1},golang.org/x/crypto/{md4,ripemd160}}.{New,Sum}',
      when: { not: { arg: 0, named: '{?password,?passwd,?pwd,?pass,**.Password,**.password}' } },
    },
    {
      class: 'weak-hash',
      title: 'A broken hash is used for an HMAC',
      call: 'crypto/hmac.New',
      when: { arg: 0, named: 'crypto/md5.New' },
    },
    { class: 'weak-cipher', call: 'crypto/{des.{NewCipher,NewTripleDESCipher},rc4.NewCipher}' },
    { class: 'weak-cipher', call: 'golang.org/x/crypto/{blowfish,cast5,tea,xtea,twofish}.NewCipher' },
    { class: 'weak-key', call: 'crypto/rsa.GenerateKey', when: { arg: 1, below: 2048 } },
    { class: 'weak-key', call: 'crypto/rsa.GenerateMultiPrimeKey', when: { arg: 2, below: 2048 } },
    {
      class: 'weak-password-hash',
      call: 'golang.org/x/crypto/bcrypt.GenerateFromPassword',
      when: { arg: 1, below: 10 },
    },
    { class: 'weak-password-hash', call: 'golang.org/x/crypto/pbkdf2.Key', when: { arg: 2, below: 10_000 } },
    {
      class: 'static-iv',
      call: 'crypto/cipher.{NewCBCEncrypter,NewCFBEncrypter,NewOFB,NewCTR}',
      when: { arg: 1, constant: true },
    },
    {
      class: 'hard-coded-secret',
      call: 'crypto/{aes.NewCipher,des.NewCipher}',
      when: { arg: 0, constant: true },
    },
    { class: 'hard-coded-secret', call: 'crypto/hmac.New', when: { arg: 1, constant: true } },
  ],
  examples: [
    {
      class: 'weak-hash',
      bad: program(
        ['crypto/md5', 'crypto/sha1'],
        'use(md5.Sum(data)) // FLAW\nh := sha1.New() // FLAW\nuse(h)',
      ),
      good: program(['crypto/sha256'], 'use(sha256.Sum256(data))'),
    },
    {
      class: 'weak-cipher',
      bad: program(['crypto/des', 'crypto/rc4'], 'des.NewCipher(data) // FLAW\nrc4.NewCipher(data) // FLAW'),
      good: program(['crypto/aes'], 'aes.NewCipher(data)'),
    },
    {
      class: 'weak-key',
      bad: program(['crypto/rsa', 'crypto/rand'], 'rsa.GenerateKey(rand.Reader, 1024) // FLAW'),
      good: program(['crypto/rsa', 'crypto/rand'], 'rsa.GenerateKey(rand.Reader, 3072)'),
    },
    {
      class: 'weak-password-hash',
      bad: program(['crypto/sha256'], 'use(sha256.Sum256([]byte(password))) // FLAW'),
      good: program(['golang.org/x/crypto/bcrypt'], 'bcrypt.GenerateFromPassword([]byte(password), 12)'),
    },
    {
      class: 'hard-coded-secret',
      bad: program(['crypto/aes'], 'aes.NewCipher([]byte("not-a-real-key-0")) // FLAW'),
      good: program(['crypto/aes', 'os'], 'aes.NewCipher([]byte(os.Getenv("KEY")))'),
    },
  ],
};
