import type { Framework } from '../../rule.ts';

/** Script engines and expression languages. */
export const scripts: Framework = {
  id: 'scripts',
  title: 'Java script engines and expression languages',
  description: 'Script engines and expression languages.',
  languages: ['java'],
  types: [
    {
      result:
        'javax.script.ScriptEngineManager().{getEngineByName,getEngineByExtension,getEngineByMimeType}()',
      is: 'javax.script.ScriptEngine()',
    },
    {
      result: 'org.springframework.expression.spel.standard.SpelExpressionParser()',
      is: 'org.springframework.expression.ExpressionParser()',
    },
  ],
  sinks: [
    { class: 'code-injection', call: 'javax.script.{ScriptEngine,Compilable}().{eval,compile}', args: [0] },
    {
      class: 'code-injection',
      call: 'javax.script.Invocable().{invokeFunction,invokeMethod}',
      args: ['all'],
    },
    {
      class: 'code-injection',
      call: 'org.springframework.expression.ExpressionParser().{parseExpression,parseRaw}',
      args: [0],
    },
    { class: 'code-injection', call: 'ognl.Ognl.{parseExpression,getValue,setValue}', args: [0] },
    {
      class: 'code-injection',
      call: 'com.opensymphony.xwork2.ognl.{OgnlUtil,OgnlReflectionProvider}().{getValue,setValue,compile,callMethod}',
      args: [0],
    },
    {
      class: 'code-injection',
      call: 'com.opensymphony.xwork2.util.TextParseUtil.translateVariables',
      args: [0, 1],
    },
    {
      class: 'code-injection',
      call: 'org.mvel2.MVEL.{eval,compileExpression,executeExpression,evalToBoolean}',
      args: [0],
    },
    {
      class: 'code-injection',
      call: 'groovy.lang.{GroovyShell,GroovyClassLoader}().{evaluate,parse,parseClass,run}',
      args: [0],
    },
    { class: 'code-injection', call: 'groovy.util.Eval.{me,x,xy,xyz}', args: ['all'] },
    {
      class: 'code-injection',
      call: '{javax,jakarta}.el.{ExpressionFactory,ELProcessor}().{createValueExpression,createMethodExpression,eval,getValue,setValue}',
      args: [0, 1],
    },
    {
      class: 'code-injection',
      call: 'org.apache.commons.jexl{2,3}.{JexlEngine,JexlBuilder().create()}().{createExpression,createScript}',
      args: [0],
    },
    { class: 'code-injection', call: 'bsh.Interpreter().eval', args: [0] },
    {
      class: 'code-injection',
      call: 'org.mozilla.javascript.Context().{evaluateString,compileString}',
      args: [1],
    },
    {
      class: 'code-injection',
      call: '{javax,jakarta}.validation.ConstraintValidatorContext().buildConstraintViolationWithTemplate',
      args: [0],
    },
    { class: 'code-injection', call: 'com.hazelcast.query.SqlPredicate', args: [0] },
  ],
  matches: [
    {
      class: 'dynamic-code',
      call: 'javax.script.{ScriptEngine,Compilable}().{eval,compile}',
      when: { arg: 0, shape: 'open' },
    },
    {
      class: 'dynamic-code',
      call: 'org.springframework.expression.ExpressionParser().{parseExpression,parseRaw}',
      when: { arg: 0, shape: 'open' },
    },
    {
      class: 'dynamic-code',
      call: 'groovy.lang.{GroovyShell,GroovyClassLoader}().{evaluate,parse,parseClass,run}',
      when: { arg: 0, shape: 'open' },
    },
    {
      class: 'dynamic-code',
      call: '{ognl.Ognl,org.mvel2.MVEL}.{parseExpression,getValue,setValue,eval,compileExpression}',
      when: { arg: 0, shape: 'open' },
    },
    {
      class: 'dynamic-code',
      call: '{javax,jakarta}.el.ExpressionFactory().{createValueExpression,createMethodExpression}',
      when: { arg: 1, shape: 'open' },
    },
    {
      class: 'dynamic-code',
      call: '{com.mongodb.BasicDBObject(),com.mongodb.BasicDBObjectBuilder(),java.util.Map(),java.util.HashMap()}.{put,append,add}',
      when: {
        all: [
          { arg: 0, is: ['$where'] },
          { arg: 1, shape: 'built' },
        ],
      },
      title: 'A condition in JavaScript is built of parts',
    },
  ],
  examples: [
    {
      class: 'code-injection',
      bad: `import org.springframework.expression.ExpressionParser;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import javax.servlet.http.HttpServletRequest;
class Rules {
  Object run(HttpServletRequest request) {
    ExpressionParser parser = new SpelExpressionParser();
    return parser.parseExpression(request.getParameter("rule")).getValue(); // FLAW
  }
}`,
      good: `import org.springframework.expression.ExpressionParser;
import org.springframework.expression.spel.standard.SpelExpressionParser;
class Rules {
  Object run() {
    ExpressionParser parser = new SpelExpressionParser();
    return parser.parseExpression("1 + 1").getValue();
  }
}`,
    },
    {
      class: 'code-injection',
      bad: `import javax.script.*;
import javax.servlet.http.HttpServletRequest;
class Calculator {
  Object run(HttpServletRequest request) throws ScriptException {
    ScriptEngine engine = new ScriptEngineManager().getEngineByName("js");
    return engine.eval(request.getParameter("sum")); // FLAW
  }
}`,
      good: `import javax.script.*;
import javax.servlet.http.HttpServletRequest;
class Calculator {
  Object run(HttpServletRequest request) {
    return Integer.parseInt(request.getParameter("a")) + 1;
  }
}`,
    },
  ],
};
