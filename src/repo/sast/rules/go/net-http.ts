import type { Framework } from '../../rule.ts';
import { handler, response } from './handler.ts';

const request = 'net/http.Request()';

/** Requests, responses and redirects (https://pkg.go.dev/net/http). */
export const netHttp: Framework = {
  id: 'net-http',
  title: 'net/http',
  description: 'Requests, responses and redirects of net/http.',
  languages: ['go'],
  types: [
    { result: '**.Context().Request', is: request },
    { result: `${request}.{WithContext,Clone}()`, is: request },
    { result: `${request}.URL`, is: 'net/url.URL()' },
  ],
  sources: [
    { name: `${request}.{URL,RequestURI,Host,Referer}`, what: 'the URL of the request' },
    { name: `${request}.{Form,PostForm,MultipartForm,Body,Trailer}`, what: 'the request' },
    { name: `${request}.Header`, what: 'a header of the request' },
    { call: `${request}.{FormValue,PostFormValue,FormFile,PathValue,MultipartReader}`, what: 'the request' },
    { call: `${request}.{Cookie,Cookies,CookiesNamed}`, what: 'a cookie of the request' },
    { call: `${request}.{UserAgent,Referer,BasicAuth}`, what: 'a header of the request' },
  ],
  sinks: [
    { class: 'xss', call: `${response}.{Write,WriteString}`, args: [0] },
    {
      class: 'xss',
      call: '{fmt.{Fprint,Fprintf,Fprintln},io.{WriteString,Copy}}',
      args: [1, 2, 3, 4, 5, 6, 7],
      when: { arg: 0, named: response },
    },
    { class: 'open-redirect', call: 'net/http.Redirect', args: [2], part: 'start' },
    { class: 'open-redirect', call: 'net/http.RedirectHandler', args: [0], part: 'start' },
    {
      class: 'open-redirect',
      call: `${response}.Header().{Set,Add}`,
      args: [1],
      part: 'start',
      when: { arg: 0, matches: /^location$/i },
    },
    { class: 'header-injection', call: `${response}.Header().{Set,Add}`, args: [0] },
    { class: 'path-traversal', call: 'net/http.ServeFile', args: [2] },
  ],
  sanitizers: [
    { call: '{html,html/template}.{EscapeString,HTMLEscapeString,HTMLEscaper,JSEscapeString}', for: ['xss'] },
    {
      call: 'net/url.{QueryEscape,PathEscape}',
      for: ['xss', 'open-redirect', 'path-traversal', 'header-injection', 'ssrf'],
    },
    { call: 'encoding/json.{Marshal,MarshalIndent}', for: ['xss', 'header-injection', 'log-injection'] },
  ],
  examples: [
    {
      class: 'xss',
      bad: handler(
        ['fmt'],
        'name := r.URL.Query().Get("name")\nfmt.Fprintf(w, "<h1>%s</h1>", name) // FLAW\nw.Write([]byte(r.FormValue("q"))) // FLAW',
      ),
      good: handler(
        ['fmt', 'html'],
        'name := r.URL.Query().Get("name")\nfmt.Fprintf(w, "<h1>%s</h1>", html.EscapeString(name))\nw.Write([]byte("ok"))',
      ),
    },
    {
      class: 'open-redirect',
      bad: handler([], 'http.Redirect(w, r, r.FormValue("next"), http.StatusFound) // FLAW'),
      good: handler([], 'http.Redirect(w, r, "/items?id=" + r.FormValue("id"), http.StatusFound)'),
    },
    {
      class: 'path-traversal',
      bad: handler([], 'http.ServeFile(w, r, "files/" + r.URL.Query().Get("file")) // FLAW'),
      good: handler([], 'http.ServeFile(w, r, "files/index.html")'),
    },
  ],
};
