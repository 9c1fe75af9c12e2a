import type { Framework } from '../../rule.ts';
import { page } from './page.ts';

const entities = '{LIBXML_NOENT,LIBXML_DTDLOAD,LIBXML_DTDATTR}';

/** XML parsers, XPath and LDAP. */
export const xml: Framework = {
  id: 'xml',
  title: 'XML and LDAP',
  description: 'XML with external entities, XPath expressions and LDAP filters.',
  languages: ['php'],
  sinks: [
    {
      class: 'xxe',
      call: '{simplexml_load_string,simplexml_load_file}',
      args: [0],
      when: { arg: 2, named: entities },
    },
    { class: 'xxe', call: 'DOMDocument().{loadXML,load}', args: [0], when: { arg: 1, named: entities } },
    { class: 'xxe', call: 'SimpleXMLElement', args: [0], when: { arg: 1, named: entities } },
    { class: 'xpath-injection', call: 'DOMXPath().{query,evaluate}', args: [0] },
    {
      class: 'xpath-injection',
      call: '{SimpleXMLElement(),simplexml_load_string(),simplexml_load_file(),**}.xpath',
      args: [0],
    },
    { class: 'ldap-injection', call: '{ldap_search,ldap_list,ldap_read}', args: [1, 2] },
  ],
  sanitizers: [{ call: 'ldap_escape', for: ['ldap-injection'] }],
  matches: [
    { class: 'unsafe-xml', call: 'libxml_disable_entity_loader', when: { arg: 0, is: [false, 0] } },
    {
      class: 'unsafe-xml',
      call: '{simplexml_load_string,simplexml_load_file}',
      when: { arg: 2, named: entities },
    },
    { class: 'unsafe-xml', call: 'DOMDocument().{loadXML,load}', when: { arg: 1, named: entities } },
    {
      class: 'unsafe-xml',
      assign: 'DOMDocument().{substituteEntities,resolveExternals}',
      when: { arg: 0, is: [true] },
    },
    {
      class: 'empty-password',
      call: 'ldap_bind',
      when: {
        any: [
          { arg: 2, missing: true },
          { arg: 2, is: ['', null] },
        ],
      },
    },
  ],
  examples: [
    {
      class: 'xxe',
      bad: page('$x = simplexml_load_string($_POST["xml"], "SimpleXMLElement", LIBXML_NOENT); // FLAW'),
      good: page('$x = simplexml_load_string($_POST["xml"]);'),
    },
    {
      class: 'unsafe-xml',
      bad: page('$d = new DOMDocument();\n$d->loadXML($text, LIBXML_NOENT | LIBXML_DTDLOAD); // FLAW'),
      good: page('$d = new DOMDocument();\n$d->loadXML($text);'),
    },
    {
      class: 'xpath-injection',
      bad: page('$x = new DOMXPath($doc);\n$x->query("//user[name=\'" . $_GET["n"] . "\']"); // FLAW'),
      good: page('$x = new DOMXPath($doc);\n$x->query("//user");'),
    },
    {
      class: 'ldap-injection',
      bad: page('ldap_search($ds, "dc=x", "(uid=" . $_GET["u"] . ")"); // FLAW'),
      good: page('ldap_search($ds, "dc=x", "(uid=" . ldap_escape($_GET["u"]) . ")");'),
    },
  ],
};
