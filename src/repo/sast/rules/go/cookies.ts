import type { Framework } from '../../rule.ts';
import { handler, response } from './handler.ts';

/** Cookies, and who may read a response from another origin. */
export const cookies: Framework = {
  id: 'cookies',
  title: 'Cookies and origins',
  description: 'Cookies and cross-origin headers of net/http.',
  languages: ['go'],
  sinks: [
    {
      class: 'cors-misconfiguration',
      call: `${response}.Header().{Set,Add}`,
      args: [1],
      when: { arg: 0, matches: /^access-control-allow-origin$/i },
    },
  ],
  matches: [
    {
      class: 'insecure-cookie',
      call: 'net/http.Cookie',
      when: {
        all: [
          { not: { arg: 'Value', is: [''] } },
          { not: { arg: 'MaxAge', below: 0 } },
          {
            any: [
              { arg: 'Secure', missing: true },
              { arg: 'Secure', is: [false] },
              { arg: 'HttpOnly', missing: true },
              { arg: 'HttpOnly', is: [false] },
            ],
          },
        ],
      },
    },
    {
      class: 'cors-misconfiguration',
      call: `${response}.Header().{Set,Add}`,
      when: {
        all: [
          { arg: 0, matches: /^access-control-allow-origin$/i },
          { arg: 1, is: ['*', 'null'] },
        ],
      },
    },
  ],
  examples: [
    {
      class: 'insecure-cookie',
      bad: handler([], 'c := http.Cookie{Name: "session", Value: newID()} // FLAW\nhttp.SetCookie(w, &c)'),
      good: handler(
        [],
        'http.SetCookie(w, &http.Cookie{Name: "session", Value: newID(), Secure: true, HttpOnly: true})',
      ),
    },
    {
      class: 'cors-misconfiguration',
      bad: handler([], 'w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin")) // FLAW'),
      good: handler([], 'w.Header().Set("Access-Control-Allow-Origin", "https://example.org")'),
    },
  ],
};
