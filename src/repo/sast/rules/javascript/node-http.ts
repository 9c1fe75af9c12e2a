import type { Framework } from '../../rule.ts';
import { structuredOrJson } from './shapes.ts';

const request = 'http.IncomingMessage()';
const response = 'http.ServerResponse()';

/** Servers of Node itself (https://nodejs.org/api/http.html). */
export const nodeHttp: Framework = {
  id: 'node-http',
  title: 'Node HTTP server',
  description: 'Requests and responses of node:http, node:https and node:http2.',
  languages: ['javascript', 'typescript'],
  types: [
    {
      handler: '{http,https,http2}.{createServer,createSecureServer}',
      arg: 'all',
      params: [request, response],
    },
    {
      handler: '{http,https,http2}.{createServer,createSecureServer}().on',
      arg: 1,
      params: [request, response],
    },
    { handler: `${request}.{on,once}`, arg: 1, params: [`${request}.body`] },
    { handler: `express.Request().{on,once}`, arg: 1, params: [`${request}.body`] },
  ],
  sources: [
    {
      name: `${request}.{url,headers,rawHeaders}`,
      what: 'request URL or headers',
      notFor: ['nosql-injection'],
    },
    { name: `${request}.body`, what: 'request body' },
  ],
  sinks: [
    { class: 'xss', call: `${response}.{write,end}`, args: [0], unless: structuredOrJson },
    {
      class: 'open-redirect',
      call: `{${response},express.Response()}.setHeader`,
      args: [1],
      part: 'start',
      when: { arg: 0, matches: /^location$/i },
    },
    {
      class: 'open-redirect',
      call: `{${response},express.Response()}.writeHead`,
      args: ['*.Location', '*.location'],
      part: 'start',
    },
  ],
  matches: [
    {
      class: 'cors-misconfiguration',
      call: '**.{setHeader,set,header,append}',
      when: {
        all: [
          { arg: 0, matches: /^access-control-allow-origin$/i },
          { arg: 1, is: ['*'] },
        ],
      },
      title: 'Every site may read the answers',
      severity: 'low',
    },
    {
      class: 'cors-misconfiguration',
      call: '**.writeHead',
      when: { arg: '*.Access-Control-Allow-Origin', is: ['*'] },
      title: 'Every site may read the answers',
      severity: 'low',
    },
    {
      class: 'escaping-disabled',
      call: '**.{setHeader,set,header}',
      when: {
        all: [
          { arg: 0, matches: /^x-xss-protection$/i },
          { arg: 1, is: ['0', 0] },
        ],
      },
      title: 'The browser is told to switch its filter off',
      severity: 'low',
    },
  ],
  examples: [
    {
      class: 'xss',
      bad: `const http = require('node:http');
const url = require('node:url');
http.createServer((incoming, outgoing) => {
  const { query } = url.parse(incoming.url, true);
  outgoing.end('<b>' + query.name + '</b>'); // FLAW
}).listen(8080);`,
      good: `const http = require('node:http');
http.createServer((incoming, outgoing) => {
  outgoing.write('<b>hello</b>');
  outgoing.end(JSON.stringify({ asked: incoming.url }));
}).listen(8080);`,
    },
    {
      class: 'cors-misconfiguration',
      bad: `export function open(req, res) {
  res.setHeader('Access-Control-Allow-Origin', '*'); // FLAW
}`,
      good: `export function open(req, res) {
  res.setHeader('Access-Control-Allow-Origin', 'https://app.example');
}`,
    },
  ],
};
