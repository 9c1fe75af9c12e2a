import type { Framework } from '../../rule.ts';

/** Sinatra and Rack (https://sinatrarb.com/intro.html). Parameters and redirects are those of the rules for Rails. */
export const sinatra: Framework = {
  id: 'sinatra',
  title: 'Sinatra',
  description: 'Templates and settings of Sinatra, environment of Rack.',
  languages: ['ruby'],
  modules: ['sinatra', 'sinatra/base', 'rack'],
  sources: [
    { name: 'env.{QUERY_STRING,REQUEST_URI,PATH_INFO,HTTP_*,rack.input}', what: 'the request' },
    { name: '?env.{QUERY_STRING,REQUEST_URI,PATH_INFO,HTTP_*,rack.input}', what: 'the request' },
  ],
  sinks: [
    {
      class: 'template-injection',
      call: '{erb,haml,slim,liquid,markdown}',
      args: [0],
      when: { arg: 0, shape: 'text' },
    },
    { class: 'path-traversal', call: '{erb,haml,slim}', args: [0], part: 'whole' },
    { class: 'xss', call: 'body', args: [0] },
  ],
  matches: [
    {
      class: 'hard-coded-secret',
      call: 'set',
      when: {
        all: [
          { arg: 0, is: ['session_secret'] },
          { arg: 1, constant: true },
        ],
      },
    },
    { class: 'csrf-disabled', call: 'disable', when: { arg: 0, is: ['protection'] } },
  ],
  examples: [
    {
      class: 'template-injection',
      bad: 'require "sinatra"\nget "/hi" do\n  erb "Hi #{params[:name]}" # FLAW\nend\n',
      good: 'require "sinatra"\nget "/hi" do\n  erb :hi, locals: { name: params[:name] }\nend\n',
    },
    {
      class: 'hard-coded-secret',
      bad: 'require "sinatra"\nset :session_secret, "not-a-real-secret" # FLAW\n',
      good: 'require "sinatra"\nset :session_secret, ENV.fetch("SESSION_SECRET")\n',
    },
  ],
};
