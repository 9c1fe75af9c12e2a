import type { Framework } from '../../rule.ts';

const old = /^(?:des|desede|tripledes|3des|rc2|rc4|arcfour|blowfish)(?:\/|$)/i;
/** "AES" alone is AES/ECB/PKCS5Padding. */
const ecb = /^(?:aes(?:_\d+)?|(?!rsa)[\w-]{1,40}\/ecb\/\w{1,60})$/i;

/** Ciphers, keys and initialization vectors: NIST SP 800-131A, SP 800-38A. */
export const ciphers: Framework = {
  id: 'ciphers',
  title: 'Java ciphers',
  description: 'Ciphers, keys and initialization vectors.',
  languages: ['java'],
  matches: [
    { class: 'weak-cipher', call: 'javax.crypto.Cipher.getInstance', when: { arg: 0, matches: old } },
    {
      class: 'weak-cipher',
      call: 'javax.crypto.Cipher.getInstance',
      when: { arg: 0, matches: ecb },
      title: 'Blocks are encrypted one by one (ECB)',
    },
    {
      class: 'weak-cipher',
      call: 'javax.crypto.Cipher.getInstance',
      when: { arg: 0, matches: /^rsa\/[^/]*\/nopadding$/i },
      title: 'RSA without padding',
    },
    { class: 'weak-cipher', call: 'javax.crypto.NullCipher', title: 'A cipher that does nothing' },
    {
      class: 'weak-cipher',
      call: 'javax.crypto.{KeyGenerator,SecretKeyFactory}.getInstance',
      when: { arg: 0, matches: old },
    },
    { class: 'weak-cipher', call: 'javax.crypto.spec.{DESKeySpec,DESedeKeySpec}' },
    { class: 'weak-key', call: 'java.security.KeyPairGenerator().initialize', when: { arg: 0, below: 2048 } },
    { class: 'weak-key', call: 'javax.crypto.KeyGenerator().init', when: { arg: 0, below: 128 } },
    {
      class: 'static-iv',
      call: 'javax.crypto.spec.{IvParameterSpec,GCMParameterSpec}',
      when: {
        any: [
          { arg: 0, constant: true },
          { arg: 1, constant: true },
        ],
      },
    },
    {
      class: 'hard-coded-secret',
      call: 'javax.crypto.spec.{SecretKeySpec,DESKeySpec}',
      when: { arg: 0, constant: true },
      title: 'A key in the code',
    },
    {
      class: 'hard-coded-secret',
      call: 'javax.crypto.spec.PBEKeySpec',
      when: {
        any: [
          { arg: 0, constant: true },
          { arg: 0, constant: true },
        ],
      },
      title: 'A password in the code',
    },
    {
      class: 'hard-coded-secret',
      call: 'java.security.KeyStore().load',
      when: { arg: 1, constant: true },
      title: 'The password of a key store in the code',
      severity: 'medium',
    },
  ],
  types: [
    { result: 'java.security.KeyPairGenerator.getInstance()', is: 'java.security.KeyPairGenerator()' },
    { result: 'javax.crypto.KeyGenerator.getInstance()', is: 'javax.crypto.KeyGenerator()' },
  ],
  examples: [
    {
      class: 'weak-cipher',
      bad: `import javax.crypto.Cipher;
class Box {
  Object make() throws Exception {
    Object a = Cipher.getInstance("DES/CBC/PKCS5Padding"); // FLAW
    Object b = Cipher.getInstance("AES"); // FLAW
    return Cipher.getInstance("AES/ECB/NoPadding"); // FLAW
  }
}`,
      good: `import javax.crypto.Cipher;
class Box {
  Object make() throws Exception {
    Object rsa = Cipher.getInstance("RSA/ECB/OAEPWithSHA-256AndMGF1Padding");
    return Cipher.getInstance("AES/GCM/NoPadding");
  }
}`,
    },
    {
      class: 'hard-coded-secret',
      bad: `import javax.crypto.spec.SecretKeySpec;
class Keys {
  Object make() {
    String text = "not a secret 123";
    return new SecretKeySpec(text.getBytes(), "AES"); // FLAW
  }
}`,
      good: `import javax.crypto.spec.SecretKeySpec;
class Keys {
  Object make() {
    return new SecretKeySpec(System.getenv("KEY").getBytes(), "AES");
  }
}`,
    },
  ],
};
