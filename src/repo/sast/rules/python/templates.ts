import type { Framework } from '../../rule.ts';

/** https://jinja.palletsprojects.com/en/stable/api/, https://docs.makotemplates.org */
export const templates: Framework = {
  id: 'templates',
  title: 'Templates and escaping',
  description: 'Jinja2, Mako, MarkupSafe, bleach: templates built of input, escaping left out.',
  languages: ['python'],
  sinks: [
    {
      class: 'template-injection',
      call: '{jinja2.Template,jinja2.**.from_string,jinja2.Environment().from_string,mako.template.Template,Cheetah.Template.Template,chameleon.PageTemplate,string.Template().unsafe,genshi.template.MarkupTemplate}',
      args: [0, 'source'],
    },
    { class: 'xss', call: '{markupsafe.Markup,flask.Markup,jinja2.Markup}', args: [0] },
  ],
  sanitizers: [
    {
      call: '{markupsafe.{escape,escape_silent,Markup.escape},html.escape,cgi.escape,xml.sax.saxutils.escape,bleach.{clean,linkify},nh3.clean,lxml.html.clean.clean_html}',
      for: ['xss', 'email-injection'],
    },
    {
      call: '**.{escape_html,html_escape,escapeHtml,htmlspecialchars,sanitize_html,strip_tags}',
      for: ['xss'],
    },
    { call: '{jinja2.Template().render,jinja2.**.render,mako.**.render}', for: ['template-injection'] },
    { call: '{json,ujson,orjson,simplejson}.dumps', for: ['xss'] },
  ],
  matches: [
    {
      class: 'escaping-disabled',
      call: '{aiohttp_jinja2.setup,starlette.templating.Jinja2Templates}',
      when: { arg: 'autoescape', is: [false] },
    },
    {
      class: 'escaping-disabled',
      call: 'jinja2.{Environment,environment.Environment}',
      when: {
        any: [
          { arg: 'autoescape', is: [false] },
          { arg: 'autoescape', missing: true },
        ],
      },
    },
  ],
  examples: [
    {
      class: 'template-injection',
      bad: 'from jinja2 import Template\nfrom flask import request\ndef f():\n    return Template(request.args["t"])  # FLAW\n',
      good: 'from jinja2 import Template\nfrom flask import request\ndef f():\n    return Template("Hi {{ n }}").render(n=request.args["t"])\n',
    },
    {
      class: 'escaping-disabled',
      bad: 'import jinja2\nenv = jinja2.Environment(autoescape=False)  # FLAW\n',
      good: 'import jinja2\nenv = jinja2.Environment(autoescape=jinja2.select_autoescape())\n',
    },
  ],
};
