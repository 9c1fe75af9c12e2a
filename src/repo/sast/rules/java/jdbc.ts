import type { Framework } from '../../rule.ts';

/** JDBC: https://docs.oracle.com/javase/tutorial/jdbc/basics/prepared.html */
export const jdbc: Framework = {
  id: 'jdbc',
  title: 'JDBC',
  description: 'JDBC: where untrusted input comes in and where it does harm.',
  languages: ['java'],
  types: [
    { result: 'java.sql.DriverManager.getConnection()', is: 'java.sql.Connection()' },
    { result: 'javax.sql.DataSource().getConnection()', is: 'java.sql.Connection()' },
    { result: 'java.sql.Connection().createStatement()', is: 'java.sql.Statement()' },
    { result: 'java.sql.Connection().prepareStatement()', is: 'java.sql.PreparedStatement()' },
    { result: 'java.sql.Connection().prepareCall()', is: 'java.sql.CallableStatement()' },
  ],
  sinks: [
    {
      class: 'sql-injection',
      call: 'java.sql.{Statement,PreparedStatement,CallableStatement}().{execute,executeQuery,executeUpdate,executeLargeUpdate,addBatch}',
      args: [0],
    },
    {
      class: 'sql-injection',
      call: 'java.sql.Connection().{prepareStatement,prepareCall,nativeSQL}',
      args: [0],
    },
    {
      class: 'sql-injection',
      call: '?**.{executeQuery,executeUpdate,prepareStatement,prepareCall}',
      args: [0],
    },
    {
      class: 'sql-injection',
      call: 'org.apache.commons.dbutils.QueryRunner().{query,update,execute,insert,batch}',
      args: [0, 1],
      when: { arg: 0, shape: 'text' },
    },
    {
      class: 'sql-injection',
      call: 'io.vertx.sqlclient.{SqlClient,Pool,SqlConnection}().{query,preparedQuery}',
      args: [0],
    },
    {
      class: 'sql-injection',
      call: 'org.jooq.DSLContext().{execute,fetch,fetchOne,query,resultQuery}',
      args: [0],
    },
    { class: 'sql-injection', call: 'org.jooq.impl.DSL.{condition,field,sql,table}', args: [0] },
    {
      class: 'sql-injection',
      call: 'org.jdbi.v3.core.Handle().{createQuery,createUpdate,execute,select,createScript}',
      args: [0],
    },
    { class: 'ssrf', call: 'java.sql.DriverManager.getConnection', args: [0] },
  ],
  matches: [
    {
      class: 'unsafe-query',
      call: 'java.sql.{Statement,PreparedStatement}().{execute,executeQuery,executeUpdate,addBatch}',
      when: { arg: 0, shape: 'built' },
    },
    {
      class: 'unsafe-query',
      call: 'java.sql.Connection().{prepareStatement,prepareCall}',
      when: { arg: 0, shape: 'built' },
    },
    { class: 'empty-password', call: 'java.sql.DriverManager.getConnection', when: { arg: 2, is: [''] } },
    {
      class: 'hard-coded-secret',
      call: 'java.sql.DriverManager.getConnection',
      when: { arg: 2, constant: true },
      title: 'A password of a database in the code',
    },
  ],
  examples: [
    {
      class: 'sql-injection',
      bad: `import java.sql.*;
import javax.servlet.http.HttpServletRequest;
class Users {
  ResultSet find(HttpServletRequest request, Connection connection) throws SQLException {
    String id = request.getParameter("id");
    Statement statement = connection.createStatement();
    return statement.executeQuery("select * from users where id = '" + id + "'"); // FLAW
  }
}`,
      good: `import java.sql.*;
import javax.servlet.http.HttpServletRequest;
class Users {
  ResultSet find(HttpServletRequest request, Connection connection) throws SQLException {
    PreparedStatement statement = connection.prepareStatement("select * from users where id = ?");
    statement.setString(1, request.getParameter("id"));
    return statement.executeQuery();
  }
}`,
    },
    {
      class: 'sql-injection',
      bad: `import java.sql.*;
import javax.sql.DataSource;
import javax.servlet.http.HttpServletRequest;
class Users {
  private final DataSource source;
  Users(DataSource source) { this.source = source; }
  void rename(HttpServletRequest request) throws SQLException {
    StringBuilder sql = new StringBuilder("update users set name = '");
    sql.append(request.getParameter("name")).append("'");
    try (Connection connection = source.getConnection()) {
      connection.prepareStatement(sql.toString()).execute(); // FLAW
    }
  }
}`,
      good: `import java.sql.*;
import javax.sql.DataSource;
import javax.servlet.http.HttpServletRequest;
class Users {
  private final DataSource source;
  Users(DataSource source) { this.source = source; }
  void sort(HttpServletRequest request) throws SQLException {
    int page = Integer.parseInt(request.getParameter("page"));
    try (Connection connection = source.getConnection(); PreparedStatement all = connection.prepareStatement("select * from users limit ?")) {
      all.setInt(1, page);
      all.execute();
    }
  }
}`,
    },
  ],
};
