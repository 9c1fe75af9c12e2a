import type { Framework } from '../../rule.ts';
import { controller } from './page.ts';

const request = 'Illuminate.Http.Request()';
const uses = ['Illuminate\\Http\\Request'];

const action = (body: string): string =>
  controller(uses, `public function show(Request $request)\n{\n${body}\n}`);

/** Laravel (https://laravel.com/docs). */
export const laravel: Framework = {
  id: 'laravel',
  title: 'Laravel',
  description: 'Requests, views and redirects of Laravel.',
  languages: ['php'],
  types: [
    { named: ['$request'], params: [request] },
    { result: 'request()', is: request },
    {
      handler: '{Illuminate.Support.Facades.,}Route.{get,post,put,patch,delete,any,match}',
      arg: 'all',
      params: ['route()', 'route()', 'route()'],
    },
  ],
  sources: [
    { name: 'route()', what: 'a path parameter' },
    {
      call: `${request}.{input,get,query,post,all,only,except,cookie,header,file,json,string,str,route,path,url,fullUrl,getContent,validated,safe,collect,server,userAgent,ip,bearerToken,date}`,
      what: 'the request',
    },
    { name: `${request}.{query,request,cookies,headers,files}`, what: 'the request' },
    {
      name: `${request}.{id,name,email,title,q,search,sort,url,file,path,next,redirect,page,code,html,content,body,comment,message}`,
      what: 'the request',
    },
    {
      call: '{Illuminate.Support.Facades.,}{Request,Input,Cookie}.{input,get,all,query,post,cookie,header,only}',
      what: 'the request',
    },
  ],
  sinks: [
    {
      class: 'open-redirect',
      call: '{redirect,redirect().{to,away},{Illuminate.Support.Facades.,}Redirect.{to,away}}',
      args: [0],
      part: 'start',
    },
    { class: 'path-traversal', call: 'response().{download,file}', args: [0] },
    {
      class: 'path-traversal',
      call: '{Illuminate.Support.Facades.,}{Storage,File}.**.{get,put,delete,download,response}',
      args: [0],
    },
    {
      class: 'path-traversal',
      call: '{view,{Illuminate.Support.Facades.,}View.make}',
      args: [0],
      part: 'start',
    },
    { class: 'xss', call: 'Illuminate.Support.HtmlString', args: [0] },
    {
      class: 'template-injection',
      call: '{Illuminate.Support.Facades.,}Blade.{render,compileString}',
      args: [0],
    },
  ],
  matches: [
    { class: 'csrf-disabled', call: '**.withoutMiddleware', when: { arg: 0, matches: /VerifyCsrfToken/ } },
    { class: 'debug-enabled', call: 'putenv', when: { arg: 0, matches: /^APP_DEBUG=(?:true|1)$/i } },
  ],
  examples: [
    {
      class: 'open-redirect',
      bad: action('    return redirect($request->query("next")); // FLAW'),
      good: action('    return redirect("/home?x=" . $request->query("x"));'),
    },
  ],
};
