import type { Framework } from '../../rule.ts';

const program = (body: string): string =>
  `package main\nimport (\n\t"crypto/tls"\n\t"golang.org/x/crypto/ssh"\n\t"google.golang.org/grpc"\n)\nfunc f() {\n\t${body}\n}\n`;

const oldVersions = 'crypto/tls.{VersionSSL30,VersionTLS10,VersionTLS11}';
const config = '{crypto/tls.Config(),**.TLSClientConfig,**.TLSConfig}';

/** TLS and SSH connections (https://pkg.go.dev/crypto/tls). */
export const tls: Framework = {
  id: 'tls',
  title: 'crypto/tls, ssh',
  description: 'Settings of TLS, SSH and gRPC connections.',
  languages: ['go'],
  matches: [
    {
      class: 'tls-verification-disabled',
      call: 'crypto/tls.Config',
      when: { arg: 'InsecureSkipVerify', is: [true] },
    },
    { class: 'tls-verification-disabled', assign: '**.InsecureSkipVerify', when: { arg: 0, is: [true] } },
    { class: 'weak-tls', call: 'crypto/tls.Config', when: { arg: 'MinVersion', named: oldVersions } },
    { class: 'weak-tls', call: 'crypto/tls.Config', when: { arg: 'MaxVersion', named: oldVersions } },
    { class: 'weak-tls', assign: `${config}.{MinVersion,MaxVersion}`, when: { arg: 0, named: oldVersions } },
    {
      class: 'weak-tls',
      call: 'crypto/tls.Config',
      when: {
        any: [0, 1, 2, 3].map(
          (at) =>
            ({
              arg: `CipherSuites[${at}]`,
              named: 'crypto/tls.TLS_*_{RC4_128_SHA,3DES_EDE_CBC_SHA,CBC_SHA256}',
            }) as const,
        ),
      },
    },
    { class: 'host-key-unverified', call: 'golang.org/x/crypto/ssh.InsecureIgnoreHostKey' },
    { class: 'cleartext-transmission', call: 'google.golang.org/grpc.WithInsecure' },
  ],
  examples: [
    {
      class: 'tls-verification-disabled',
      bad: program('use(&tls.Config{InsecureSkipVerify: true}) // FLAW'),
      good: program('use(&tls.Config{InsecureSkipVerify: false, MinVersion: tls.VersionTLS12})'),
    },
    {
      class: 'weak-tls',
      bad: program('use(&tls.Config{MinVersion: tls.VersionTLS10}) // FLAW'),
      good: program('use(&tls.Config{MinVersion: tls.VersionTLS13})'),
    },
    {
      class: 'host-key-unverified',
      bad: program('use(&ssh.ClientConfig{HostKeyCallback: ssh.InsecureIgnoreHostKey()}) // FLAW'),
      good: program('use(&ssh.ClientConfig{HostKeyCallback: ssh.FixedHostKey(key)})'),
    },
    {
      class: 'cleartext-transmission',
      bad: program('grpc.Dial("a:1", grpc.WithInsecure()) // FLAW'),
      good: program('grpc.Dial("a:1", grpc.WithTransportCredentials(creds))'),
    },
  ],
};
