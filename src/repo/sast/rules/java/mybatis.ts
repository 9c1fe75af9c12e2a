import type { Framework } from '../../rule.ts';

/** MyBatis: `#{x}` is a parameter, `${x}` becomes part of the text. https://mybatis.org/mybatis-3/sqlmap-xml.html */
export const mybatis: Framework = {
  id: 'mybatis',
  title: 'MyBatis',
  description: 'Statements in annotations of mappers.',
  languages: ['java'],
  matches: [
    {
      class: 'sql-injection',
      call: 'org.apache.ibatis.annotations.{Select,Insert,Update,Delete}',
      when: {
        any: [
          { arg: 0, matches: /\$\{[^}]{1,200}\}/ },
          { arg: '0[0]', matches: /\$\{[^}]{1,200}\}/ },
          { arg: '0[1]', matches: /\$\{[^}]{1,200}\}/ },
          { arg: '0[2]', matches: /\$\{[^}]{1,200}\}/ },
        ],
      },
      title: 'A parameter becomes part of the SQL text',
      severity: 'medium',
    },
  ],
  sinks: [
    {
      class: 'sql-injection',
      call: 'org.apache.ibatis.jdbc.{SQL,SqlRunner}().{SELECT,FROM,WHERE,ORDER_BY,selectAll,run}',
      args: [0],
    },
  ],
  examples: [
    {
      class: 'sql-injection',
      bad: `import org.apache.ibatis.annotations.*;
interface Mapper {
  @Select("select * from users order by \${column}") // FLAW
  Object sorted(@Param("column") String column);
}`,
      good: `import org.apache.ibatis.annotations.*;
interface Mapper {
  @Select("select * from users where id = #{id}")
  Object one(@Param("id") String id);
}`,
    },
  ],
};
