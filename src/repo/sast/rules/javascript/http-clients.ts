import type { Framework } from '../../rule.ts';

const verbs = '{get,post,put,patch,delete,del,head,options,request,stream,extend}';

/** Requests that the program itself sends. */
export const httpClients: Framework = {
  id: 'http-clients',
  title: 'HTTP clients',
  description:
    'Addresses of requests that are sent: fetch, axios, got, request, needle, superagent, undici, node:http.',
  languages: ['javascript', 'typescript'],
  types: [
    { result: 'axios.{create,Axios}()', is: 'axios' },
    { result: '{got,ky}.{extend,create}()', is: 'got' },
    { result: '{request,request-promise,request-promise-native}.defaults()', is: 'request' },
    { result: '@nestjs/axios.HttpService()', is: 'axios' },
    { result: '@nestjs/axios.HttpService().axiosRef', is: 'axios' },
  ],
  sinks: [
    {
      class: 'ssrf',
      call: '{fetch,window.fetch,globalThis.fetch,node-fetch,cross-fetch,isomorphic-fetch,cross-fetch.fetch,isomorphic-unfetch,undici.fetch,got,ky,needle,bent,phin,axios,axios.default,wretch,ofetch,ofetch.ofetch}',
      args: [0, '*.url', '*.uri', '*.baseURL', '*.host', '*.hostname'],
      part: 'start',
    },
    {
      class: 'ssrf',
      call: `{axios,axios.default,got,ky,superagent,superagent.agent(),needle,urllib,@apollo/datasource-rest.RESTDataSource(),apollo-datasource-rest.RESTDataSource()}.${verbs}`,
      args: [0, '*.url', '*.baseURL'],
      part: 'start',
    },
    { class: 'ssrf', call: 'needle', args: [1], part: 'start' },
    { class: 'ssrf', call: 'superagent', args: [1], part: 'start' },
    {
      class: 'ssrf',
      call: '{request,request-promise,request-promise-native,requestretry,cloudscraper,teeny-request,teeny-request.teenyRequest}',
      args: [0, '*.url', '*.uri', '*.host', '*.baseUrl'],
      part: 'start',
    },
    {
      class: 'ssrf',
      call: `{request,request-promise,request-promise-native,cloudscraper}.${verbs}`,
      args: [0, '*.url', '*.uri', '*.host', '*.baseUrl'],
      part: 'start',
    },
    {
      class: 'ssrf',
      call: '{http,https,follow-redirects.http,follow-redirects.https}.{get,request}',
      args: [0, '*.host', '*.hostname'],
      part: 'start',
    },
    { class: 'ssrf', call: 'http2.connect', args: [0], part: 'start' },
    { class: 'ssrf', call: 'undici.{request,stream,pipeline,connect,Client,Pool}', args: [0], part: 'start' },
    { class: 'ssrf', call: '{net,tls}.{connect,createConnection}', args: [0, 1, '*.host'], part: 'start' },
    { class: 'ssrf', call: 'net.Socket().connect', args: [1, '*.host'], part: 'start' },
    { class: 'ssrf', call: '{ws,ws.WebSocket,WebSocket}', args: [0], part: 'start' },
    { class: 'ssrf', call: 'node-libcurl.**.setOpt', args: [1], part: 'start' },
    { class: 'ssrf', call: '**.RESTDataSource().{get,post,put,patch,delete}', args: [0], part: 'start' },
    { class: 'ssrf', call: 'image-downloader.image', args: ['*.url'], part: 'start' },
    {
      class: 'ssrf',
      call: '{download,link-preview-js.getLinkPreview,open-graph-scraper,got-scraping.gotScraping}',
      args: [0, '*.url'],
      part: 'start',
    },
    {
      class: 'ssrf',
      call: '?axios.{get,post,put,patch,delete,head,request}',
      args: [0, '*.url'],
      part: 'start',
    },
  ],
  sanitizers: [
    // What an address answers is not the address.
    {
      call: `{fetch,node-fetch,cross-fetch,axios,axios.${verbs},got,got.${verbs},needle,needle.${verbs},undici.{fetch,request},superagent.${verbs}}`,
      for: ['*'],
    },
  ],
  examples: [
    {
      class: 'ssrf',
      bad: `import axios from 'axios';
export async function proxy(req, res) {
  const { data } = await axios.get(req.query.url); // FLAW
  const other = await fetch('https://' + req.query.host + '/status'); // FLAW
  res.json({ data, ok: other.ok });
}`,
      good: `import axios from 'axios';
export async function proxy(req, res) {
  const { data } = await axios.get('https://api.example/items/' + encodeURIComponent(req.query.id));
  const other = await fetch('https://api.example/status?h=' + req.query.host);
  res.json({ data, ok: other.ok });
}`,
    },
  ],
};
