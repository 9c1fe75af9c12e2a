/** An example: a handler of net/http with these imports and this body. */
export const handler = (imports: readonly string[], body: string): string =>
  [
    'package main',
    '',
    'import (',
    ...['net/http', ...imports].map((path) => `\t${path.includes(' ') ? path : `"${path}"`}`),
    ')',
    '',
    'func handle(w http.ResponseWriter, r *http.Request) {',
    ...body.split('\n').map((line) => `\t${line}`),
    '}',
    '',
  ].join('\n');

/** The request of net/http, and what frameworks give as it. */
export const request = '{net/http.Request(),net/http.NewRequest(),**.Context().Request,**.Ctx().Request}';

/** What writes a response of net/http, also inside of frameworks. */
export const response = '{net/http.ResponseWriter(),**.Context().Writer,net/http/httptest.NewRecorder()}';
