import type { ArgTest, Framework } from '../../rule.ts';

/** Setters of a factory leave a field behind: `setFeature(".../disallow-doctype-decl", true)` is `disallow-doctype-decl`. */
const on = (field: string): ArgTest => ({ arg: `this.${field}`, is: [true] });
const off = (field: string): ArgTest => ({ arg: `this.${field}`, is: [false, 'false', ''] });

const hardened: ArgTest = {
  any: [
    on('disallow-doctype-decl'),
    on('FEATURE_SECURE_PROCESSING'),
    { all: [off('external-general-entities'), off('external-parameter-entities')] },
  ],
};
const noAccess: ArgTest = {
  any: [
    off('ACCESS_EXTERNAL_DTD'),
    off('ACCESS_EXTERNAL_STYLESHEET'),
    off('ACCESS_EXTERNAL_SCHEMA'),
    on('FEATURE_SECURE_PROCESSING'),
  ],
};
const noEntities: ArgTest = {
  any: [
    off('SUPPORT_DTD'),
    off('IS_SUPPORTING_EXTERNAL_ENTITIES'),
    off('ACCESS_EXTERNAL_DTD'),
    off('isSupportingExternalEntities'),
    off('supportDTD'),
  ],
};

/** XML parsers: https://cheatsheetseries.owasp.org/cheatsheets/XML_External_Entity_Prevention_Cheat_Sheet.html#java */
export const xml: Framework = {
  id: 'xml',
  title: 'Java XML parsers',
  description: 'Parsers of XML, with and without external entities.',
  languages: ['java'],
  types: [
    {
      result: 'javax.xml.parsers.DocumentBuilderFactory.{newInstance,newDefaultInstance,newNSInstance}()',
      is: 'javax.xml.parsers.DocumentBuilderFactory()',
    },
    {
      result: 'javax.xml.parsers.SAXParserFactory.{newInstance,newDefaultInstance}()',
      is: 'javax.xml.parsers.SAXParserFactory()',
    },
    {
      result: 'javax.xml.stream.XMLInputFactory.{newFactory,newInstance,newDefaultFactory}()',
      is: 'javax.xml.stream.XMLInputFactory()',
    },
    {
      result: 'javax.xml.transform.TransformerFactory.newInstance()',
      is: 'javax.xml.transform.TransformerFactory()',
    },
    {
      result: 'javax.xml.validation.SchemaFactory.newInstance()',
      is: 'javax.xml.validation.SchemaFactory()',
    },
    { result: 'org.xml.sax.helpers.XMLReaderFactory.createXMLReader()', is: 'org.xml.sax.XMLReader()' },
    { result: 'javax.xml.parsers.SAXParser().getXMLReader()', is: 'org.xml.sax.XMLReader()' },
  ],
  sinks: [
    { class: 'xxe', call: 'org.xml.sax.XMLReader().parse', args: [0], unless: hardened },
    {
      class: 'xxe',
      call: 'org.{dom4j.io,jdom,jdom2.input}.{SAXReader,SAXBuilder}().{read,build}',
      args: [0],
      unless: hardened,
    },
    { class: 'xxe', call: 'org.apache.commons.digester3.Digester().parse', args: [0], unless: hardened },
    {
      class: 'xxe',
      call: 'javax.xml.stream.XMLInputFactory().{createXMLStreamReader,createXMLEventReader}',
      args: [0],
      unless: noEntities,
    },
    {
      class: 'xxe',
      call: 'javax.xml.transform.TransformerFactory().newTransformer',
      args: [0],
      unless: noAccess,
    },
    { class: 'xxe', call: 'javax.xml.validation.SchemaFactory().newSchema', args: [0], unless: noAccess },
    {
      class: 'xxe',
      call: 'javax.xml.parsers.{DocumentBuilder,SAXParser}().parse',
      args: [0],
      unless: hardened,
    },
    { class: 'xxe', call: 'java.beans.XMLDecoder', args: [0] },
  ],
  matches: [
    {
      class: 'unsafe-xml',
      call: 'javax.xml.stream.XMLInputFactory().setProperty',
      when: {
        all: [
          {
            any: [
              { arg: 0, matches: /isSupportingExternalEntities$|supportDTD$/ },
              { arg: 0, named: '**.XMLInputFactory.{SUPPORT_DTD,IS_SUPPORTING_EXTERNAL_ENTITIES}' },
            ],
          },
          { arg: 1, is: [true] },
        ],
      },
      title: 'Document types or external entities are switched on in XML',
    },
    {
      class: 'unsafe-xml',
      call: 'javax.xml.parsers.DocumentBuilderFactory().newDocumentBuilder',
      when: {
        all: [
          { arg: 'this', named: 'javax.xml.parsers.*.{newInstance,newDefaultInstance,newNSInstance}()' },
          { not: hardened },
        ],
      },
    },
    {
      class: 'unsafe-xml',
      call: 'javax.xml.parsers.SAXParserFactory().newSAXParser',
      when: {
        all: [
          { arg: 'this', named: 'javax.xml.parsers.*.{newInstance,newDefaultInstance,newNSInstance}()' },
          { not: hardened },
        ],
      },
    },
    {
      class: 'unsafe-xml',
      call: 'javax.xml.stream.XMLInputFactory().{createXMLStreamReader,createXMLEventReader}',
      when: { not: noEntities },
    },
    {
      class: 'unsafe-xml',
      call: 'javax.xml.parsers.{DocumentBuilderFactory,SAXParserFactory}().setFeature',
      when: {
        all: [
          { arg: 0, matches: /disallow-doctype-decl$/ },
          { arg: 1, is: [false] },
        ],
      },
      title: 'Document types are allowed in XML',
    },
    {
      class: 'unsafe-xml',
      call: 'javax.xml.parsers.{DocumentBuilderFactory,SAXParserFactory}().setFeature',
      when: {
        all: [
          { arg: 0, matches: /external-(?:general|parameter)-entities$/ },
          { arg: 1, is: [true] },
        ],
      },
      title: 'External entities are switched on in XML',
    },
    {
      class: 'unsafe-xml',
      call: 'javax.xml.transform.TransformerFactory().newTransformer',
      when: { all: [{ arg: 0, named: '**' }, { not: noAccess }] },
    },
  ],
  examples: [
    {
      class: 'unsafe-xml',
      bad: `import javax.xml.parsers.*;
class Reader {
  DocumentBuilder make() throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    return factory.newDocumentBuilder(); // FLAW
  }
}`,
      good: `import javax.xml.parsers.*;
class Reader {
  DocumentBuilder make() throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory.newDocumentBuilder();
  }
}`,
    },
    {
      class: 'xxe',
      bad: `import org.xml.sax.*;
import org.xml.sax.helpers.XMLReaderFactory;
import javax.servlet.http.HttpServletRequest;
class Upload {
  void read(HttpServletRequest request) throws Exception {
    XMLReader reader = XMLReaderFactory.createXMLReader();
    reader.parse(new InputSource(request.getInputStream())); // FLAW
  }
}`,
      good: `import org.xml.sax.*;
import org.xml.sax.helpers.XMLReaderFactory;
import javax.servlet.http.HttpServletRequest;
class Upload {
  void read(HttpServletRequest request) throws Exception {
    XMLReader reader = XMLReaderFactory.createXMLReader();
    reader.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    reader.parse(new InputSource(request.getInputStream()));
  }
}`,
    },
  ],
};
