import type { Framework } from '../../rule.ts';

const request = 'fetch.Request()';
const context = 'hono.Context()';
const apps = '{hono.Hono,hono,@hono/zod-openapi.OpenAPIHono}()';

/** Servers that take requests of the fetch standard: workers, Deno, Bun, Hono, Remix, SvelteKit, Astro. */
export const fetchHandlers: Framework = {
  id: 'fetch-handlers',
  title: 'Fetch handlers',
  description: 'Requests of the fetch standard in workers, Deno, Bun, Hono, Remix and SvelteKit.',
  languages: ['javascript', 'typescript'],
  types: [
    { named: ['{request,req}', '{env,_env}'], params: [request, null] },
    { handler: 'Deno.serve', arg: 'all', params: [request, null] },
    { handler: 'Bun.serve', arg: '*.fetch', params: [request, null] },
    { handler: `${apps}.{get,post,put,patch,delete,all,use,on}`, arg: 'all', params: [context, null] },
    { exported: '{loader,action}', params: ['remix.Arguments()'] },
    {
      exported: '{load,GET,POST,PUT,PATCH,DELETE}',
      path: /\+(?:page|layout|server)/,
      params: ['remix.Arguments()'],
    },
    { result: 'remix.Arguments().{request,req}', is: request },
    { result: 'fetch.FetchEvent().request', is: request },
    {
      handler: '{addEventListener,self.addEventListener}',
      arg: 1,
      params: ['fetch.FetchEvent()'],
      when: { arg: 0, is: ['fetch'] },
    },
  ],
  sources: [
    { name: 'remix.Arguments().{params,url}', what: 'path parameters', notFor: ['nosql-injection'] },
    {
      call: `${context}.req.{query,queries,param,header,text}`,
      what: 'request',
      notFor: ['nosql-injection'],
    },
    { call: `${context}.req.{json,parseBody,formData,valid}`, what: 'request body' },
    { name: `${context}.req.{url,path}`, what: 'request URL', notFor: ['nosql-injection'] },
  ],
  sinks: [
    { class: 'xss', call: `${context}.html`, args: [0] },
    { class: 'open-redirect', call: `${context}.redirect`, args: [0], part: 'start' },
    {
      class: 'open-redirect',
      call: '{@remix-run/node,@remix-run/cloudflare,react-router,@sveltejs/kit}.redirect',
      args: [0, 1],
      part: 'start',
    },
  ],
  examples: [
    {
      class: 'xss',
      bad: `import { Hono } from 'hono';
const app = new Hono();
app.get('/', (c) => c.html('<p>' + c.req.query('name') + '</p>')); // FLAW`,
      good: `import { Hono } from 'hono';
const app = new Hono();
app.get('/', (c) => c.json({ name: c.req.query('name') }));`,
    },
    {
      class: 'ssrf',
      bad: `export default {
  async fetch(request, env) {
    const target = new URL(request.url).searchParams.get('to');
    return fetch(target); // FLAW
  },
};`,
      good: `export default {
  async fetch(request, env) {
    const id = new URL(request.url).searchParams.get('id');
    return fetch('https://api.example/items/' + encodeURIComponent(id));
  },
};`,
    },
  ],
};
