import type { Framework } from '../../rule.ts';

const parse = 'System.Xml.DtdProcessing.Parse';

/** XML: before .NET Framework 4.5.2 the defaults resolve entities. https://learn.microsoft.com/dotnet/fundamentals/code-analysis/quality-rules/ca3075 */
export const netXml: Framework = {
  id: 'xml',
  title: '.NET XML and XPath',
  description: 'Parsers of XML with external entities, XPath expressions and style sheets.',
  languages: ['csharp'],
  matches: [
    { class: 'unsafe-xml', assign: '**.DtdProcessing', when: { arg: 0, named: parse } },
    {
      class: 'unsafe-xml',
      call: 'System.Xml.{XmlReaderSettings,XmlTextReader}',
      when: { arg: 'DtdProcessing', named: parse },
    },
    { class: 'unsafe-xml', assign: '**.{ProhibitDtd}', when: { arg: 0, is: [false] } },
    {
      class: 'unsafe-xml',
      assign: 'System.Xml.{XmlDocument,XmlTextReader,XmlReaderSettings}().XmlResolver',
      when: { arg: 0, named: 'System.Xml.XmlUrlResolver()' },
    },
    {
      class: 'unsafe-xml',
      call: 'System.Xml.Xsl.XsltSettings',
      when: {
        any: [
          { arg: 1, is: [true] },
          { arg: 'EnableScript', is: [true] },
        ],
      },
      title: 'Style sheets may run scripts',
    },
  ],
  sinks: [
    {
      class: 'xxe',
      call: 'System.Xml.XmlReader.Create',
      args: [0],
      when: { arg: '1.DtdProcessing', named: parse },
    },
    { class: 'xpath-injection', call: '**.{SelectNodes,SelectSingleNode}', args: [0] },
    {
      class: 'xpath-injection',
      call: 'System.Xml.XPath.XPathNavigator().{Select,Evaluate,Compile}',
      args: [0],
    },
    { class: 'xpath-injection', call: '**.CreateNavigator().{Select,Evaluate,Compile}', args: [0] },
    { class: 'xpath-injection', call: 'System.Xml.XPath.XPathExpression.Compile', args: [0] },
    {
      class: 'xpath-injection',
      call: '**.{XPathSelectElement,XPathSelectElements,XPathEvaluate}',
      args: [0],
    },
  ],
  examples: [
    {
      class: 'unsafe-xml',
      bad: `using System.Xml;
public class Reader {
  public XmlReader Open(string path) {
    var settings = new XmlReaderSettings();
    settings.DtdProcessing = DtdProcessing.Parse; // FLAW
    return XmlReader.Create(path, settings);
  }
}`,
      good: `using System.Xml;
public class Reader {
  public XmlReader Open(string path) {
    var settings = new XmlReaderSettings();
    settings.DtdProcessing = DtdProcessing.Prohibit;
    return XmlReader.Create(path, settings);
  }
}`,
    },
    {
      class: 'xpath-injection',
      bad: `using System.Xml;
using Microsoft.AspNetCore.Mvc;
public class UsersController : Controller {
  private readonly XmlDocument users = new XmlDocument();
  public object Find(string name) {
    return users.SelectSingleNode("/users/user[@name='" + name + "']"); // FLAW
  }
}`,
      good: `using System.Xml;
using Microsoft.AspNetCore.Mvc;
public class UsersController : Controller {
  private readonly XmlDocument users = new XmlDocument();
  public object Find(int id) {
    return users.SelectSingleNode("/users/user[@id=" + id + "]");
  }
}`,
    },
  ],
};
