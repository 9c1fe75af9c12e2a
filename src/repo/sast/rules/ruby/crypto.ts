import type { Framework } from '../../rule.ts';

const password = '{?password,?passwd,?pwd,?pass,**.password,**.password()}';
const secret =
  '{*token*,*secret*,*password*,*nonce*,*otp*,*api_key*,*salt*,*session_id*,this.*token*,this.*secret*,this.*password*}';
const weak = '{Digest.{MD5,SHA1},OpenSSL.Digest.{MD5,MD4,SHA1}}';

/** Hashes, ciphers and random numbers. */
export const crypto: Framework = {
  id: 'crypto',
  title: 'Cryptography',
  description: 'Digest, OpenSSL and random numbers.',
  languages: ['ruby'],
  sources: [
    {
      call: 'Digest.{MD5,SHA1}.{hexdigest,digest,base64digest}',
      what: 'a fast hash',
      for: ['weak-password-hash'],
    },
    {
      call: '{rand,Kernel.rand,Random.{rand,new_seed},Random().rand,srand}',
      what: 'predictable numbers',
      for: ['weak-random'],
    },
    { name: 'rand', what: 'predictable numbers', for: ['weak-random'] },
  ],
  sinks: [
    { class: 'weak-password-hash', call: '**.{set_password,setPassword}', args: [0] },
    { class: 'weak-password-hash', assign: '**.{password,password_digest,encrypted_password}', args: [0] },
    { class: 'weak-random', assign: secret, args: [0] },
  ],
  matches: [
    {
      class: 'weak-password-hash',
      call: 'Digest.{MD5,SHA1,SHA256,SHA512,SHA2}.{hexdigest,digest,base64digest}',
      when: { arg: 0, named: password },
    },
    {
      class: 'weak-hash',
      severity: 'low',
      call: `${weak}.{hexdigest,digest,base64digest,file}`,
      when: { not: { arg: 0, named: password } },
    },
    { class: 'weak-hash', severity: 'low', call: weak },
    {
      class: 'weak-hash',
      severity: 'low',
      call: 'OpenSSL.Digest',
      when: { arg: 0, matches: /^(?:md[245]|sha-?1)$/i },
    },
    {
      class: 'weak-hash',
      severity: 'low',
      call: 'OpenSSL.HMAC.{digest,hexdigest}',
      when: { arg: 0, matches: /^(?:md[245]|sha-?1)$/i },
    },
    {
      class: 'weak-cipher',
      call: 'OpenSSL.Cipher',
      when: { arg: 0, matches: /(?:^|-)(?:des|des3|rc[24]|bf|ecb)(?:-|$)/i },
    },
    { class: 'weak-cipher', call: 'OpenSSL.Cipher.{DES,RC4,RC2,BF}' },
    {
      class: 'weak-key',
      call: 'OpenSSL.PKey.{RSA,DSA,RSA.generate,DSA.generate}',
      when: { arg: 0, below: 2048 },
    },
    {
      class: 'hard-coded-secret',
      call: '{OpenSSL.PKey.{RSA,EC}.**,OpenSSL.PKey.{RSA,EC}}',
      when: { arg: 1, constant: true },
    },
    { class: 'hard-coded-secret', call: 'OpenSSL.HMAC.{digest,hexdigest}', when: { arg: 1, constant: true } },
    {
      class: 'hard-coded-secret',
      call: 'ActiveSupport.{MessageEncryptor,MessageVerifier}',
      when: { arg: 0, constant: true },
    },
    {
      class: 'hard-coded-secret',
      call: 'OpenSSL.PKey.{RSA,EC,DSA}().{export,to_pem,to_s}',
      when: { arg: 1, constant: true },
    },
    { class: 'static-iv', assign: 'OpenSSL.Cipher().iv', when: { arg: 0, constant: true } },
    { class: 'hard-coded-secret', assign: 'OpenSSL.Cipher().key', when: { arg: 0, constant: true } },
  ],
  examples: [
    {
      class: 'weak-hash',
      bad: 'def sum(data)\n  Digest::MD5.hexdigest(data) # FLAW\nend\n',
      good: 'def sum(data)\n  Digest::SHA256.hexdigest(data)\nend\n',
    },
    {
      class: 'weak-password-hash',
      bad: 'def store(password)\n  Digest::SHA256.hexdigest(password) # FLAW\nend\n',
      good: 'def store(password)\n  BCrypt::Password.create(password)\nend\n',
    },
    {
      class: 'weak-random',
      bad: 'def issue\n  token = rand(10**12).to_s # FLAW\n  token\nend\n',
      good: 'def issue\n  token = SecureRandom.hex(16)\n  index = rand(10)\n  token\nend\n',
    },
    {
      class: 'weak-cipher',
      bad: 'c = OpenSSL::Cipher.new("des-ede3-cbc") # FLAW\n',
      good: 'c = OpenSSL::Cipher.new("aes-256-gcm")\n',
    },
    {
      class: 'weak-key',
      bad: 'k = OpenSSL::PKey::RSA.new(1024) # FLAW\n',
      good: 'k = OpenSSL::PKey::RSA.new(3072)\n',
    },
  ],
};
