import type { Framework } from '../../rule.ts';

const request =
  '{flask.request,flask.Request(),flask.wrappers.Request(),werkzeug.Request(),werkzeug.wrappers.Request()}';

const routes =
  '**.{route,errorhandler,app.get,app.post,bp.get,bp.post,Flask().get,Flask().post,Blueprint().get,Blueprint().post}';

/** https://flask.palletsprojects.com/en/stable/api/#incoming-request-data */
export const flask: Framework = {
  id: 'flask',
  title: 'Flask',
  description: 'Requests, responses, sessions and configuration of Flask.',
  languages: ['python'],
  modules: ['flask', 'werkzeug', 'flask_restful', 'flask_restx'],
  types: [
    { result: 'flask.{make_response,Response,jsonify}()', is: 'flask.Response()' },
    { result: 'flask.Flask().make_response()', is: 'flask.Response()' },
    { result: 'flask.current_app', is: 'flask.Flask()' },
    // What varies in a path comes as a parameter; the rest is the route.
    { result: `${request}.{path,url_rule,endpoint,blueprint,method}`, is: 'constant()' },
  ],
  sources: [
    { name: `${request}.{args,query_string}`, what: 'the query string' },
    { name: `${request}.{form,values,files,stream}`, what: 'the form' },
    { name: `${request}.{json,data,get_json,get_data}`, what: 'the body' },
    { name: `${request}.{headers,user_agent,referrer,authorization}`, what: 'a header' },
    { name: `${request}.cookies`, what: 'a cookie' },
    {
      name: `${request}.{url,full_path}`,
      what: 'the address',
      for: ['xss', 'template-injection', 'sql-injection', 'log-injection'],
    },
    { name: `${request}.view_args`, what: 'the path' },
    { name: `${request}.{host,host_url,url_root}`, what: 'the Host header', for: ['host-header'] },
    {
      based:
        '{flask.views.MethodView,flask_restful.Resource,flask_restx.Resource}.{get,post,put,patch,delete}',
      what: 'the path',
    },
    { decorated: '**.{route,get,post,put,patch,delete}', what: 'the path' },
  ],
  sinks: [
    // Only names that end so are escaped: https://flask.palletsprojects.com/en/stable/templating/#jinja-setup
    {
      class: 'xss',
      call: 'flask.render_template',
      args: ['all'],
      when: {
        all: [{ arg: 0, shape: 'constant' }, { not: { arg: 0, matches: /\.(?:html?|xml|xhtml|svg)$/ } }],
      },
    },
    // Objects are answered as JSON; of a tuple the first is the body.
    {
      class: 'xss',
      returned: 'flask.views.MethodView.{get,post,put,patch,delete}',
      args: [0],
      unless: {
        any: [
          { arg: 0, shape: 'object' },
          { arg: 0, shape: 'list' },
        ],
      },
    },
    {
      class: 'xss',
      returned: routes,
      args: [0],
      unless: {
        any: [
          { arg: 0, shape: 'object' },
          { arg: 0, shape: 'list' },
        ],
      },
    },
    { class: 'xss', returned: routes, args: ['0[0]'], when: { arg: 0, shape: 'list' } },
    {
      class: 'xss',
      call: 'flask.{make_response,Response}',
      args: ['0', 'response'],
      unless: {
        any: [
          { arg: 'mimetype', matches: /json|plain|octet|csv|pdf|image/ },
          { arg: 'content_type', matches: /json|plain|octet|csv|pdf|image/ },
          { arg: 0, shape: 'list' },
        ],
      },
    },
    { class: 'xss', call: 'flask.make_response', args: ['0[0]'], when: { arg: 0, shape: 'list' } },
    { class: 'xss', assign: 'flask.Response().data', args: [0] },
    { class: 'xss', call: 'flask.Response().set_data', args: [0] },
    {
      class: 'template-injection',
      call: 'flask.{render_template_string,stream_template_string}',
      args: [0, 'source'],
    },
    {
      class: 'open-redirect',
      call: '{flask.redirect,flask.Flask().redirect,werkzeug.utils.redirect}',
      args: [0, 'location'],
      part: 'start',
    },
    {
      class: 'path-traversal',
      call: 'flask.{send_file,helpers.send_file}',
      args: [0, 'filename_or_fp', 'path_or_file'],
    },
    { class: 'path-traversal', call: 'flask.send_from_directory', args: [0, 'directory'] },
    { class: 'trust-boundary', assign: 'flask.session[]', args: [0, 'key'] },
    { class: 'header-injection', assign: 'flask.Response().headers[]', args: ['key'] },
    {
      class: 'open-redirect',
      assign: 'flask.Response().{location,headers.Location}',
      args: [0],
      part: 'start',
    },
  ],
  sanitizers: [
    {
      call: 'flask.{render_template,url_for,jsonify,get_flashed_messages}',
      for: ['xss', 'open-redirect', 'path-traversal', 'template-injection'],
    },
    { call: 'flask.{send_file,send_from_directory,redirect,abort,render_template_string}', for: ['xss'] },
    { call: 'flask.Response', for: ['xss'] },
    { call: 'flask.make_response', for: ['xss'] },
    { call: '{flask.escape,werkzeug.utils.escape}', for: ['xss'] },
    { call: 'werkzeug.utils.secure_filename', for: ['path-traversal', 'zip-slip'] },
    { call: 'werkzeug.{utils,security}.safe_join', for: ['path-traversal'] },
    { call: 'flask.{safe_join,request.args.getint}', for: ['path-traversal'] },
  ],
  matches: [
    {
      class: 'hard-coded-secret',
      call: 'flask.Flask().config.update',
      when: { arg: 'SECRET_KEY', constant: true },
    },
    {
      class: 'debug-enabled',
      call: 'flask.Flask().config.update',
      when: {
        any: [
          { arg: 'DEBUG', is: [true] },
          { arg: 'TESTING', is: [true] },
        ],
      },
    },
    { class: 'debug-enabled', assign: 'flask.Flask().config.TESTING', when: { arg: 0, is: [true] } },
    { class: 'debug-enabled', assign: 'flask.Flask().config.ENV', when: { arg: 0, is: ['development'] } },
    {
      class: 'csrf-disabled',
      call: 'flask.Flask().config.{update,from_mapping}',
      when: { arg: 'WTF_CSRF_ENABLED', is: [false] },
    },
    {
      class: 'information-exposure',
      title: 'The secret key is the salt of Hashids, which can be recovered',
      call: 'hashids.Hashids',
      when: {
        any: [
          { arg: 'salt', named: '**.SECRET_KEY' },
          { arg: 0, named: '**.SECRET_KEY' },
        ],
      },
    },
    { class: 'debug-enabled', call: 'flask.Flask().run', when: { arg: 'debug', is: [true] } },
    { class: 'debug-enabled', assign: 'flask.Flask().{debug,config.DEBUG}', when: { arg: 0, is: [true] } },
    {
      class: 'exposed-service',
      call: 'flask.Flask().run',
      when: {
        any: [
          { arg: 'host', is: ['0.0.0.0', '::'] },
          { arg: 0, is: ['0.0.0.0', '::'] },
        ],
      },
    },
    {
      class: 'hard-coded-secret',
      assign: 'flask.Flask().{secret_key,config.SECRET_KEY}',
      when: { arg: 0, constant: true },
    },
    {
      class: 'csrf-disabled',
      assign: 'flask.Flask().config.WTF_CSRF_ENABLED',
      when: { arg: 0, is: [false] },
    },
    {
      class: 'csrf-disabled',
      assign: 'flask.Flask().config.WTF_CSRF_CHECK_DEFAULT',
      when: { arg: 0, is: [false] },
    },
    {
      class: 'insecure-cookie',
      assign: 'flask.Flask().config.{SESSION_COOKIE_SECURE,REMEMBER_COOKIE_SECURE}',
      when: { arg: 0, is: [false] },
    },
    {
      class: 'cookie-without-httponly',
      assign: 'flask.Flask().config.{SESSION_COOKIE_HTTPONLY,REMEMBER_COOKIE_HTTPONLY}',
      when: { arg: 0, is: [false] },
    },
    {
      class: 'cookie-without-httponly',
      call: 'flask.Response().set_cookie',
      when: { arg: 'httponly', is: [false] },
    },
    {
      class: 'insecure-cookie',
      call: 'flask.Response().set_cookie',
      when: {
        any: [
          { arg: 'secure', is: [false, null] },
          { arg: 'secure', missing: true },
        ],
      },
    },
  ],
  examples: [
    {
      class: 'xss',
      bad: 'from flask.views import MethodView\nclass Page(MethodView):\n    def get(self, name):\n        return "<p>%s</p>" % name  # FLAW\n',
      good: 'from flask import Flask\nfrom flask.views import MethodView\napp = Flask(__name__)\nclass Page(MethodView):\n    def get(self, name):\n        return {"name": name}\n@app.route("/n/<int:id>")\ndef number(id):\n    return "<p>%s</p>" % id\n',
    },
    {
      class: 'template-injection',
      bad: 'from flask import Flask, request, render_template_string\napp = Flask(__name__)\n@app.route("/hi")\ndef hi():\n    return render_template_string("Hi " + request.args["n"])  # FLAW\n',
      good: 'from flask import Flask, request, render_template_string\napp = Flask(__name__)\n@app.route("/hi")\ndef hi():\n    return render_template_string("Hi {{ n }}", n=request.args["n"])\n',
    },
    {
      class: 'xss',
      bad: 'from flask import Flask, request\napp = Flask(__name__)\n@app.route("/u/<name>")\ndef u(name):\n    return f"<h1>{name}</h1>"  # FLAW\n',
      good: 'from flask import Flask, escape\napp = Flask(__name__)\n@app.route("/u/<name>")\ndef u(name):\n    return f"<h1>{escape(name)}</h1>"\n',
    },
    {
      class: 'open-redirect',
      bad: 'from flask import Flask, request, redirect\napp = Flask(__name__)\n@app.route("/go")\ndef go():\n    return redirect(request.args.get("to"))  # FLAW\n',
      good: 'from flask import Flask, request, redirect\nfrom urllib.parse import urlparse\napp = Flask(__name__)\n@app.route("/go")\ndef go():\n    to = request.args.get("to")\n    if urlparse(to).netloc != "":\n        to = "/"\n    return redirect(to)\n',
    },
    {
      class: 'insecure-cookie',
      bad: 'import flask\ndef page():\n    r = flask.make_response("x")\n    r.set_cookie("id", "1", secure=False)  # FLAW\n    return r\n',
      good: 'import flask\ndef page():\n    r = flask.make_response("x")\n    r.set_cookie("id", "1", secure=True, httponly=True, samesite="Lax")\n    return r\n',
    },
    {
      class: 'debug-enabled',
      bad: 'from flask import Flask\napp = Flask(__name__)\napp.run(debug=True)  # FLAW\n',
      good: 'import os\nfrom flask import Flask\napp = Flask(__name__)\napp.run(debug=os.environ.get("DEBUG") == "1")\n',
    },
    {
      class: 'hard-coded-secret',
      bad: 'from flask import Flask\napp = Flask(__name__)\napp.config["SECRET_KEY"] = "an example"  # FLAW\n',
      good: 'import os\nfrom flask import Flask\napp = Flask(__name__)\napp.config["SECRET_KEY"] = os.environ["SECRET_KEY"]\n',
    },
  ],
};
