import type { Framework } from '../../rule.ts';
import { built } from '../built.ts';
import { handler, response } from './handler.ts';

/** html/template escapes by context, text/template does not. */
export const templates: Framework = {
  id: 'templates',
  title: 'html/template, text/template',
  description: 'Markup that is marked as safe, and templates made of input.',
  languages: ['go'],
  types: [
    {
      result: 'text/template.{New,Must}().**.{Parse,ParseFiles,ParseGlob,Funcs,Lookup,New}()',
      is: 'text/template.Template()',
    },
    {
      result: 'html/template.{New,Must}().**.{Parse,ParseFiles,ParseGlob,Funcs,Lookup,New}()',
      is: 'html/template.Template()',
    },
  ],
  sinks: [
    { class: 'xss', call: 'html/template.{HTML,HTMLAttr,JS,JSStr,CSS,URL,Srcset}', args: [0] },
    {
      class: 'xss',
      call: 'text/template.**.{Execute,ExecuteTemplate}',
      args: [1, 2],
      when: { arg: 0, named: response },
    },
    { class: 'template-injection', call: '{html/template,text/template}.**.Parse', args: [0] },
  ],
  matches: [
    {
      class: 'escaping-disabled',
      call: 'html/template.{HTML,HTMLAttr,JS,JSStr,CSS,URL,Srcset}',
      when: built(0),
    },
  ],
  examples: [
    {
      class: 'xss',
      bad: handler(['html/template'], 'tmpl.Execute(w, template.HTML(r.FormValue("bio"))) // FLAW'),
      good: handler(
        ['html/template'],
        'tmpl := template.Must(template.New("a").Parse("<p>{{.}}</p>"))\ntmpl.Execute(w, r.FormValue("bio"))',
      ),
    },
    {
      class: 'xss',
      bad: handler(
        ['text/template'],
        'tmpl := template.Must(template.New("a").Parse("<p>{{.}}</p>"))\ntmpl.Execute(w, r.FormValue("bio")) // FLAW',
      ),
      good: handler(
        ['html/template'],
        'tmpl := template.Must(template.New("a").ParseFiles("a.html"))\ntmpl.Execute(w, r.FormValue("bio"))',
      ),
    },
    {
      class: 'template-injection',
      bad: handler(
        ['html/template'],
        'tmpl, err := template.New("a").Parse("<p>" + r.FormValue("layout") + "</p>") // FLAW\nuse(tmpl, err)',
      ),
      good: handler(
        ['html/template'],
        'tmpl, err := template.New("a").Parse("<p>{{.}}</p>")\nuse(tmpl, err)',
      ),
    },
    {
      class: 'escaping-disabled',
      bad: 'package main\nimport (\n\t"html/template"\n\t"fmt"\n)\nfunc link(text string) template.HTML {\n\treturn template.HTML(fmt.Sprintf("<a>%s</a>", text)) // FLAW\n}\n',
      good: 'package main\nimport "html/template"\nfunc line() template.HTML {\n\treturn template.HTML("<hr>")\n}\n',
    },
  ],
};
