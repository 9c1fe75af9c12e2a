import type { Framework } from '../../rule.ts';

const template =
  'org.springframework.jdbc.core.{JdbcTemplate,JdbcOperations,namedparam.NamedParameterJdbcTemplate,namedparam.NamedParameterJdbcOperations}()';

/** Spring JDBC: https://docs.spring.io/spring-framework/reference/data-access/jdbc/core.html */
export const springData: Framework = {
  id: 'spring-data',
  title: 'Spring JDBC and Spring Data',
  description: 'Spring JDBC and Spring Data: where untrusted input comes in and where it does harm.',
  languages: ['java'],
  sinks: [
    {
      class: 'sql-injection',
      call: `${template}.{query,queryForObject,queryForList,queryForMap,queryForRowSet,queryForStream,queryForInt,queryForLong,update,batchUpdate,execute}`,
      args: [0],
    },
    {
      class: 'sql-injection',
      call: '**.{JDBCtemplate,jdbcTemplate,namedParameterJdbcTemplate}.{query*,update,batchUpdate,execute}',
      args: [0],
    },
    { class: 'sql-injection', call: 'org.springframework.jdbc.core.simple.JdbcClient().sql', args: [0] },
    {
      class: 'sql-injection',
      call: 'org.springframework.jdbc.core.PreparedStatementCreatorFactory',
      args: [0],
    },
    {
      class: 'sql-injection',
      call: 'org.springframework.jdbc.object.{SqlQuery,SqlUpdate,MappingSqlQuery,BatchSqlUpdate}',
      args: [1],
    },
    { class: 'sql-injection', call: 'org.springframework.r2dbc.core.DatabaseClient().sql', args: [0] },
    { class: 'nosql-injection', call: 'org.springframework.data.mongodb.core.query.BasicQuery', args: [0] },
    { class: 'nosql-injection', call: 'org.bson.Document.parse', args: [0] },
    { class: 'nosql-injection', call: 'com.mongodb.util.JSON.parse', args: [0] },
    {
      class: 'nosql-injection',
      call: 'com.mongodb.BasicDBObject{,()}.{parse,append,put}',
      args: [1],
      when: { arg: 0, is: ['$where'] },
    },
  ],
  matches: [
    {
      class: 'unsafe-query',
      call: `${template}.{query,queryForObject,queryForList,queryForMap,queryForRowSet,update,batchUpdate,execute}`,
      when: { arg: 0, shape: 'built' },
    },
  ],
  examples: [
    {
      class: 'sql-injection',
      bad: `import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.*;
@RestController
class Orders {
  private JdbcTemplate jdbc;
  @GetMapping("/orders/{id}")
  public Object order(@PathVariable String id) {
    return jdbc.queryForMap("select * from orders where id = " + id); // FLAW
  }
}`,
      good: `import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.*;
@RestController
class Orders {
  private JdbcTemplate jdbc;
  @GetMapping("/orders/{id}")
  public Object order(@PathVariable String id) {
    return jdbc.queryForMap("select * from orders where id = ?", id);
  }
}`,
    },
  ],
};
