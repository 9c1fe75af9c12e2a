import type { Framework } from '../../rule.ts';
import { handler } from './handler.ts';

/** Requests that the program sends. */
export const httpClient: Framework = {
  id: 'http-client',
  title: 'HTTP clients',
  description: 'Requests sent with net/http, resty, fasthttp and sockets.',
  languages: ['go'],
  types: [
    { result: 'net/http.DefaultClient', is: 'net/http.Client()' },
    {
      result: 'github.com/go-resty/resty.New().**.{R,SetHeader,SetBody,SetQueryParam}()',
      is: 'resty.Request()',
    },
  ],
  sinks: [
    {
      class: 'ssrf',
      call: '{net/http,net/http.Client()}.{Get,Head,Post,PostForm}',
      args: [0],
      part: 'start',
    },
    { class: 'ssrf', call: 'net/http.NewRequest', args: [1], part: 'start' },
    { class: 'ssrf', call: 'net/http.NewRequestWithContext', args: [2], part: 'start' },
    { class: 'ssrf', call: 'resty.Request().{Get,Post,Put,Delete,Patch,Head}', args: [0], part: 'start' },
    { class: 'ssrf', call: 'github.com/valyala/fasthttp.{Get,GetTimeout,Post}', args: [1], part: 'start' },
    { class: 'ssrf', call: 'net.{Dial,DialTimeout}', args: [1], part: 'start' },
    { class: 'ssrf', assign: '{net/http.NewRequest(),net/http.Request()}.URL.Host', args: [0] },
    { class: 'ssrf', call: 'net/http/httputil.NewSingleHostReverseProxy', args: [0] },
  ],
  examples: [
    {
      class: 'ssrf',
      bad: handler([], 'resp, err := http.Get(r.FormValue("url")) // FLAW\nuse(resp, err)'),
      good: handler(
        [],
        'resp, err := http.Get("https://api.example.org/items/" + r.FormValue("id"))\nuse(resp, err)',
      ),
    },
    {
      class: 'ssrf',
      bad: handler(
        ['fmt'],
        'req, _ := http.NewRequest("GET", fmt.Sprintf("http://%s/status", r.FormValue("host")), nil) // FLAW\nhttp.DefaultClient.Do(req)',
      ),
      good: handler(
        ['fmt'],
        'req, _ := http.NewRequest("GET", fmt.Sprintf("http://status.example.org/%s", r.FormValue("id")), nil)\nhttp.DefaultClient.Do(req)',
      ),
    },
  ],
};
