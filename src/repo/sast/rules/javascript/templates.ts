import type { Framework } from '../../rule.ts';

const engines =
  '{pug,jade,ejs,nunjucks,handlebars,mustache,dot,doT,swig,swig-templates,eta,hogan.js,underscore,lodash,lodash/template,lodash.template,liquidjs,twig,squirrelly,marko,velocityjs,dust,dustjs-linkedin,art-template}';

/** Template engines: a template that comes from outside runs code; escaping that is off writes markup. */
export const templates: Framework = {
  id: 'templates',
  title: 'Template engines',
  description:
    'Templates from outside, and escaping that is off: pug, EJS, Nunjucks, Handlebars, Mustache, doT, lodash.',
  languages: ['javascript', 'typescript'],
  types: [
    { result: '{nunjucks.configure,nunjucks.Environment}()', is: 'nunjucks' },
    { result: 'handlebars.create()', is: 'handlebars' },
    { result: '{liquidjs.Liquid,eta.Eta}()', is: 'eta' },
  ],
  sinks: [
    {
      class: 'template-injection',
      call: `${engines}.{render,compile,renderString,template,parse,parseAndRender,precompile,compileClient,renderAsync,twig}`,
      args: [0, '*.data'],
    },
    { class: 'template-injection', call: '{lodash.template,lodash/template,underscore.template}', args: [0] },
    { class: 'xss', call: 'handlebars.SafeString', args: [0] },
    { class: 'xss', call: 'nunjucks.runtime.markSafe', args: [0] },
    { class: 'xss', call: '**.{?,}Handlebars.SafeString', args: [0] },
    { class: 'path-traversal', call: '{pug,ejs}.renderFile', args: [0] },
    {
      class: 'template-injection',
      call: 'ejs.renderFile',
      args: [1],
      part: 'whole',
      unless: { arg: 1, shape: 'object' },
    },
  ],
  matches: [
    {
      class: 'escaping-disabled',
      call: 'handlebars.{compile,precompile}',
      when: { arg: '*.noEscape', is: [true] },
    },
    {
      class: 'escaping-disabled',
      call: 'nunjucks.{configure,Environment}',
      when: { arg: '*.autoescape', is: [false] },
    },
    {
      class: 'escaping-disabled',
      call: '{marked,marked.setOptions,marked.parse}',
      when: { arg: '*.sanitize', is: [false] },
    },
    {
      class: 'escaping-disabled',
      call: '{markdown-it,markdown-it.default}',
      when: { arg: '*.html', is: [true] },
      severity: 'low',
    },
    {
      class: 'escaping-disabled',
      call: '{swig,swig-templates}.{setDefaults,Swig}',
      when: { arg: '*.autoescape', is: [false] },
    },
    { class: 'escaping-disabled', assign: '{mustache.escape,?Mustache.escape,Mustache.escape}' },
    { class: 'escaping-disabled', assign: '**.escapeMarkup', when: { arg: 0, is: [false] } },
    {
      class: 'escaping-disabled',
      call: 'i18next.**.init',
      when: { arg: '*.interpolation.escapeValue', is: [false] },
      severity: 'info',
    },
  ],
  examples: [
    {
      class: 'template-injection',
      bad: `const pug = require('pug');
module.exports = (req, res) => {
  const page = pug.render('h1 Hello ' + req.query.name); // FLAW
  res.type('html').json({ page });
};`,
      good: `const pug = require('pug');
module.exports = (req, res) => {
  const page = pug.render('h1 Hello #{name}', { name: req.query.name });
  res.type('html').json({ page });
};`,
    },
    {
      class: 'escaping-disabled',
      bad: `import Handlebars from 'handlebars';
export const page = Handlebars.compile('<p>{{text}}</p>', { noEscape: true }); // FLAW`,
      good: `import Handlebars from 'handlebars';
export const page = Handlebars.compile('<p>{{text}}</p>');`,
    },
  ],
};
