import type { Framework } from '../../rule.ts';
import { action } from './action.ts';

const verbs = '{get,post,put,patch,delete,head,options}';

/** Requests that the program sends, and TLS. */
export const clients: Framework = {
  id: 'clients',
  title: 'HTTP clients',
  description: 'Requests of Net::HTTP, open-uri, Faraday, HTTParty, RestClient and others.',
  languages: ['ruby'],
  sinks: [
    {
      class: 'ssrf',
      call: 'Net.HTTP.{get,get_response,post,post_form,start,get_print,new}',
      args: [0],
      part: 'start',
    },
    { class: 'ssrf', call: 'Net.HTTP', args: [0], part: 'start' },
    { class: 'ssrf', call: 'Net.HTTP.{Get,Post,Put,Delete,Head}', args: [0], part: 'whole' },
    {
      class: 'ssrf',
      call: `{HTTParty,RestClient,Typhoeus,Excon,HTTP,Faraday,HTTPClient,HTTPClient()}.${verbs}`,
      args: [0],
      part: 'start',
    },
    { class: 'ssrf', call: '{URI.open,OpenURI.open_uri}', args: [0], part: 'start' },
    {
      class: 'ssrf',
      call: '{Faraday,Excon,RestClient.Resource,RestClient.Request.execute}',
      args: [0, 'url'],
      part: 'start',
    },
    { class: 'ssrf', call: 'Net.FTP().connect', args: [0], part: 'start' },
    { class: 'ssrf', call: 'Net.FTP.{open,new}', args: [0], part: 'start' },
    { class: 'ssrf', call: '{TCPSocket,Socket.tcp,Net.FTP}', args: [0], part: 'start' },
  ],
  sanitizers: [
    {
      call: '{CGI.escape,URI.{encode_www_form_component,encode_www_form,encode_uri_component},ERB.Util.url_encode,**.to_query}',
      for: ['ssrf', 'open-redirect', 'xss', 'path-traversal'],
    },
  ],
  matches: [
    {
      class: 'tls-verification-disabled',
      assign: '**.verify_mode',
      when: { arg: 0, named: '**.VERIFY_NONE' },
    },
    {
      class: 'tls-verification-disabled',
      call: '{**.{start,new,get,post,put,request,connect,execute},Net.HTTP,Faraday,Excon,HTTP}',
      when: {
        any: ['verify_mode', 'ssl_verify_mode'].map((arg) => ({ arg, named: '**.VERIFY_NONE' }) as const),
      },
    },
    {
      class: 'tls-verification-disabled',
      call: '{HTTParty,RestClient,RestClient.Resource,RestClient.Request.execute}.**',
      when: {
        any: [
          { arg: 'verify', is: [false] },
          { arg: 'verify_ssl', is: [false] },
        ],
      },
    },
    {
      class: 'tls-verification-disabled',
      call: '{RestClient.Resource,RestClient.Request.execute}',
      when: {
        any: [
          { arg: 'verify_ssl', is: [false] },
          { arg: 'verify_ssl', named: '**.VERIFY_NONE' },
        ],
      },
    },
    { class: 'tls-verification-disabled', call: 'Faraday', when: { arg: 'ssl.verify', is: [false] } },
    {
      class: 'weak-tls',
      assign: '**.ssl_version',
      when: { arg: 0, is: ['SSLv2', 'SSLv3', 'SSLv23', 'TLSv1', 'TLSv1_1'] },
    },
  ],
  examples: [
    {
      class: 'ssrf',
      bad: action(
        '@a = Net::HTTP.get(URI(params[:url])) # FLAW\n@b = HTTParty.get("http://#{params[:host]}/status") # FLAW',
      ),
      good: action('@a = Net::HTTP.get(URI("https://api.example.org/#{params[:id]}"))'),
    },
    {
      class: 'tls-verification-disabled',
      bad: 'def get(uri)\n  http = Net::HTTP.new(uri.host, 443)\n  http.verify_mode = OpenSSL::SSL::VERIFY_NONE # FLAW\nend\n',
      good: 'def get(uri)\n  http = Net::HTTP.new(uri.host, 443)\n  http.verify_mode = OpenSSL::SSL::VERIFY_PEER\nend\n',
    },
  ],
};
