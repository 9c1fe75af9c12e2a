import type { Framework } from '../../rule.ts';

const space = 'System.Security.Cryptography';

/** https://learn.microsoft.com/dotnet/fundamentals/code-analysis/quality-rules/ca5350 and ca5351, ca5358, ca5385. */
export const netCrypto: Framework = {
  id: 'crypto',
  title: '.NET cryptography',
  description: 'Digests, ciphers, keys, random numbers and tokens.',
  languages: ['csharp'],
  types: [
    {
      result: `${space}.{Aes,Rijndael,DES,TripleDES,RC2,SymmetricAlgorithm}.Create()`,
      is: `${space}.SymmetricAlgorithm()`,
    },
    {
      result: `${space}.{AesManaged,AesCryptoServiceProvider,RijndaelManaged,AesCng}()`,
      is: `${space}.SymmetricAlgorithm()`,
    },
  ],
  matches: [
    { class: 'weak-hash', call: `${space}.{MD5,SHA1,RIPEMD160}.{Create,HashData}` },
    {
      class: 'weak-hash',
      call: `${space}.{MD5CryptoServiceProvider,MD5Cng,SHA1CryptoServiceProvider,SHA1Managed,SHA1Cng,RIPEMD160Managed,HMACMD5,HMACSHA1}`,
    },
    {
      class: 'weak-hash',
      call: `${space}.HashAlgorithm.Create`,
      when: { any: [{ arg: 0, matches: /md5|sha-?1$/i }, { not: { atLeast: 1 } }] },
    },
    { class: 'weak-cipher', call: `${space}.{DES,TripleDES,RC2}.Create` },
    {
      class: 'weak-cipher',
      call: `${space}.{DESCryptoServiceProvider,TripleDESCryptoServiceProvider,TripleDESCng,RC2CryptoServiceProvider}`,
    },
    {
      class: 'weak-cipher',
      assign: '**.Mode',
      when: { arg: 0, named: `${space}.CipherMode.ECB` },
      title: 'Blocks are encrypted one by one (ECB)',
    },
    {
      class: 'weak-cipher',
      call: `${space}.*`,
      when: { arg: 'Mode', named: `${space}.CipherMode.ECB` },
      title: 'Blocks are encrypted one by one (ECB)',
    },
    {
      class: 'weak-cipher',
      call: '**.{EncryptEcb,DecryptEcb}',
      title: 'Blocks are encrypted one by one (ECB)',
    },
    {
      class: 'weak-key',
      call: `${space}.{RSACryptoServiceProvider,RSACng,RSA.Create,DSACryptoServiceProvider,DSA.Create}`,
      when: { arg: 0, below: 2048 },
    },
    {
      class: 'weak-key',
      assign: `${space}.{RSA,RSACryptoServiceProvider,RSACng}().KeySize`,
      when: { arg: 0, below: 2048 },
    },
    {
      class: 'weak-password-hash',
      call: `${space}.Rfc2898DeriveBytes`,
      when: { any: [{ arg: 2, below: 10_000 }, { not: { atLeast: 3 } }] },
    },
    { class: 'weak-password-hash', call: '**.FormsAuthentication.HashPasswordForStoringInConfigFile' },
    { class: 'static-iv', assign: `${space}.SymmetricAlgorithm().IV`, when: { arg: 0, constant: true } },
    {
      class: 'hard-coded-secret',
      assign: `${space}.SymmetricAlgorithm().Key`,
      when: { arg: 0, constant: true },
      title: 'A key in the code',
    },
    {
      class: 'hard-coded-secret',
      call: `${space}.{HMACSHA256,HMACSHA384,HMACSHA512,AesGcm,AesCcm}`,
      when: { arg: 0, constant: true },
      title: 'A key in the code',
    },
    {
      class: 'hard-coded-secret',
      call: 'Microsoft.IdentityModel.Tokens.SymmetricSecurityKey',
      when: { arg: 0, constant: true },
      title: 'The key of tokens in the code',
    },
    {
      class: 'hard-coded-secret',
      call: `${space}.X509Certificates.X509Certificate2`,
      when: { arg: 1, constant: true },
      title: 'The password of a certificate in the code',
    },
    {
      class: 'jwt-weakness',
      assign: '**.{ValidateLifetime,ValidateIssuerSigningKey,RequireSignedTokens,RequireExpirationTime}',
      when: { arg: 0, is: [false] },
    },
    {
      class: 'jwt-weakness',
      call: 'Microsoft.IdentityModel.Tokens.TokenValidationParameters',
      when: {
        any: [
          'ValidateLifetime',
          'ValidateIssuerSigningKey',
          'RequireSignedTokens',
          'RequireExpirationTime',
        ].map((arg) => ({ arg, is: [false] })),
      },
    },
    { class: 'weak-random', call: 'System.Random', severity: 'low' },
    { class: 'weak-random', call: 'System.Random.Shared.{Next,NextBytes,NextInt64,NextDouble}' },
  ],
  examples: [
    {
      class: 'weak-hash',
      bad: `using System.Security.Cryptography;
public class Sum {
  public byte[] Of(byte[] data) {
    using var md5 = MD5.Create(); // FLAW
    return md5.ComputeHash(data);
  }
}`,
      good: `using System.Security.Cryptography;
public class Sum {
  public byte[] Of(byte[] data) {
    using var sha = SHA256.Create();
    return sha.ComputeHash(data);
  }
}`,
    },
    {
      class: 'weak-cipher',
      bad: `using System.Security.Cryptography;
public class Box {
  public object Make() {
    var aes = Aes.Create();
    aes.Mode = CipherMode.ECB; // FLAW
    return aes;
  }
}`,
      good: `using System.Security.Cryptography;
public class Box {
  public object Make() {
    var aes = Aes.Create();
    aes.Mode = CipherMode.CBC;
    return aes;
  }
}`,
    },
    {
      class: 'weak-random',
      bad: `using System;
public class Tokens {
  public int Make() {
    return new Random().Next(); // FLAW
  }
}`,
      good: `using System.Security.Cryptography;
public class Tokens {
  public int Make() {
    return RandomNumberGenerator.GetInt32(1000000);
  }
}`,
    },
    {
      class: 'hard-coded-secret',
      bad: `using System.Text;
using Microsoft.IdentityModel.Tokens;
public class Tokens {
  private const string Key = "obviously-not-a-secret";
  public object Make() {
    return new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Key)); // FLAW
  }
}`,
      good: `using System.Text;
using Microsoft.IdentityModel.Tokens;
public class Tokens {
  public object Make(IConfiguration configuration) {
    return new SymmetricSecurityKey(Encoding.UTF8.GetBytes(configuration["Jwt:Key"]));
  }
}`,
    },
  ],
};
