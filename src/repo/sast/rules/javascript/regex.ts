import type { Framework } from '../../rule.ts';

/** Regular expressions: patterns from outside, and patterns that take exponential time. */
export const regex: Framework = {
  id: 'regex',
  title: 'Regular expressions',
  description: 'Patterns that come from outside or that take exponential time.',
  languages: ['javascript', 'typescript'],
  sinks: [
    { class: 'regex-dos', call: '{RegExp,window.RegExp,globalThis.RegExp,xregexp}', args: [0] },
    { class: 'regex-dos', call: '**.{match,matchAll,search}', args: [0], when: { arg: 0, shape: 'built' } },
    { class: 'regex-dos', call: 'express.Request().**.{match,search}', args: [0] },
  ],
  sanitizers: [
    {
      call: '{escape-string-regexp,lodash.escapeRegExp,lodash/escapeRegExp,lodash.escaperegexp,escape-regexp,RegExp.escape,re2}',
      for: ['regex-dos'],
    },
    { call: '**.{escapeRegExp,escapeRegex,escapeStringRegexp}', for: ['regex-dos'] },
  ],
  matches: [
    {
      class: 'regex-dos',
      call: 'RegExp',
      when: { arg: 0, slow: true },
      title: 'A pattern that can take exponential time',
    },
  ],
  examples: [
    {
      class: 'regex-dos',
      bad: `export const search = (req, res) => {
  const pattern = new RegExp(req.query.q, 'i'); // FLAW
  res.json(names.filter((name) => pattern.test(name)));
};`,
      good: `import escape from 'escape-string-regexp';
export const search = (req, res) => {
  const pattern = new RegExp(escape(req.query.q), 'i');
  res.json(names.filter((name) => pattern.test(name)));
};`,
    },
  ],
};
