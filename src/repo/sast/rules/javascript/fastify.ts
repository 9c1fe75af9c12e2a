import type { Framework } from '../../rule.ts';
import { structured } from './shapes.ts';

const request = 'fastify.FastifyRequest()';
const reply = 'fastify.FastifyReply()';
const app = '{fastify(),fastify.FastifyInstance()}';
const verbs = '{get,post,put,patch,delete,all,options,head}';

/** Fastify (https://fastify.dev/docs/latest/Reference/Request). */
export const fastify: Framework = {
  id: 'fastify',
  title: 'Fastify',
  description: 'Requests and replies of Fastify.',
  languages: ['javascript', 'typescript'],
  types: [
    { handler: `${app}.${verbs}`, arg: 'all', params: [request, reply] },
    { handler: `${app}.addHook`, arg: 1, params: [request, reply] },
    { handler: `${app}.setErrorHandler`, arg: 0, params: [null, request, reply] },
    { handler: `${app}.setNotFoundHandler`, arg: 0, params: [request, reply] },
    { handler: `${app}.route`, arg: '*.handler', params: [request, reply] },
    { handler: `${app}.register`, arg: 0, params: ['fastify.FastifyInstance()', null] },
    { named: ['{req,request}', 'reply'], params: [request, reply] },
    {
      named: ['{fastify,instance}', '{opts,options,_opts,_options}'],
      params: ['fastify.FastifyInstance()', null],
    },
    { result: `${reply}.{code,status}()`, is: reply },
    { result: `${request}.raw`, is: 'http.IncomingMessage()' },
  ],
  sources: [
    { name: `${request}.{body,query}`, what: 'request parameters' },
    {
      name: `${request}.{params,headers,cookies,url,originalUrl,hostname}`,
      what: 'request',
      notFor: ['nosql-injection'],
    },
    { call: `${request}.{file,files,parts}`, what: 'uploaded data' },
  ],
  sinks: [
    { class: 'xss', call: `${reply}.**.{type,header}().**.send`, args: [0], unless: structured },
    { class: 'open-redirect', call: `${reply}.redirect`, args: [0, 1], part: 'start' },
    { class: 'path-traversal', call: `${reply}.{sendFile,download}`, args: [1] },
    { class: 'path-traversal', call: `${reply}.view`, args: [0], part: 'start' },
    { class: 'header-injection', call: `${reply}.header`, args: [0] },
  ],
  examples: [
    {
      class: 'open-redirect',
      bad: `import Fastify from 'fastify';
const server = Fastify({ logger: true });
server.get('/go', async (incoming, outgoing) => {
  return outgoing.redirect(incoming.query.to); // FLAW
});`,
      good: `import Fastify from 'fastify';
const server = Fastify({ logger: true });
server.get('/go', async (incoming, outgoing) => {
  return outgoing.redirect('/users/' + incoming.query.to);
});`,
    },
  ],
};
