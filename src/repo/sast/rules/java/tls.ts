import type { Framework } from '../../rule.ts';

/** TLS: RFC 8996 withdraws TLS 1.0 and 1.1; CWE-295. */
export const tls: Framework = {
  id: 'tls',
  title: 'Java TLS',
  description: 'Versions of TLS and the verification of certificates.',
  languages: ['java'],
  matches: [
    {
      class: 'tls-verification-disabled',
      method: {
        base: 'javax.net.ssl.{X509TrustManager,X509ExtendedTrustManager,TrustManager}',
        name: 'checkServerTrusted',
      },
      title: 'A trust manager that trusts every server',
    },
    {
      class: 'tls-verification-disabled',
      method: { base: 'javax.net.ssl.HostnameVerifier', name: 'verify' },
      title: 'A host name verifier that accepts every host',
    },
    {
      class: 'weak-tls',
      call: 'javax.net.ssl.SSLContext.getInstance',
      when: { arg: 0, matches: /^(?:ssl|sslv[23]|tlsv1|tlsv1\.[01])$/i },
    },
    {
      class: 'weak-tls',
      call: 'javax.net.ssl.{SSLSocket,SSLEngine,SSLServerSocket}().setEnabledProtocols',
      when: {
        any: [
          { arg: '0[0]', matches: /^(?:SSLv[23]|TLSv1|TLSv1\.1)$/ },
          { arg: '0[1]', matches: /^(?:SSLv[23]|TLSv1|TLSv1\.1)$/ },
        ],
      },
    },
    {
      class: 'tls-verification-disabled',
      call: 'org.apache.http.conn.ssl.{NoopHostnameVerifier,AllowAllHostnameVerifier,TrustAllStrategy,TrustSelfSignedStrategy}',
    },
    {
      class: 'tls-verification-disabled',
      call: '**.setHostnameVerifier',
      when: {
        any: [
          { arg: 0, named: '**.{ALLOW_ALL_HOSTNAME_VERIFIER,NoopHostnameVerifier.INSTANCE}' },
          { arg: 0, shape: 'yes' },
        ],
      },
    },
    {
      class: 'tls-verification-disabled',
      call: '**.{setSSLHostnameVerifier,hostnameVerifier,setDefaultHostnameVerifier}',
      when: {
        any: [
          { arg: 0, named: '**.NoopHostnameVerifier.INSTANCE' },
          { arg: 0, shape: 'yes' },
        ],
      },
    },
    {
      class: 'tls-verification-disabled',
      call: 'javax.net.ssl.SSLContext().init',
      when: {
        any: [
          { arg: '1[0]', shape: 'yes' },
          { arg: 1, shape: 'yes' },
        ],
      },
    },
    {
      class: 'tls-verification-disabled',
      call: 'org.apache.commons.mail.*().setSSLCheckServerIdentity',
      when: { arg: 0, is: [false] },
    },
  ],
  types: [
    { result: 'javax.net.ssl.SSLContext.{getInstance,getDefault}()', is: 'javax.net.ssl.SSLContext()' },
  ],
  examples: [
    {
      class: 'weak-tls',
      bad: `import javax.net.ssl.SSLContext;
class Secure {
  Object make() throws Exception {
    return SSLContext.getInstance("TLSv1"); // FLAW
  }
}`,
      good: `import javax.net.ssl.SSLContext;
class Secure {
  Object make() throws Exception {
    return SSLContext.getInstance("TLSv1.3");
  }
}`,
    },
    {
      class: 'tls-verification-disabled',
      bad: `import javax.net.ssl.*;
class Secure {
  void open(HttpsURLConnection connection) {
    connection.setHostnameVerifier((host, session) -> true); // FLAW
  }
}`,
      good: `import javax.net.ssl.*;
class Secure {
  void open(HttpsURLConnection connection) {
    connection.setHostnameVerifier((host, session) -> host.equals("internal.example.com"));
  }
}`,
    },
  ],
};
