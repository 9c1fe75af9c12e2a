import type { Framework } from '../../rule.ts';

const weak = /^(?:md2|md4|md5|sha-?1|sha)$/i;

/** Digests: NIST SP 800-131A withdraws SHA-1, RFC 6151 MD5. */
export const hashes: Framework = {
  id: 'hashes',
  title: 'Java digests',
  description: 'Digests and hashes of passwords.',
  languages: ['java'],
  matches: [
    { class: 'weak-hash', call: 'java.security.MessageDigest.getInstance', when: { arg: 0, matches: weak } },
    {
      class: 'weak-hash',
      call: 'org.apache.commons.codec.digest.DigestUtils.{md2,md2Hex,md5,md5Hex,sha,shaHex,sha1,sha1Hex,getMd2Digest,getMd5Digest,getSha1Digest,getShaDigest}',
    },
    {
      class: 'weak-hash',
      call: 'org.apache.commons.codec.digest.DigestUtils',
      when: { arg: 0, named: '**.{MD2,MD5,SHA_1}' },
    },
    { class: 'weak-hash', call: 'com.google.common.hash.Hashing.{md5,sha1}' },
    { class: 'weak-hash', call: 'org.springframework.util.DigestUtils.{md5Digest,md5DigestAsHex}' },
    {
      class: 'weak-hash',
      call: 'javax.crypto.Mac.getInstance',
      when: { arg: 0, matches: /^hmac-?(?:md5|sha-?1)$/i },
      severity: 'low',
    },
    {
      class: 'weak-hash',
      call: 'java.security.Signature.getInstance',
      when: { arg: 0, matches: /^(?:md2|md5|sha-?1)with/i },
    },
    {
      class: 'weak-password-hash',
      call: 'org.springframework.security.crypto.password.{NoOpPasswordEncoder.getInstance,StandardPasswordEncoder,MessageDigestPasswordEncoder,Md4PasswordEncoder,LdapShaPasswordEncoder}',
    },
    {
      class: 'weak-password-hash',
      call: 'org.springframework.security.authentication.encoding.{Md5PasswordEncoder,ShaPasswordEncoder,PlaintextPasswordEncoder}',
    },
    {
      class: 'weak-password-hash',
      call: 'javax.crypto.spec.{PBEKeySpec,PBEParameterSpec}',
      when: {
        any: [{ arg: 2, below: 10_000 }, { all: [{ arg: 1, below: 10_000 }, { not: { atLeast: 3 } }] }],
      },
    },
  ],
  examples: [
    {
      class: 'weak-hash',
      bad: `import java.security.MessageDigest;
class Sum {
  private static final String ALGORITHM = "MD5";
  byte[] of(byte[] data) throws Exception {
    return MessageDigest.getInstance(ALGORITHM).digest(data); // FLAW
  }
}`,
      good: `import java.security.MessageDigest;
class Sum {
  private static final String ALGORITHM = "SHA-256";
  byte[] of(byte[] data) throws Exception {
    return MessageDigest.getInstance(ALGORITHM).digest(data);
  }
}`,
    },
    {
      class: 'weak-password-hash',
      bad: `import org.springframework.security.crypto.password.NoOpPasswordEncoder;
class Config {
  Object encoder() {
    return NoOpPasswordEncoder.getInstance(); // FLAW
  }
}`,
      good: `import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
class Config {
  Object encoder() {
    return new BCryptPasswordEncoder();
  }
}`,
    },
  ],
};
