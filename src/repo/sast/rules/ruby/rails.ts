import type { Framework } from '../../rule.ts';
import { built } from '../built.ts';
import { action } from './action.ts';

/** What is markup already, or has none in it. */
const markup =
  '{h,html_escape,sanitize,strip_tags,t,render,link_to,content_tag,tag,image_tag,simple_format,**.{html_escape,sanitize,strip_tags,to_json,json_escape,escapeHTML,t,render}}()';

/** Requests and responses of Rails (https://guides.rubyonrails.org/security.html). */
export const rails: Framework = {
  id: 'rails',
  title: 'Rails',
  description: 'Parameters, pages, redirects and files of Rails.',
  languages: ['ruby'],
  sources: [
    { name: 'params', what: 'the parameters of the request' },
    { name: 'cookies', what: 'a cookie' },
    {
      call: '{request,Rack.Request(),ActionDispatch.Request()}.{env,params,headers,body,raw_post,query_string,fullpath,original_url,original_fullpath,path,path_info,url,referer,referrer,user_agent,host,GET,POST,cookies,query_parameters,request_parameters,path_parameters,filtered_parameters}',
      what: 'the request',
    },
    { name: 'request.{env,params,headers,body}', what: 'the request' },
  ],
  sinks: [
    { class: 'xss', call: '**.html_safe', args: ['this'] },
    {
      class: 'xss',
      call: '{raw,**.raw,erb_write_raw,**.safe_concat}',
      args: [0],
      unless: { arg: 0, named: '**.{to_json,json_escape}()' },
    },
    { class: 'xss', call: 'link_to', args: [1], part: 'start' },
    { class: 'xss', call: 'render', args: ['text'] },
    { class: 'template-injection', call: 'render', args: ['inline'] },
    {
      class: 'path-traversal',
      call: '{render,render_to_string}',
      args: [0, 'file', 'template', 'partial', 'action', 'layout'],
      // A component that renders itself.
      unless: { all: [{ arg: 0, named: '*()' }, { not: { arg: 0, shape: 'text' } }] },
    },
    {
      class: 'open-redirect',
      call: '{redirect_to,redirect}',
      args: [0],
      part: 'start',
      unless: {
        any: [
          { arg: 0, named: '**.{permit,merge,merge!,slice,except,to_h,to_unsafe_h,to_unsafe_hash}()' },
          { arg: 0, shape: 'list' },
          { arg: 'allow_other_host', is: [false] },
          { arg: 'only_path', is: [true] },
        ],
      },
    },
    { class: 'path-traversal', call: 'send_file', args: [0] },
    { class: 'header-injection', assign: '{response,headers}.**.headers[]', args: ['key'] },
    { class: 'unsafe-reflection', call: '**.{constantize,safe_constantize}', args: ['this'] },
    { class: 'trust-boundary', assign: 'session[]', args: ['key'] },
  ],
  sanitizers: [
    { call: '{cookies,cookies.permanent()}.{signed,encrypted}', for: ['*'] },
    {
      call: '{h,html_escape,sanitize,strip_tags,escape_once,**.{html_escape,escape_html,escapeHTML,sanitize,strip_tags,json_escape},CGI.escapeHTML,ERB.Util.h}',
      for: ['xss'],
    },
    {
      call: '{url_for,polymorphic_path,polymorphic_url,**.*_path,**.*_url}',
      for: ['open-redirect', 'xss', 'ssrf'],
    },
    { call: 'url_from', for: ['open-redirect'] },
  ],
  matches: [
    {
      class: 'escaping-disabled',
      call: '**.html_safe',
      severity: 'low',
      when: { all: [built('this'), { not: { arg: 'this', named: markup } }] },
    },
    {
      class: 'escaping-disabled',
      call: '{raw,erb_write_raw}',
      severity: 'low',
      when: { all: [built(0), { not: { arg: 0, named: markup } }] },
    },
  ],
  examples: [
    {
      class: 'xss',
      bad: action('@title = params[:title].html_safe # FLAW\n@body = raw("<p>#{params[:body]}</p>") # FLAW'),
      good: action('@title = h(params[:title]).html_safe\n@body = raw("<p>none</p>")'),
    },
    {
      class: 'open-redirect',
      bad: action('redirect_to params[:next] # FLAW'),
      good: action('redirect_to "/items/#{params[:id]}"\nredirect_to item_path(params[:id])'),
    },
    {
      class: 'template-injection',
      bad: action('render inline: "<p>#{params[:name]}</p>" # FLAW'),
      good: action('render inline: "<p><%= @name %></p>"'),
    },
    {
      class: 'path-traversal',
      bad: action('send_file "files/#{params[:name]}" # FLAW\nrender file: params[:page] # FLAW'),
      good: action('send_file "files/#{File.basename(params[:name])}"\nrender json: params[:page]'),
    },
    {
      class: 'unsafe-reflection',
      bad: action('params[:type].constantize.new # FLAW'),
      good: action('TYPES.fetch(params[:type]).new'),
    },
  ],
};
