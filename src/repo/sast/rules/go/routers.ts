import type { Framework } from '../../rule.ts';
import { handler } from './handler.ts';

/** Path parameters of routers on net/http: chi, gorilla/mux, httprouter. */
export const routers: Framework = {
  id: 'routers',
  title: 'Routers',
  description: 'Path parameters of chi, gorilla/mux, httprouter and bunrouter.',
  languages: ['go'],
  sources: [
    { call: 'github.com/gorilla/mux.Vars', what: 'path parameters' },
    { call: 'github.com/go-chi/chi.{URLParam,URLParamFromCtx}', what: 'path parameters' },
    {
      call: 'github.com/julienschmidt/httprouter.{ParamsFromContext,Params().ByName}',
      what: 'path parameters',
    },
    { call: 'github.com/gorilla/websocket.**.{ReadMessage,NextReader}', what: 'a message of a web socket' },
  ],
  sinks: [{ class: 'xss', call: 'github.com/go-chi/render.HTML', args: [2] }],
  matches: [
    {
      class: 'insecure-cookie',
      call: 'github.com/gorilla/sessions.Options',
      when: {
        any: ['Secure', 'HttpOnly'].flatMap((arg) => [{ arg, missing: true } as const, { arg, is: [false] }]),
      },
    },
    {
      class: 'insecure-cookie',
      title: 'The cookie is sent with requests of other sites',
      call: 'github.com/gorilla/sessions.Options',
      when: { arg: 'SameSite', named: 'net/http.SameSiteNoneMode' },
    },
    {
      class: 'hard-coded-secret',
      call: 'github.com/gorilla/{sessions.{NewCookieStore,NewFilesystemStore},csrf.Protect}',
      when: { arg: 0, constant: true },
    },
  ],
  examples: [
    {
      class: 'path-traversal',
      bad: handler(
        ['os', 'github.com/gorilla/mux'],
        'data, err := os.ReadFile("files/" + mux.Vars(r)["name"]) // FLAW\nuse(data, err)',
      ),
      good: handler(
        ['os', 'path/filepath', 'github.com/gorilla/mux'],
        'data, err := os.ReadFile("files/" + filepath.Base(mux.Vars(r)["name"]))\nuse(data, err)',
      ),
    },
    {
      class: 'insecure-cookie',
      bad: handler(
        ['github.com/gorilla/sessions'],
        'store.Options = &sessions.Options{MaxAge: 60, HttpOnly: true} // FLAW',
      ),
      good: handler(
        ['github.com/gorilla/sessions'],
        'store.Options = &sessions.Options{MaxAge: 60, HttpOnly: true, Secure: true}',
      ),
    },
    {
      class: 'hard-coded-secret',
      bad: handler(
        ['github.com/gorilla/sessions'],
        'store := sessions.NewCookieStore([]byte("example-key-not-real")) // FLAW\nuse(store)',
      ),
      good: handler(
        ['os', 'github.com/gorilla/sessions'],
        'store := sessions.NewCookieStore([]byte(os.Getenv("SESSION_KEY")))\nuse(store)',
      ),
    },
  ],
};
