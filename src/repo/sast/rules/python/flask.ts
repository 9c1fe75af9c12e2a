import type { Framework } from '../../rule.ts';

export const flask: Framework = {
  id: 'flask',
  title: 'Flask',
  description: 'Requests, responses, sessions and configuration of Flask.',
  languages: ['python'],
  modules: ['flask'],
  sources: [
    { name: '{flask.request,flask.Request()}.args', what: 'the query string' },
    { name: '{flask.request,flask.Request()}.{form,values,files}', what: 'the form' },
  ],
  sinks: [{ class: 'xss', returned: '**.route' }],
  examples: [],
};
