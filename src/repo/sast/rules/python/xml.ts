import type { Framework } from '../../rule.ts';

/** https://docs.python.org/3/library/xml.html#xml-security, https://lxml.de/parsing.html */
export const xml: Framework = {
  id: 'xml',
  title: 'XML',
  description: 'Parsers with external entities, and XPath built of input: xml.*, lxml, elementpath.',
  languages: ['python'],
  types: [
    { result: 'lxml.etree.{parse,fromstring,XML,ElementTree}()', is: 'lxml.etree.Element()' },
    { result: 'lxml.etree.Element().{getroot,find,getroottree}()', is: 'lxml.etree.Element()' },
    {
      becomes: 'xml.sax.make_parser().setFeature',
      is: 'xml.Resolving()',
      when: {
        all: [
          { arg: 0, named: 'xml.sax.handler.{feature_external_ges,feature_external_pes}' },
          { arg: 1, is: [true, 1] },
        ],
      },
    },
    {
      result: 'lxml.etree.XMLParser()',
      is: 'xml.Resolving()',
      when: {
        any: [
          { arg: 'resolve_entities', is: [true] },
          { arg: 'no_network', is: [false] },
          { arg: 'load_dtd', is: [true] },
        ],
      },
    },
  ],
  sinks: [
    {
      class: 'xpath-injection',
      call: 'lxml.etree.Element().{xpath,find,findall,findtext,iterfind}',
      args: [0],
    },
    { class: 'xpath-injection', call: '**.xpath', args: [0] },
    {
      class: 'xpath-injection',
      call: '{lxml.etree.{XPath,ETXPath,XPathEvaluator},elementpath.{select,iter_select,Selector},libxml2.**.xpathEval}',
      args: [0, 1, 'path'],
    },
    {
      class: 'xpath-injection',
      call: '{xml.etree.ElementTree,defusedxml.ElementTree}.{parse,fromstring}().**.{find,findall,findtext,iterfind}',
      args: [0],
    },
    {
      class: 'xxe',
      call: 'lxml.etree.{parse,fromstring,XML,iterparse}',
      args: [0],
      when: {
        any: [
          { arg: 'parser', named: 'xml.Resolving()' },
          { arg: 1, named: 'xml.Resolving()' },
        ],
      },
    },
    {
      class: 'xxe',
      call: 'xml.{sax.{parse,parseString},dom.minidom.{parse,parseString},dom.pulldom.{parse,parseString}}',
      args: [0],
      when: {
        any: [
          { arg: 1, named: 'xml.Resolving()' },
          { arg: 'parser', named: 'xml.Resolving()' },
        ],
      },
    },
    {
      class: 'xxe',
      call: 'xml.sax.make_parser().parse',
      args: [0],
      when: { arg: 'this', named: 'xml.Resolving()' },
    },
    { class: 'xxe', call: 'xmlrpc.**.loads', args: [0] },
  ],
  sanitizers: [
    { call: '{xml.sax.saxutils.{escape,quoteattr},html.escape}', for: ['xss', 'xpath-injection', 'xxe'] },
  ],
  examples: [
    {
      class: 'xpath-injection',
      bad: 'import lxml.etree\nfrom flask import request\ndef f():\n    root = lxml.etree.parse("a.xml")\n    return root.xpath("//u[@n=\'" + request.args["n"] + "\']")  # FLAW\n',
      good: 'import lxml.etree\nfrom flask import request\ndef f():\n    root = lxml.etree.parse("a.xml")\n    return root.xpath("//u[@n=$n]", n=request.args["n"])\n',
    },
    {
      class: 'xxe',
      bad: 'import xml.sax\nimport xml.dom.minidom\nfrom flask import request\ndef f():\n    parser = xml.sax.make_parser()\n    parser.setFeature(xml.sax.handler.feature_external_ges, True)\n    return xml.dom.minidom.parseString(request.data, parser)  # FLAW\n',
      good: 'import xml.sax\nimport xml.dom.minidom\nfrom flask import request\ndef f():\n    parser = xml.sax.make_parser()\n    return xml.dom.minidom.parseString(request.data, parser)\n',
    },
    {
      class: 'xxe',
      bad: 'from lxml import etree\nfrom flask import request\ndef f():\n    parser = etree.XMLParser(resolve_entities=True, no_network=False)\n    return etree.fromstring(request.data, parser)  # FLAW\n',
      good: 'from lxml import etree\nfrom flask import request\ndef f():\n    parser = etree.XMLParser(resolve_entities=False)\n    return etree.fromstring(request.data, parser)\n',
    },
  ],
};
