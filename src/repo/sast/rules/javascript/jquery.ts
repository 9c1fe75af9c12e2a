import type { Framework } from '../../rule.ts';
import { built } from './shapes.ts';

const chain = '{$(),jQuery(),jquery(),?$(),?jQuery()}.**';

/** jQuery: methods that take markup (https://api.jquery.com). */
export const jquery: Framework = {
  id: 'jquery',
  title: 'jQuery',
  description: 'Markup and selectors that jQuery takes.',
  languages: ['javascript', 'typescript'],
  sinks: [
    {
      class: 'xss',
      call: `${chain}.{html,append,prepend,before,after,replaceWith,wrap,wrapInner,wrapAll,appendTo,prependTo}`,
      args: ['all'],
    },
    { class: 'xss', call: '{$,jQuery,jquery,?$,?jQuery}', args: [0], part: 'start' },
    { class: 'xss', call: '{$,jQuery,jquery,?$,?jQuery}.parseHTML', args: [0] },
    { class: 'code-injection', call: '{$,jQuery,jquery,?$,?jQuery}.globalEval', args: [0] },
    { class: 'code-injection', call: '{$,jQuery,jquery,?$,?jQuery}.getScript', args: [0], part: 'start' },
    {
      class: 'ssrf',
      call: '{$,jQuery,jquery,?$,?jQuery}.{get,post,ajax,getJSON}',
      args: [0, '*.url'],
      part: 'start',
      severity: 'low',
    },
  ],
  matches: [
    {
      class: 'escaping-disabled',
      call: `${chain}.{html,append,prepend,before,after,replaceWith}`,
      when: built(0),
      title: 'Markup is built from values that are not constant',
      severity: 'low',
    },
  ],
  examples: [
    {
      class: 'xss',
      bad: `import $ from 'jquery';
const term = new URL(location.href).searchParams.get('q');
$('#results').html('Results for ' + term); // FLAW
$('#list').append(term); // FLAW`,
      good: `import $ from 'jquery';
const term = new URL(location.href).searchParams.get('q');
$('#results').text('Results for ' + term);
$('#list').html('<li>none</li>');`,
    },
  ],
};
