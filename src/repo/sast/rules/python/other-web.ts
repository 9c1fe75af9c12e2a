import type { Framework } from '../../rule.ts';

const verbs = '{get,post,put,patch,delete,head,options,prepare}';

/** aiohttp, Tornado, Bottle, Pyramid, Sanic, CherryPy, Falcon: their documentation of requests and responses. */
export const otherWeb: Framework = {
  id: 'other-web',
  title: 'aiohttp, Tornado, Bottle, Pyramid, Sanic',
  description: 'Requests and responses of further web frameworks.',
  languages: ['python'],
  modules: ['aiohttp', 'tornado', 'bottle', 'pyramid', 'sanic', 'cherrypy', 'falcon', 'webob', 'quart'],
  types: [
    { decorated: 'aiohttp.web.RouteTableDef().*', params: ['web.Request()'] },
    { decorated: 'pyramid.view.{view_config,view_defaults}', params: ['web.Request()'] },
    { decorated: 'sanic.Sanic().*', params: ['web.Request()'] },
    { handler: 'aiohttp.web.{get,post,put,patch,delete,route}', arg: 1, params: ['web.Request()'] },
    { handler: '**.router.{add_get,add_post,add_put,add_delete}', arg: 1, params: ['web.Request()'] },
    { base: 'tornado.**.RequestHandler', method: verbs, params: [] },
    { base: 'falcon.**', method: 'on_*', params: ['web.Request()', 'web.Response()'] },
    { named: ['request'], params: ['web.Request()'] },
    {
      result:
        '{aiohttp.web.{Request,BaseRequest},pyramid.request.Request,sanic.{Request,request.Request},webob.Request}()',
      is: 'web.Request()',
    },
    { result: '{bottle.request,quart.request,cherrypy.request}', is: 'web.Request()' },
    { result: 'bottle.response', is: 'web.Response()' },
    { result: '{aiohttp.web.Response,pyramid.response.Response,webob.Response}()', is: 'web.Response()' },
    { result: 'web.Request().response', is: 'web.Response()' },
  ],
  sources: [
    {
      name: 'web.Request().{query,rel_url,query_string,GET,args,params,query_params}',
      what: 'the query string',
    },
    {
      name: 'web.Request().{post,json,text,read,body,POST,forms,files,form,data,stream,media}',
      what: 'the body',
    },
    { name: 'web.Request().{headers,environ,user_agent,referer}', what: 'a header' },
    { name: 'web.Request().{cookies,get_cookie}', what: 'a cookie' },
    { name: 'web.Request().{match_info,matchdict,url_args}', what: 'the path' },
    {
      call: 'tornado.**.RequestHandler().{get_argument,get_arguments,get_query_argument,get_body_argument}',
      what: 'a parameter',
    },
    {
      call: 'tornado.**.RequestHandler().{get_cookie,get_query_arguments,get_body_arguments}',
      what: 'a parameter',
    },
    {
      name: 'tornado.**.RequestHandler().request.{arguments,body,headers,query,files,cookies}',
      what: 'the request',
    },
    { decorated: 'bottle.{route,get,post,put,delete,Bottle().*}', what: 'the path' },
    { decorated: 'cherrypy.expose', what: 'a parameter' },
  ],
  sinks: [
    { class: 'xss', call: 'tornado.**.RequestHandler().{write,finish}', args: [0] },
    { class: 'open-redirect', call: 'tornado.**.RequestHandler().redirect', args: [0], part: 'start' },
    {
      class: 'xss',
      call: 'aiohttp.web.Response',
      args: ['text', 'body'],
      when: { arg: 'content_type', matches: /html/ },
    },
    {
      class: 'xss',
      call: '{pyramid.response.Response,webob.Response,sanic.response.html,sanic.html}',
      args: [0, 'body'],
      unless: { arg: 'content_type', matches: /json|plain/ },
    },
    {
      class: 'open-redirect',
      call: '{aiohttp.web.{HTTPFound,HTTPSeeOther,HTTPMovedPermanently},pyramid.httpexceptions.{HTTPFound,HTTPSeeOther},sanic.response.redirect,bottle.redirect,cherrypy.HTTPRedirect}',
      args: [0, 'location'],
      part: 'start',
    },
    {
      class: 'path-traversal',
      call: '{aiohttp.web.FileResponse,pyramid.response.FileResponse,sanic.response.file,bottle.static_file}',
      args: [0, 'path'],
    },
    { class: 'xss', returned: 'bottle.{route,get,post,put,delete,Bottle().*}' },
    { class: 'xss', returned: 'cherrypy.expose' },
    {
      class: 'template-injection',
      call: 'bottle.{template,SimpleTemplate}',
      args: [0],
      unless: { arg: 0, shape: 'constant' },
    },
    { class: 'template-injection', call: 'tornado.template.Template', args: [0] },
  ],
  matches: [
    {
      class: 'csrf-disabled',
      call: '**.set_default_csrf_options',
      when: {
        any: [
          { arg: 'require_csrf', is: [false] },
          { arg: 'check_origin', is: [false] },
        ],
      },
    },
    {
      class: 'csrf-disabled',
      call: 'pyramid.view.view_config',
      when: {
        any: [
          { arg: 'require_csrf', is: [false] },
          { arg: 'check_origin', is: [false] },
        ],
      },
    },
    {
      class: 'insecure-cookie',
      call: 'pyramid.authentication.{AuthTktCookieHelper,AuthTktAuthenticationPolicy}',
      when: {
        any: [
          { arg: 'secure', is: [false] },
          { arg: 'secure', missing: true },
        ],
      },
    },
    {
      class: 'cookie-without-httponly',
      call: 'pyramid.authentication.{AuthTktCookieHelper,AuthTktAuthenticationPolicy}',
      when: {
        any: [
          { arg: 'httponly', is: [false] },
          { arg: 'httponly', missing: true },
        ],
      },
    },
    {
      class: 'cookie-without-httponly',
      call: 'web.Response().set_cookie',
      when: {
        any: [
          { arg: 'httponly', is: [false] },
          { arg: 'httponly', missing: true },
        ],
      },
    },
    {
      class: 'insecure-cookie',
      call: '{tornado.**.RequestHandler(),web.Response()}.{set_cookie,set_secure_cookie}',
      when: {
        any: [
          { arg: 'secure', is: [false] },
          { arg: 'secure', missing: true },
        ],
      },
    },
    {
      class: 'debug-enabled',
      call: '{bottle.run,bottle.debug,bottle.Bottle().run,tornado.web.Application,sanic.Sanic().run}',
      when: { arg: 'debug', is: [true] },
    },
  ],
  sanitizers: [
    { call: 'tornado.escape.{xhtml_escape,url_escape,json_encode}', for: ['xss'] },
    { call: 'bottle.{html_escape,template,static_file,redirect}', for: ['xss'] },
  ],
  examples: [
    {
      class: 'xss',
      bad: 'import tornado.web\nclass Hi(tornado.web.RequestHandler):\n    def get(self):\n        self.write("Hi " + self.get_argument("n"))  # FLAW\n',
      good: 'import tornado.web\nimport tornado.escape\nclass Hi(tornado.web.RequestHandler):\n    def get(self):\n        self.write("Hi " + tornado.escape.xhtml_escape(self.get_argument("n")))\n',
    },
    {
      class: 'open-redirect',
      bad: 'from aiohttp import web\nroutes = web.RouteTableDef()\n@routes.get("/go")\nasync def go(request):\n    raise web.HTTPFound(request.query["to"])  # FLAW\n',
      good: 'from aiohttp import web\nroutes = web.RouteTableDef()\n@routes.get("/go")\nasync def go(request):\n    raise web.HTTPFound("/to?q=" + request.query["to"])\n',
    },
    {
      class: 'path-traversal',
      bad: 'from bottle import route, static_file\n@route("/f/<name>")\ndef f(name):\n    return static_file(name, root="/")  # FLAW\n',
      good: 'from bottle import route, static_file\n@route("/f/<name>")\ndef f(name):\n    return static_file("a.txt", root="/")\n',
    },
  ],
};
