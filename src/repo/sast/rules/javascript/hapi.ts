import type { Framework } from '../../rule.ts';
import { structured } from './shapes.ts';

const request = 'hapi.Request()';
const toolkit = 'hapi.ResponseToolkit()';
const server = '{@hapi/hapi,hapi}.{server,Server}()';

/** hapi (https://hapi.dev/api). */
export const hapi: Framework = {
  id: 'hapi',
  title: 'hapi',
  description: 'Requests and the response toolkit of hapi.',
  languages: ['javascript', 'typescript'],
  types: [
    { handler: `${server}.route`, arg: '*.handler', params: [request, toolkit] },
    { handler: `${server}.route`, arg: '*.options.handler', params: [request, toolkit] },
    { handler: `${server}.ext`, arg: 1, params: [request, toolkit] },
    { named: ['{req,request}', 'h'], params: [request, toolkit] },
    { result: '{@hapi/hapi,hapi}.Request()', is: request },
    { result: '{@hapi/hapi,hapi}.ResponseToolkit()', is: toolkit },
  ],
  sources: [
    { name: `${request}.{payload,query}`, what: 'request parameters' },
    { name: `${request}.{params,headers,state,path,url}`, what: 'request', notFor: ['nosql-injection'] },
  ],
  sinks: [
    { class: 'xss', call: `${toolkit}.response`, args: [0], unless: structured },
    { class: 'open-redirect', call: `${toolkit}.redirect`, args: [0], part: 'start' },
    { class: 'path-traversal', call: `${toolkit}.file`, args: [0] },
    { class: 'path-traversal', call: `${toolkit}.view`, args: [0], part: 'start' },
  ],
  examples: [
    {
      class: 'open-redirect',
      bad: `const Hapi = require('@hapi/hapi');
const server = Hapi.server({ port: 3000 });
server.route({
  method: 'GET',
  path: '/go',
  handler: (incoming, tools) => {
    return tools.redirect(incoming.query.to); // FLAW
  },
});`,
      good: `const Hapi = require('@hapi/hapi');
const server = Hapi.server({ port: 3000 });
server.route({
  method: 'GET',
  path: '/go',
  handler: (incoming, tools) => {
    return tools.redirect('/home');
  },
});`,
    },
  ],
};
