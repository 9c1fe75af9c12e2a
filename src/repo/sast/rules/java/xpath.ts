import type { Framework } from '../../rule.ts';

/** XPath: https://docs.oracle.com/en/java/javase/21/docs/api/java.xml/javax/xml/xpath/XPath.html */
export const xpath: Framework = {
  id: 'xpath',
  title: 'Java XPath',
  description: 'Java XPath: where untrusted input comes in and where it does harm.',
  languages: ['java'],
  types: [{ result: 'javax.xml.xpath.XPathFactory.newInstance().newXPath()', is: 'javax.xml.xpath.XPath()' }],
  sinks: [
    {
      class: 'xpath-injection',
      call: 'javax.xml.xpath.XPath().{evaluate,compile,evaluateExpression}',
      args: [0],
    },
    {
      class: 'xpath-injection',
      call: 'org.apache.xpath.XPathAPI.{selectNodeList,selectSingleNode,eval}',
      args: [1],
    },
    {
      class: 'xpath-injection',
      call: 'org.{dom4j,jaxen,jdom2.xpath}.{Node,Document,Element,XPathFactory}().{selectNodes,selectSingleNode,valueOf,compile,createXPath}',
      args: [0],
    },
    {
      class: 'xpath-injection',
      call: 'org.apache.commons.jxpath.JXPathContext().{getValue,iterate,selectNodes}',
      args: [0],
    },
    {
      class: 'xpath-injection',
      call: 'net.sf.saxon.s9api.XPathCompiler().{compile,evaluate,evaluateSingle}',
      args: [0],
    },
  ],
  examples: [
    {
      class: 'xpath-injection',
      bad: `import javax.xml.xpath.*;
import javax.servlet.http.HttpServletRequest;
class Login {
  String check(HttpServletRequest request, Object document) throws Exception {
    XPath xpath = XPathFactory.newInstance().newXPath();
    String expression = "/users/user[@name='" + request.getParameter("name") + "']";
    return xpath.evaluate(expression, document); // FLAW
  }
}`,
      good: `import javax.xml.xpath.*;
import javax.servlet.http.HttpServletRequest;
class Login {
  String check(HttpServletRequest request, Object document) throws Exception {
    XPath xpath = XPathFactory.newInstance().newXPath();
    xpath.setXPathVariableResolver(new Values(request.getParameter("name")));
    return xpath.evaluate("/users/user[@name=$name]", document);
  }
}`,
    },
  ],
};
