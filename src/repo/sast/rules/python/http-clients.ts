import type { Framework } from '../../rule.ts';

const verbs = '{get,post,put,patch,delete,head,options}';
const requests =
  '{requests,requests.api,requests.{Session,session,sessions.Session}(),httpx,httpx.{Client,AsyncClient}()}';

/** https://requests.readthedocs.io, https://www.python-httpx.org, https://docs.python.org/3/library/urllib.request.html */
export const httpClients: Framework = {
  id: 'http-clients',
  title: 'HTTP clients',
  description: 'Requests the program sends: where they go, and whether the other side is checked.',
  languages: ['python'],
  sinks: [
    { class: 'ssrf', call: `${requests}.${verbs}`, args: [0, 'url'], part: 'start' },
    { class: 'ssrf', call: `${requests}.{request,stream}`, args: [1, 'url'], part: 'start' },
    { class: 'ssrf', call: 'aiohttp.{ClientSession().*,request}', args: [0, 1, 'url'], part: 'start' },
    {
      class: 'ssrf',
      call: '{urllib.request.{urlopen,urlretrieve,Request},urllib.{urlopen,urlretrieve},urllib2.{urlopen,Request},six.moves.urllib.request.urlopen}',
      args: [0, 'url'],
      part: 'start',
    },
    {
      class: 'ssrf',
      call: '{urllib3.**.{request,urlopen},urllib3.request,httplib2.Http().request,pycurl.Curl().setopt}',
      args: [0, 1, 'url'],
      part: 'start',
    },
    {
      class: 'ssrf',
      call: '{http.client,httplib}.{HTTPConnection,HTTPSConnection}',
      args: [0, 'host'],
      part: 'start',
    },
    {
      class: 'ssrf',
      call: '{socket.create_connection,socket.socket().connect}',
      args: ['0[0]'],
      part: 'start',
    },
  ],
  sanitizers: [
    {
      call: '{urllib.parse.{quote,quote_plus,urlencode},urllib.{quote,quote_plus,urlencode}}',
      for: [
        'ssrf',
        'open-redirect',
        'xss',
        'header-injection',
        'path-traversal',
        'xpath-injection',
        'ldap-injection',
      ],
    },
    {
      call: '{urllib.parse.{urlparse,urlsplit},urlparse.{urlparse,urlsplit},werkzeug.urls.url_parse,yarl.URL,httpx.URL,tldextract.extract}',
      for: ['ssrf', 'open-redirect'],
      guard: 0,
    },
    { call: '{validators.{url,domain},ipaddress.ip_address}', for: ['ssrf'], guard: 0 },
  ],
  propagators: [
    // What another server answers is not what it was asked.
    { call: `${requests}.{get,post,put,patch,delete,head,options,request}`, from: [], to: 'result' },
    { call: '{urllib.request.urlopen,urllib2.urlopen,aiohttp.ClientSession().*}', from: [], to: 'result' },
  ],
  matches: [
    {
      class: 'tls-verification-disabled',
      call: `${requests}.{get,post,put,patch,delete,head,options,request,stream}`,
      when: { arg: 'verify', is: [false] },
    },
    {
      class: 'tls-verification-disabled',
      call: '{httpx.Client,httpx.AsyncClient}',
      when: { arg: 'verify', is: [false] },
    },
    {
      class: 'tls-verification-disabled',
      assign: 'requests.{Session,session,sessions.Session}().verify',
      when: { arg: 0, is: [false] },
    },
    {
      class: 'tls-verification-disabled',
      call: 'urllib3.{PoolManager,ProxyManager,HTTPSConnectionPool,connectionpool.HTTPSConnectionPool,connection_from_url}',
      when: {
        any: [
          { arg: 'cert_reqs', is: ['CERT_NONE', 'NONE'] },
          { arg: 'cert_reqs', named: 'ssl.CERT_NONE' },
        ],
      },
    },
    {
      class: 'tls-verification-disabled',
      call: 'aiohttp.{ClientSession().*,TCPConnector}',
      when: {
        any: [
          { arg: 'ssl', is: [false] },
          { arg: 'verify_ssl', is: [false] },
        ],
      },
    },
    {
      class: 'tls-verification-disabled',
      call: 'httplib2.Http',
      when: { arg: 'disable_ssl_certificate_validation', is: [true] },
    },
    {
      class: 'cleartext-transmission',
      call: `${requests}.${verbs}`,
      when: {
        any: [
          { arg: 0, matches: /^http:\/\/(?!localhost|127\.)/i },
          { arg: 'url', matches: /^http:\/\/(?!localhost|127\.)/i },
        ],
      },
    },
    {
      class: 'cleartext-transmission',
      call: `${requests}.request`,
      when: {
        any: [
          { arg: 1, matches: /^http:\/\/(?!localhost|127\.)/i },
          { arg: 'url', matches: /^http:\/\/(?!localhost|127\.)/i },
        ],
      },
    },
    {
      class: 'cleartext-transmission',
      call: '{urllib.request.{urlopen,urlretrieve,Request,URLopener().open,URLopener().retrieve,OpenerDirector().open,build_opener().open,FancyURLopener().open},urllib.{urlopen,urlretrieve}}',
      when: {
        any: [
          { arg: 0, matches: /^(?:http|ftp):\/\/(?!localhost|127\.)/i },
          { arg: 'url', matches: /^(?:http|ftp):\/\/(?!localhost|127\.)/i },
          { arg: 'fullurl', matches: /^(?:http|ftp):\/\/(?!localhost|127\.)/i },
        ],
      },
    },
  ],
  examples: [
    {
      class: 'ssrf',
      bad: 'import requests\nfrom flask import request\ndef f():\n    return requests.get("https://" + request.args["h"] + "/x")  # FLAW\n',
      good: 'import requests\nfrom flask import request\ndef f():\n    return requests.get("https://api.example.org/" + request.args["h"])\n',
    },
    {
      class: 'tls-verification-disabled',
      bad: 'import requests\nrequests.get("https://example.org", verify=False)  # FLAW\n',
      good: 'import requests\nrequests.get("https://example.org", verify="/etc/ca.pem")\n',
    },
    {
      class: 'cleartext-transmission',
      bad: 'import requests\nrequests.post("http://example.org/login")  # FLAW\n',
      good: 'import requests\nrequests.post("https://example.org/login")\nrequests.get("http://localhost:8000/health")\n',
    },
  ],
};
