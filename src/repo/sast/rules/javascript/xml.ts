import type { Framework } from '../../rule.ts';

/** XML and XPath in Node: libxmljs, xml2js, sax, expat, xpath. */
export const xml: Framework = {
  id: 'xml',
  title: 'XML',
  description: 'XML with external entities, and XPath built from input: libxmljs, expat, xml2json, xpath.',
  languages: ['javascript', 'typescript'],
  sinks: [
    {
      class: 'xxe',
      call: '{libxmljs,libxmljs2,libxml-xsd}.{parseXml,parseXmlString,parse,parseXmlAsync}',
      args: [0],
      when: {
        any: [
          { arg: '*.noent', is: [true] },
          { arg: '*.dtdload', is: [true] },
        ],
      },
    },
    { class: 'xxe', call: '{node-expat.Parser,node-expat.createParser}().{parse,write}', args: [0] },
    { class: 'xxe', call: '{xml2json,xml2json.toJson,xml2json.toXml}', args: [0] },
    { class: 'xxe', call: 'sax.{parser,createStream}().write', args: [0], severity: 'low' },
    {
      class: 'xpath-injection',
      call: '{xpath,xpath.default}.{select,select1,parse,evaluate,useNamespaces()}',
      args: [0],
    },
    { class: 'xpath-injection', call: 'xpath.useNamespaces()', args: [0] },
    { class: 'xpath-injection', call: '{document.evaluate,**.parseXml().{get,find}}', args: [0] },
  ],
  matches: [
    {
      class: 'unsafe-xml',
      call: '{libxmljs,libxmljs2}.{parseXml,parseXmlString,parse}',
      when: {
        any: [
          { arg: '*.noent', is: [true] },
          { arg: '*.dtdload', is: [true] },
        ],
      },
    },
  ],
  examples: [
    {
      class: 'xxe',
      bad: `const libxml = require('libxmljs');
module.exports = (req, res) => {
  const doc = libxml.parseXml(req.body, { noent: true }); // FLAW
  res.json({ root: doc.root().name() });
};`,
      good: `const libxml = require('libxmljs');
module.exports = (req, res) => {
  const doc = libxml.parseXml(req.body);
  res.json({ root: doc.root().name() });
};`,
    },
    {
      class: 'xpath-injection',
      bad: `const xpath = require('xpath');
exports.find = (req, res, next) => {
  res.json(xpath.select("//user[@name='" + req.query.name + "']", users)); // FLAW
};`,
      good: `const xpath = require('xpath');
exports.find = (req, res, next) => {
  res.json(xpath.select('//user[@name=$name]', users));
};`,
    },
  ],
};
