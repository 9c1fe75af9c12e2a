import type { Framework } from '../../rule.ts';
import { handler } from './handler.ts';

/** Documents, directories and formats: MongoDB, LDAP, XPath, XML, gob, regular expressions. */
export const data: Framework = {
  id: 'data',
  title: 'Data',
  description: 'Queries of MongoDB, LDAP and XPath, XML parsers, and functions found by name.',
  languages: ['go'],
  sinks: [
    {
      class: 'nosql-injection',
      call: 'go.mongodb.org/mongo-driver/**.{Find,FindOne,UpdateOne,UpdateMany,DeleteOne,Aggregate}',
      args: [1],
      part: 'whole',
    },
    {
      class: 'nosql-injection',
      call: 'encoding/json.Unmarshal',
      args: [0],
      when: { arg: 1, named: 'go.mongodb.org/**' },
    },
    {
      class: 'ldap-injection',
      call: 'github.com/go-ldap/ldap.NewSearchRequest',
      args: [0, 6],
    },
    { class: 'ldap-injection', call: 'gopkg.in/ldap.NewSearchRequest', args: [0, 6] },
    {
      class: 'xpath-injection',
      call: 'github.com/antchfx/{xmlquery,htmlquery}.{Find,FindOne,Query,QueryAll}',
      args: [1],
    },
    { class: 'xpath-injection', call: 'github.com/antchfx/xpath.{Compile,MustCompile}', args: [0] },
    {
      class: 'xxe',
      call: 'github.com/lestrrat-go/libxml2/parser.New().**.{Parse,ParseString,ParseReader}',
      args: [0],
    },
    { class: 'unsafe-reflection', call: 'reflect.ValueOf().{MethodByName,FieldByName}', args: [0] },
  ],
  sanitizers: [{ call: '{github.com/go-ldap/ldap,gopkg.in/ldap}.EscapeFilter', for: ['ldap-injection'] }],
  matches: [
    {
      class: 'unsafe-xml',
      call: 'github.com/lestrrat-go/libxml2/parser.New',
      when: { arg: 0, named: '**.{XMLParseNoEnt,XMLParseDTDLoad}' },
    },
  ],
  examples: [
    {
      class: 'ldap-injection',
      bad: handler(
        ['github.com/go-ldap/ldap/v3'],
        'req := ldap.NewSearchRequest("dc=x", 2, 0, 0, 0, false, "(uid="+r.FormValue("user")+")", nil, nil) // FLAW\nuse(req)',
      ),
      good: handler(
        ['github.com/go-ldap/ldap/v3'],
        'req := ldap.NewSearchRequest("dc=x", 2, 0, 0, 0, false, "(uid="+ldap.EscapeFilter(r.FormValue("user"))+")", nil, nil)\nuse(req)',
      ),
    },
    {
      class: 'xpath-injection',
      bad: handler(
        ['github.com/antchfx/xmlquery'],
        'xmlquery.FindOne(doc, "//user[@name=\'"+r.FormValue("u")+"\']") // FLAW',
      ),
      good: handler(['github.com/antchfx/xmlquery'], 'xmlquery.FindOne(doc, "//user[1]")'),
    },
  ],
};
