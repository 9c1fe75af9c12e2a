import type { Framework } from '../../rule.ts';
import { page } from './page.ts';

/** Requests that a PHP program sends. */
export const clients: Framework = {
  id: 'clients',
  title: 'HTTP clients',
  description: 'Requests of curl, Guzzle, Laravel, Symfony and WordPress.',
  languages: ['php'],
  sinks: [
    { class: 'ssrf', call: 'curl_init', args: [0], part: 'start' },
    { class: 'ssrf', call: 'curl_setopt', args: [2], part: 'start', when: { arg: 1, named: 'CURLOPT_URL' } },
    {
      class: 'ssrf',
      call: 'GuzzleHttp.Client().{get,post,put,delete,head,patch,getAsync,postAsync}',
      args: [0],
      part: 'start',
    },
    { class: 'ssrf', call: 'GuzzleHttp.Client().{request,requestAsync}', args: [1], part: 'start' },
    {
      class: 'ssrf',
      call: '{Illuminate.Support.Facades.,}Http.**.{get,post,put,delete,head,patch}',
      args: [0],
      part: 'start',
    },
    { class: 'ssrf', call: 'Symfony.**.HttpClient{Interface(),.create()}.request', args: [1], part: 'start' },
    { class: 'ssrf', call: 'wp_remote_{get,post,request,head}', args: [0], part: 'start' },
    { class: 'ssrf', call: 'SoapClient', args: [0], part: 'start' },
  ],
  matches: [
    {
      class: 'tls-verification-disabled',
      call: 'curl_setopt',
      when: {
        all: [
          { arg: 1, named: '{CURLOPT_SSL_VERIFYPEER,CURLOPT_SSL_VERIFYHOST}' },
          { arg: 2, is: [false, 0, '0', 'false'] },
        ],
      },
    },
    { class: 'tls-verification-disabled', call: 'GuzzleHttp.Client', when: { arg: '0.verify', is: [false] } },
    {
      class: 'tls-verification-disabled',
      call: 'stream_context_create',
      when: {
        any: [
          { arg: '0.ssl.verify_peer', is: [false] },
          { arg: '0.ssl.verify_peer_name', is: [false] },
        ],
      },
    },
  ],
  examples: [
    {
      class: 'ssrf',
      bad: page(
        '$ch = curl_init($_GET["url"]); // FLAW\ncurl_setopt($ch, CURLOPT_URL, "http://" . $_GET["host"] . "/x"); // FLAW',
      ),
      good: page(
        '$ch = curl_init("https://api.example.org/" . $_GET["id"]);\ncurl_setopt($ch, CURLOPT_TIMEOUT, $_GET["t"]);',
      ),
    },
    {
      class: 'tls-verification-disabled',
      bad: page('curl_setopt($ch, CURLOPT_SSL_VERIFYPEER, false); // FLAW'),
      good: page('curl_setopt($ch, CURLOPT_SSL_VERIFYPEER, true);'),
    },
  ],
};
