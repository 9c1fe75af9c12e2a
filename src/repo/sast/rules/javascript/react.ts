import type { Framework } from '../../rule.ts';

/** React: what is written as markup, and addresses that may be script (https://react.dev/reference/react-dom). */
export const react: Framework = {
  id: 'react',
  title: 'React',
  description: 'Markup, addresses and references in React components.',
  languages: ['javascript', 'typescript'],
  sinks: [
    { class: 'xss', assign: '**.__html', args: [0] },
    { class: 'xss', assign: 'jsx.*.dangerouslySetInnerHTML', args: [0] },
    { class: 'xss', assign: 'jsx.*.srcDoc', args: [0] },
    {
      class: 'xss',
      assign:
        'jsx.{a,area,form,iframe,object,embed,button,script}.{href,src,action,formAction,data,xlinkHref}',
      args: [0],
      part: 'start',
    },
    { class: 'xss', call: '{html-react-parser,react-html-parser,html-react-parser.default}', args: [0] },
  ],
  sanitizers: [
    { call: 'jsx.element', for: ['xss'] },
    {
      call: '{sanitize-html,xss,sanitize-html-react,insane,@braintree/sanitize-url.sanitizeUrl,sanitize-url}',
      for: ['xss'],
    },
  ],
  matches: [
    {
      class: 'escaping-disabled',
      call: '{react-markdown,react-markdown.default}',
      when: {
        any: [
          { arg: '*.escapeHtml', is: [false] },
          { arg: '*.skipHtml', is: [false] },
          { arg: '*.allowDangerousHtml', is: [true] },
        ],
      },
      title: 'Markdown may bring markup of its own',
    },
  ],
  examples: [
    {
      class: 'xss',
      bad: `import React from 'react';
import { useSearchParams } from 'react-router-dom';
export function Notice() {
  const [params] = useSearchParams();
  const html = params.get('message');
  return <div dangerouslySetInnerHTML={{ __html: html }} />; // FLAW
}`,
      good: `import React from 'react';
import DOMPurify from 'dompurify';
import { useSearchParams } from 'react-router-dom';
export function Notice() {
  const [params] = useSearchParams();
  const html = params.get('message');
  return <div dangerouslySetInnerHTML={{ __html: DOMPurify.sanitize(html) }}>{html}</div>;
}`,
    },
    {
      class: 'escaping-disabled',
      bad: `import ReactMarkdown from 'react-markdown';
export const Text = ({ source }) => <ReactMarkdown source={source} escapeHtml={false} />; // FLAW`,
      good: `import ReactMarkdown from 'react-markdown';
export const Text = ({ source }) => <ReactMarkdown source={source} />;`,
    },
  ],
};
