import type { Framework } from '../../rule.ts';

/** An address without encryption that leaves the machine and its private networks. */
const open =
  /^(?:http|ftp|ws):\/\/(?!localhost|127\.|0\.0\.0\.0|\[::1\]|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)[\w-]+(?:\.[\w-]+)*\.(?!local\b|test\b|internal\b|svc\b|localhost\b|example\b)[a-z]{2,}(?:[:/?#]|$)/i;
const verbs = '{get,post,put,patch,delete,head,stream,request}';
const title = 'A request is sent without encryption';

/** Transport without encryption (CWE-319): addresses with http:, ftp: and ws:, FTP, Telnet, gRPC. */
export const transport: Framework = {
  id: 'transport',
  title: 'Transport',
  description: 'Requests and connections without encryption: http and ws addresses, FTP, Telnet, gRPC.',
  languages: ['javascript', 'typescript'],
  matches: [
    {
      class: 'cleartext-transmission',
      call: `{http.{get,request},fetch,node-fetch,axios,axios.${verbs},got,got.${verbs},request,request.${verbs},needle,needle.${verbs},superagent,superagent.${verbs},node-rest-client.Client().${verbs},undici.{request,fetch}}`,
      when: {
        any: [
          { arg: 0, matches: open },
          { arg: '*.url', matches: open },
          { arg: '*.uri', matches: open },
        ],
      },
      title,
    },
    {
      class: 'cleartext-transmission',
      call: 'http.{get,request}',
      when: {
        any: [
          { arg: '*.hostname', matches: /^(?!localhost|127\.)[\w-]+(?:\.[\w-]+)+$/ },
          { arg: '*.host', matches: /^(?!localhost|127\.)[\w-]+(?:\.[\w-]+)+$/ },
        ],
      },
      title,
    },
    {
      class: 'cleartext-transmission',
      call: '{ws,ws.WebSocket,WebSocket}',
      when: { arg: 0, matches: open },
      title: 'A web socket is opened without encryption',
    },
    {
      class: 'cleartext-transmission',
      call: '{ftp,ftp.default}().connect',
      when: {
        any: [
          { arg: '0.secure', missing: true },
          { arg: '0.secure', is: [false] },
        ],
      },
      title: 'FTP is spoken without encryption',
    },
    {
      class: 'cleartext-transmission',
      call: '{telnet-client,telnet-client.Telnet,telnet-stream.TelnetSocket}().connect',
      title: 'Telnet is spoken: all of it can be read on the way',
    },
    {
      class: 'cleartext-transmission',
      call: '{@grpc/grpc-js,grpc}.{credentials,ServerCredentials}.createInsecure',
      title: 'gRPC is spoken without encryption',
    },
  ],
  examples: [
    {
      class: 'cleartext-transmission',
      bad: `import axios from 'axios';
const socket = new WebSocket('ws://chat.example.com/'); // FLAW
export const news = () => axios.get('http://news.example.com/today'); // FLAW`,
      good: `import axios from 'axios';
const socket = new WebSocket('wss://chat.example.com/');
const local = new WebSocket('ws://localhost:8080/');
export const news = () => axios.get('https://news.example.com/today');
export const other = () => axios.get('http://service:8080/today');`,
    },
  ],
};
