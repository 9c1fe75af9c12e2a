import type { Framework } from '../../rule.ts';

const vendors =
  '{System.Data.SqlClient.Sql,Microsoft.Data.SqlClient.Sql,System.Data.OleDb.OleDb,System.Data.Odbc.Odbc,System.Data.SQLite.SQLite,Microsoft.Data.Sqlite.Sqlite,MySql.Data.MySqlClient.MySql,MySqlConnector.MySql,Npgsql.Npgsql,Oracle.ManagedDataAccess.Client.Oracle,System.Data.OracleClient.Oracle}';
const command = `{System.Data.IDbCommand,System.Data.Common.DbCommand,${vendors
  .slice(1, -1)
  .split(',')
  .map((one) => `${one}Command`)
  .join(',')}}`;

/** ADO.NET, Entity Framework and Dapper: https://learn.microsoft.com/dotnet/framework/data/adonet/sql/ */
export const dataAccess: Framework = {
  id: 'data-access',
  title: 'ADO.NET, Entity Framework and Dapper',
  description: 'Texts of SQL statements in ADO.NET, Entity Framework, Dapper and NHibernate.',
  languages: ['csharp'],
  types: [
    { result: `${vendors}Connection().CreateCommand()`, is: 'System.Data.Common.DbCommand()' },
    {
      result: '{System.Data.IDbConnection,System.Data.Common.DbConnection}().CreateCommand()',
      is: 'System.Data.Common.DbCommand()',
    },
  ],
  sinks: [
    { class: 'sql-injection', call: command, args: [0, 'CommandText'] },
    { class: 'sql-injection', call: `${vendors}DataAdapter`, args: [0] },
    { class: 'sql-injection', assign: '**.CommandText' },
    {
      class: 'sql-injection',
      call: '**.{FromSqlRaw,ExecuteSqlRaw,ExecuteSqlRawAsync,SqlQueryRaw,FromSql,ExecuteSqlCommand,ExecuteSqlCommandAsync,SqlQuery,ExecuteStoreCommand,ExecuteStoreQuery}',
      args: [0],
    },
    {
      class: 'sql-injection',
      call: '{System.Data.IDbConnection,System.Data.Common.DbConnection,?connection,?conn,?db}{,()}.{Query,QueryAsync,QueryFirst,QueryFirstOrDefault,QuerySingle,QuerySingleOrDefault,QueryFirstAsync,QueryFirstOrDefaultAsync,QuerySingleAsync,QueryMultiple,Execute,ExecuteAsync,ExecuteScalar,ExecuteScalarAsync,ExecuteReader}',
      args: [0],
    },
    {
      class: 'sql-injection',
      call: `${vendors}Connection().{Query,QueryAsync,QueryFirst,QueryFirstOrDefault,QuerySingle,QuerySingleOrDefault,QueryFirstAsync,QueryFirstOrDefaultAsync,QuerySingleAsync,QueryMultiple,Execute,ExecuteAsync,ExecuteScalar,ExecuteScalarAsync}`,
      args: [0],
    },
    { class: 'sql-injection', call: 'Dapper.CommandDefinition', args: [0] },
    {
      class: 'sql-injection',
      call: 'MySql.Data.MySqlClient.MySqlHelper.{ExecuteScalar,ExecuteReader,ExecuteNonQuery,ExecuteDataset}',
      args: [1],
    },
    {
      class: 'sql-injection',
      call: '**.SqlHelper.{ExecuteScalar,ExecuteReader,ExecuteNonQuery,ExecuteDataset}',
      args: ['all'],
    },
    { class: 'sql-injection', call: '**.{CreateSQLQuery,CreateNativeQuery}', args: [0] },
    { class: 'nosql-injection', call: 'MongoDB.Bson.BsonDocument.Parse', args: [0] },
  ],
  matches: [
    { class: 'unsafe-query', call: command, when: { arg: 0, shape: 'built' } },
    { class: 'unsafe-query', assign: '**.CommandText', when: { arg: 0, shape: 'built' } },
    {
      class: 'unsafe-query',
      call: '**.{FromSqlRaw,ExecuteSqlRaw,ExecuteSqlCommand}',
      when: { arg: 0, shape: 'built' },
    },
    {
      class: 'hard-coded-secret',
      call: `${vendors}Connection`,
      when: { arg: 0, matches: /(?:password|pwd)\s*=\s*[^;{}<>%$\s]{3,}/i },
      title: 'A password of a database in the code',
    },
  ],
  examples: [
    {
      class: 'sql-injection',
      bad: `using System.Data.SqlClient;
using Microsoft.AspNetCore.Mvc;
public class UsersController : Controller {
  public IActionResult Find(string name) {
    using (var connection = new SqlConnection(settings)) {
      var command = new SqlCommand("select * from users where name = '" + name + "'", connection); // FLAW
      return Ok(command.ExecuteReader());
    }
  }
}`,
      good: `using System.Data.SqlClient;
using Microsoft.AspNetCore.Mvc;
public class UsersController : Controller {
  public IActionResult Find(string name) {
    using (var connection = new SqlConnection(settings)) {
      var command = new SqlCommand("select * from users where name = @name", connection);
      command.Parameters.AddWithValue("@name", name);
      return Ok(command.ExecuteReader());
    }
  }
}`,
    },
    {
      class: 'sql-injection',
      bad: `using System.Data;
using Dapper;
using Microsoft.AspNetCore.Mvc;
public class OrdersController : ControllerBase {
  private readonly IDbConnection db;
  [HttpGet("{id}")]
  public object Get([FromRoute] string id) {
    return db.Query<Order>($"select * from orders where id = {id}"); // FLAW
  }
}`,
      good: `using System.Data;
using Dapper;
using Microsoft.AspNetCore.Mvc;
public class OrdersController : ControllerBase {
  private readonly IDbConnection db;
  [HttpGet("{id}")]
  public object Get([FromRoute] string id) {
    return db.Query<Order>("select * from orders where id = @id", new { id });
  }
}`,
    },
  ],
};
