import type { Framework } from '../../rule.ts';

/** Requests to other servers: only an address whose start comes from outside counts. */
export const netHttp: Framework = {
  id: 'http',
  title: '.NET HTTP clients and TLS',
  description: 'Addresses of requests to other servers, and the verification of their certificates.',
  languages: ['csharp'],
  types: [{ result: '**.CreateClient()', is: 'System.Net.Http.HttpClient()' }],
  sinks: [
    {
      class: 'ssrf',
      call: 'System.Net.Http.HttpClient().{GetAsync,GetStringAsync,GetByteArrayAsync,GetStreamAsync,PostAsync,PutAsync,DeleteAsync,PatchAsync,GetFromJsonAsync,PostAsJsonAsync,PutAsJsonAsync}',
      args: [0],
      part: 'start',
    },
    { class: 'ssrf', call: 'System.Net.Http.HttpRequestMessage', args: [1, 'RequestUri'], part: 'start' },
    {
      class: 'ssrf',
      assign: 'System.Net.Http.{HttpClient().BaseAddress,HttpRequestMessage().RequestUri}',
      part: 'start',
    },
    {
      class: 'ssrf',
      call: 'System.Net.{WebRequest,HttpWebRequest}.{Create,CreateHttp}',
      args: [0],
      part: 'start',
    },
    {
      class: 'ssrf',
      call: 'System.Net.WebClient().{DownloadString,DownloadData,DownloadFile,OpenRead,UploadString,UploadData,DownloadStringTaskAsync,DownloadDataTaskAsync}',
      args: [0],
      part: 'start',
    },
    { class: 'ssrf', call: 'RestSharp.{RestClient,RestRequest}', args: [0], part: 'start' },
    { class: 'ssrf', assign: 'RestSharp.RestClient().BaseUrl', part: 'start' },
  ],
  matches: [
    {
      class: 'tls-verification-disabled',
      assign:
        '**.{ServerCertificateValidationCallback,ServerCertificateCustomValidationCallback,RemoteCertificateValidationCallback,CertificateValidationCallback}',
      when: { arg: 0, shape: 'yes' },
    },
    {
      class: 'tls-verification-disabled',
      assign: '**.{ServerCertificateValidationCallback,ServerCertificateCustomValidationCallback}',
      when: { arg: 0, named: '**.DangerousAcceptAnyServerCertificateValidator' },
    },
    {
      class: 'tls-verification-disabled',
      call: '**.{HttpClientHandler,WinHttpHandler}',
      when: {
        any: [
          { arg: 'ServerCertificateCustomValidationCallback', shape: 'yes' },
          {
            arg: 'ServerCertificateCustomValidationCallback',
            named: '**.DangerousAcceptAnyServerCertificateValidator',
          },
        ],
      },
    },
    {
      class: 'tls-verification-disabled',
      assign: '**.RevocationMode',
      when: { arg: 0, named: '**.X509RevocationMode.NoCheck' },
      severity: 'low',
    },
    {
      class: 'tls-verification-disabled',
      assign: '**.CertificateValidationMode',
      when: { arg: 0, named: '**.X509CertificateValidationMode.None' },
    },
    {
      class: 'weak-tls',
      assign: '**.{SecurityProtocol,SslProtocols,EnabledSslProtocols}',
      when: { arg: 0, named: '**.{SecurityProtocolType,SslProtocols}.{Ssl2,Ssl3,Tls,Tls11,Default}' },
    },
    {
      class: 'cleartext-transmission',
      assign: '**.EnableSsl',
      when: { arg: 0, is: [false] },
      title: 'E-mail is sent in clear text',
    },
  ],
  examples: [
    {
      class: 'ssrf',
      bad: `using System.Net.Http;
using Microsoft.AspNetCore.Mvc;
public class ProxyController : ControllerBase {
  private readonly HttpClient client = new HttpClient();
  [HttpGet]
  public async Task<string> Get(string url) {
    return await client.GetStringAsync(url); // FLAW
  }
}`,
      good: `using System.Net.Http;
using Microsoft.AspNetCore.Mvc;
public class ProxyController : ControllerBase {
  private readonly HttpClient client = new HttpClient();
  [HttpGet]
  public async Task<string> Get(string id) {
    return await client.GetStringAsync($"https://api.example.com/items/{id}");
  }
}`,
    },
    {
      class: 'tls-verification-disabled',
      bad: `using System.Net;
public class Startup {
  public void Configure() {
    ServicePointManager.ServerCertificateValidationCallback = (a, b, c, d) => true; // FLAW
  }
}`,
      good: `using System.Net;
using System.Net.Security;
public class Startup {
  public void Configure() {
    ServicePointManager.ServerCertificateValidationCallback = (a, b, c, errors) => errors == SslPolicyErrors.None;
  }
}`,
    },
  ],
};
