import type { Framework } from '../../rule.ts';

/** Templates whose text comes from outside run code. */
export const templates: Framework = {
  id: 'templates',
  title: 'Java templates',
  description: 'Templates whose text comes from outside run code.',
  languages: ['java'],
  sinks: [
    {
      class: 'template-injection',
      call: 'org.apache.velocity.app.{Velocity,VelocityEngine()}.{evaluate,mergeTemplate}',
      args: [3, 2],
    },
    {
      class: 'template-injection',
      call: 'org.apache.velocity.runtime.RuntimeServices().{evaluate,parse}',
      args: ['all'],
    },
    { class: 'template-injection', call: 'freemarker.template.Template', args: [1] },
    { class: 'template-injection', call: 'freemarker.cache.StringTemplateLoader().putTemplate', args: [1] },
    {
      class: 'template-injection',
      call: 'org.thymeleaf.{TemplateEngine,ITemplateEngine,spring5.SpringTemplateEngine,spring6.SpringTemplateEngine}().process',
      args: [0],
    },
    {
      class: 'template-injection',
      call: 'com.mitchellbosecke.pebble.PebbleEngine().getLiteralTemplate',
      args: [0],
    },
    { class: 'template-injection', call: 'com.hubspot.jinjava.Jinjava().render', args: [0] },
    {
      class: 'template-injection',
      call: 'com.github.jknack.handlebars.Handlebars().compileInline',
      args: [0],
    },
    { class: 'template-injection', call: 'groovy.text.*().createTemplate', args: [0] },
  ],
  examples: [
    {
      class: 'template-injection',
      bad: `import java.io.StringWriter;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.app.Velocity;
import javax.servlet.http.HttpServletRequest;
class Mail {
  String text(HttpServletRequest request) {
    StringWriter out = new StringWriter();
    Velocity.evaluate(new VelocityContext(), out, "mail", request.getParameter("template")); // FLAW
    return out.toString();
  }
}`,
      good: `import java.io.StringWriter;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.app.Velocity;
import javax.servlet.http.HttpServletRequest;
class Mail {
  String text(HttpServletRequest request) {
    StringWriter out = new StringWriter();
    VelocityContext context = new VelocityContext();
    context.put("name", request.getParameter("name"));
    Velocity.evaluate(context, out, "mail", "Hello $name");
    return out.toString();
  }
}`,
    },
  ],
};
