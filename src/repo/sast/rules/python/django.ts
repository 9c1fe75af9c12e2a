import type { Framework } from '../../rule.ts';

const request =
  '{django.http.HttpRequest(),django.http.request.HttpRequest(),rest_framework.request.Request()}';
const type = 'django.http.HttpRequest()';
const view =
  '{django.**.View,django.**.*View,rest_framework.**.APIView,rest_framework.**.*View,rest_framework.**.*ViewSet}';
const verbs =
  '{get,post,put,patch,delete,head,options,dispatch,list,create,retrieve,update,destroy,partial_update}';

/** https://docs.djangoproject.com/en/stable/ref/request-response/ */
export const django: Framework = {
  id: 'django',
  title: 'Django',
  description: 'Requests, views and responses of Django and its REST framework.',
  languages: ['python'],
  modules: ['django', 'rest_framework'],
  types: [
    { base: view, method: verbs, params: [type] },
    { named: ['{request,req}'], params: [type] },
    { decorated: '{django.views.decorators.**,rest_framework.decorators.*}', params: [type] },
    { result: `${'{django,rest_framework}'}.**.*View().request`, is: type },
    { result: 'rest_framework.**.*ViewSet().request', is: type },
  ],
  sources: [
    { name: `${request}.{GET,query_params}`, what: 'the query string' },
    { name: `${request}.{POST,FILES,body,data,read,raw_post_data}`, what: 'the body' },
    { name: `${request}.COOKIES`, what: 'a cookie' },
    { name: `${request}.{META,headers}`, what: 'a header' },
    {
      name: `${request}.{get_full_path,get_raw_uri,build_absolute_uri}`,
      what: 'the address',
      for: ['xss', 'sql-injection'],
    },
    { name: `${request}.get_host`, what: 'the Host header', for: ['host-header'] },
  ],
  sinks: [
    {
      class: 'xss',
      call: 'django.http.{HttpResponse,HttpResponseBadRequest,HttpResponseNotFound,HttpResponseForbidden,HttpResponseServerError,HttpResponseGone,HttpResponseNotAllowed,StreamingHttpResponse}',
      args: [0, 'content'],
      unless: {
        any: [
          { arg: 'content_type', matches: /json|plain|csv|octet|pdf|image/ },
          { arg: 1, matches: /json|plain|csv|octet|pdf|image/ },
        ],
      },
    },
    { class: 'xss', call: 'django.http.HttpResponse().write', args: [0] },
    {
      class: 'xss',
      call: '{django.utils.safestring.{mark_safe,SafeString,SafeText,SafeData},django.utils.html.format_html}',
      args: [0],
    },
    {
      class: 'open-redirect',
      call: '{django.shortcuts.redirect,django.http.{HttpResponseRedirect,HttpResponsePermanentRedirect}}',
      args: [0, 'redirect_to'],
      part: 'start',
    },
    { class: 'path-traversal', call: 'django.http.FileResponse', args: [0] },
    {
      class: 'path-traversal',
      call: '{django.core.files.storage.**.{open,save,delete,path},django.views.static.serve}',
      args: [0],
    },
    {
      class: 'template-injection',
      call: '{django.template.Template,django.template.engines.*.from_string}',
      args: [0],
    },
    {
      class: 'email-injection',
      call: '{django.core.mail.send_mail,django.core.mail.EmailMessage}',
      args: ['html_message'],
    },
    {
      class: 'insecure-deserialization',
      call: 'django.core.signing.loads',
      args: [0],
      when: { arg: 'serializer', named: '**.PickleSerializer' },
    },
  ],
  sanitizers: [
    {
      call: '{django.shortcuts.{render,get_object_or_404,get_list_or_404},django.template.loader.render_to_string,django.http.JsonResponse,django.urls.reverse}',
      for: ['*'],
    },
    {
      call: 'django.utils.html.{escape,conditional_escape,strip_tags,escapejs}',
      for: ['xss', 'email-injection'],
    },
    {
      call: 'django.utils.{http.urlencode,http.urlquote,text.slugify,http.int_to_base36}',
      for: ['xss', 'path-traversal', 'open-redirect'],
    },
    {
      call: 'django.utils.http.{url_has_allowed_host_and_scheme,is_safe_url}',
      for: ['open-redirect', 'ssrf'],
      guard: 0,
    },
    { call: 'django.utils._os.safe_join', for: ['path-traversal'] },
    { call: 'django.utils.text.get_valid_filename', for: ['path-traversal', 'zip-slip'] },
  ],
  matches: [
    {
      class: 'information-exposure',
      title: 'All variables are handed to a template',
      call: 'django.shortcuts.render',
      when: {
        any: [
          { arg: 2, named: '{locals,globals}()' },
          { arg: 'context', named: '{locals,globals}()' },
        ],
      },
    },
    {
      class: 'escaping-disabled',
      title: 'Text is built before format_html can escape it',
      call: 'django.utils.html.format_html',
      when: {
        all: [
          { arg: 0, shape: 'built' },
          { arg: 0, shape: 'open' },
        ],
      },
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
    { class: 'csrf-disabled', call: 'django.views.decorators.csrf.csrf_exempt' },
    {
      class: 'insecure-cookie',
      call: '**.set_cookie',
      when: {
        any: [
          { arg: 'secure', is: [false, null] },
          { arg: 'secure', missing: true },
        ],
      },
    },
    { class: 'cookie-without-httponly', call: '**.set_cookie', when: { arg: 'httponly', is: [false] } },
  ],
  examples: [
    {
      class: 'xss',
      bad: 'from django.http import HttpResponse\ndef hello(request):\n    return HttpResponse("Hi " + request.GET.get("n", ""))  # FLAW\n',
      good: 'from django.http import HttpResponse\nfrom django.utils.html import escape\ndef hello(request):\n    return HttpResponse("Hi " + escape(request.GET.get("n", "")))\n',
    },
    {
      class: 'open-redirect',
      bad: 'from django.shortcuts import redirect\nfrom django.views import View\nclass Go(View):\n    def get(self, request):\n        return redirect(request.GET["next"])  # FLAW\n',
      good: 'from django.shortcuts import redirect\nfrom django.utils.http import url_has_allowed_host_and_scheme\nfrom django.views import View\nclass Go(View):\n    def get(self, request):\n        to = request.GET["next"]\n        if not url_has_allowed_host_and_scheme(to, allowed_hosts=None):\n            to = "/"\n        return redirect(to)\n',
    },
    {
      class: 'csrf-disabled',
      bad: 'from django.views.decorators.csrf import csrf_exempt\n@csrf_exempt  # FLAW\ndef hook(request):\n    return None\n',
      good: 'from django.views.decorators.csrf import csrf_protect\n@csrf_protect\ndef hook(request):\n    return None\n',
    },
  ],
};
