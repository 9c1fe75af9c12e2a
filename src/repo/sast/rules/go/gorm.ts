import type { ArgTest, Framework } from '../../rule.ts';
import { built } from '../built.ts';
import { handler } from './handler.ts';

const structured: ArgTest = {
  any: [
    { arg: 0, shape: 'object' },
    { all: [{ arg: 0, named: '{*(),**.model*.*(),**.entit*.*()}' }, { not: { arg: 0, shape: 'text' } }] },
  ],
};

const db = '{gorm.io/gorm.DB(),github.com/jinzhu/gorm.DB()}';

/** GORM 1 and 2 (https://gorm.io/docs/security.html). */
export const gorm: Framework = {
  id: 'gorm',
  title: 'GORM',
  description: 'Queries of GORM that take SQL as text.',
  languages: ['go'],
  types: [
    { result: '{gorm.io/gorm,github.com/jinzhu/gorm}.Open()', is: 'gorm.io/gorm.DB()' },
    {
      result: `${db}.{Where,Not,Or,Model,Table,Select,Joins,Preload,Order,Group,Limit,Offset,Scopes,Session,Debug,WithContext,Begin,Unscoped,Raw,Omit,Distinct,Having,Clauses}()`,
      is: 'gorm.io/gorm.DB()',
    },
  ],
  sinks: [
    {
      class: 'sql-injection',
      call: `${db}.{Raw,Exec,Order,Group,Having,Joins,Select,Table,Distinct,Pluck}`,
      args: [0],
    },
    // A struct or map is turned into parameters; a text is SQL.
    { class: 'sql-injection', call: `${db}.{Where,Not,Or}`, args: [0], unless: structured },
    {
      class: 'sql-injection',
      call: `${db}.{First,Find,Take,Last,Delete}`,
      args: [1],
      unless: { not: { arg: 1, shape: 'text' } },
    },
    { class: 'sql-injection', call: '{gorm.io/gorm,github.com/jinzhu/gorm}.Expr', args: [0] },
  ],
  matches: [
    {
      class: 'unsafe-query',
      call: `${db}.{Raw,Exec,Order,Group,Having,Joins,Select,Where,Not,Or}`,
      when: built(0),
    },
  ],
  examples: [
    {
      class: 'sql-injection',
      bad: handler(
        ['gorm.io/gorm'],
        'db, _ := gorm.Open(dialect(), &gorm.Config{})\ndb.Where("name = \'" + r.FormValue("name") + "\'").First(&user) // FLAW\ndb.Order(r.FormValue("sort")).Find(&users) // FLAW',
      ),
      good: handler(
        ['gorm.io/gorm'],
        'db, _ := gorm.Open(dialect(), &gorm.Config{})\ndb.Where("name = ?", r.FormValue("name")).First(&user)\ndb.Where(&User{Name: r.FormValue("name")}).Find(&users)',
      ),
    },
  ],
};
