import type { Framework } from '../../rule.ts';
import { structured } from './shapes.ts';

const context = 'koa.Context()';
const verbs = '{get,post,put,patch,delete,del,all,use,options,head}';

/** Koa 2 and its routers (https://koajs.com). */
export const koa: Framework = {
  id: 'koa',
  title: 'Koa',
  description: 'Contexts of Koa: requests, responses and redirects.',
  languages: ['javascript', 'typescript'],
  types: [
    { handler: 'koa.Middleware()', arg: 'all', params: [context, null] },
    { handler: 'koa().use', arg: 0, params: [context, null] },
    { handler: `{koa-router,@koa/router}().${verbs}`, arg: 'all', params: [context, null] },
    { handler: 'koa-route.*', arg: 1, params: [context, null] },
    { named: ['ctx'], params: [context] },
    { result: `${context}.req`, is: 'http.IncomingMessage()' },
    { result: `${context}.res`, is: 'http.ServerResponse()' },
    { result: '{koa-router,@koa/router}.RouterContext()', is: context },
  ],
  sources: [
    { name: `${context}.{query,body}`, what: 'request parameters' },
    { name: `${context}.request.{body,query,files,rawBody}`, what: 'request parameters' },
    {
      name: `${context}.{params,querystring,url,path,originalUrl,href,search,host,hostname}`,
      what: 'request URL',
      notFor: ['nosql-injection'],
    },
    {
      name: `${context}.request.{params,querystring,url,path,href,search,header,headers}`,
      what: 'request',
      notFor: ['nosql-injection'],
    },
    { name: `${context}.{header,headers}`, what: 'request headers', notFor: ['nosql-injection'] },
    { call: `${context}.get`, what: 'request header', notFor: ['nosql-injection'] },
    { call: `${context}.request.get`, what: 'request header', notFor: ['nosql-injection'] },
    { call: `${context}.cookies.get`, what: 'cookie', notFor: ['nosql-injection'] },
  ],
  sinks: [
    { class: 'xss', assign: `${context}.body`, unless: structured },
    { class: 'xss', assign: `${context}.response.body`, unless: structured },
    { class: 'open-redirect', call: `${context}.redirect`, args: [0], part: 'start' },
    { class: 'open-redirect', call: `${context}.response.redirect`, args: [0], part: 'start' },
    {
      class: 'path-traversal',
      call: 'koa-send',
      args: [1],
      unless: { not: { arg: '2.root', missing: true } },
    },
    { class: 'path-traversal', call: `${context}.render`, args: [0], part: 'start' },
    {
      class: 'template-injection',
      call: `${context}.render`,
      args: [1],
      part: 'whole',
      unless: { arg: 1, shape: 'object' },
      severity: 'high',
    },
  ],
  examples: [
    {
      class: 'xss',
      bad: `const Koa = require('koa');
const app = new Koa();
app.use(async (context) => {
  context.body = '<p>' + context.query.name + '</p>'; // FLAW
});`,
      good: `const Koa = require('koa');
const app = new Koa();
app.use(async (context) => {
  context.body = { name: context.query.name };
});`,
    },
    {
      class: 'open-redirect',
      bad: `import Router from '@koa/router';
const router = new Router();
router.get('/go', async (ctx) => {
  ctx.redirect(ctx.query.to); // FLAW
});`,
      good: `import Router from '@koa/router';
const router = new Router();
router.get('/go', async (ctx) => {
  ctx.redirect('/search?q=' + ctx.query.to);
});`,
    },
  ],
};
