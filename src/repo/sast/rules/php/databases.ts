import type { Framework } from '../../rule.ts';
import { built } from '../built.ts';
import { page } from './page.ts';

const handles = '{PDO(),mysqli(),mysqli_connect(),SQLite3(),PgSql.Connection()}';
/** Variables and fields that hold a connection by their name. */
const likely = '{?,**.}{$,}{db,pdo,conn,connection,mysqli,dbh,database,con,DB,dbConn,db_conn,dbconn}';

/** Databases of PHP itself. */
export const databases: Framework = {
  id: 'databases',
  title: 'PDO, mysqli, pgsql',
  description: 'Statements of PDO, mysqli, pgsql, SQLite and their like.',
  languages: ['php'],
  sinks: [
    {
      class: 'sql-injection',
      call: `${handles}.{query,exec,prepare,multi_query,real_query,querySingle}`,
      args: [0],
    },
    {
      class: 'sql-injection',
      call: `${likely}.{query,exec,prepare,multi_query,real_query,execute,fetchAll,fetchRow,getOne,getAll}`,
      args: [0],
    },
    {
      class: 'sql-injection',
      call: '{mysqli_query,mysqli_multi_query,mysqli_real_query,mysqli_prepare}',
      args: [1],
    },
    {
      class: 'sql-injection',
      call: '{mysql_query,mysql_unbuffered_query,sqlite_query,mssql_query,odbc_exec}',
      args: [0, 1],
    },
    {
      class: 'sql-injection',
      call: '{pg_query,pg_send_query,pg_prepare,sqlsrv_query,oci_parse,db2_exec,ibase_query}',
      args: [0, 1],
    },
    { class: 'sql-injection', call: 'mysql_db_query', args: [1] },
  ],
  sanitizers: [
    {
      call: '{mysqli_real_escape_string,mysql_real_escape_string,mysqli_escape_string,mysql_escape_string,pg_escape_string,pg_escape_literal,pg_escape_identifier,sqlite_escape_string,addslashes,esc_sql}',
      for: ['sql-injection'],
    },
    {
      call: '**.{quote,real_escape_string,escape_string,escapeString,quoteIdentifier}',
      for: ['sql-injection'],
    },
  ],
  matches: [
    {
      class: 'unsafe-query',
      call: `${handles}.{query,exec,prepare,multi_query}`,
      when: built(0),
    },
    { class: 'unsafe-query', call: '{mysqli_query,mysqli_multi_query}', when: built(1) },
    {
      class: 'empty-password',
      call: '{mysqli,mysqli_connect}',
      when: { all: [{ arg: 2, is: [''] }, { not: { arg: 0, is: ['localhost', '127.0.0.1'] } }] },
    },
    { class: 'hard-coded-secret', call: '{mysqli,mysqli_connect,PDO}', when: { arg: 2, constant: true } },
  ],
  examples: [
    {
      class: 'sql-injection',
      bad: page(
        '$pdo = new PDO($dsn);\n$id = $_GET["id"];\n$pdo->query("SELECT * FROM users WHERE id = $id"); // FLAW\nmysqli_query($link, "SELECT * FROM t WHERE n = \'" . $_POST["n"] . "\'"); // FLAW',
      ),
      good: page(
        '$pdo = new PDO($dsn);\n$st = $pdo->prepare("SELECT * FROM users WHERE id = ?");\n$st->execute([$_GET["id"]]);\nmysqli_query($link, "SELECT * FROM t WHERE n = \'" . mysqli_real_escape_string($link, $_POST["n"]) . "\'");',
      ),
    },
    {
      class: 'unsafe-query',
      bad: page(
        'function find(PDO $pdo, $name) {\n    return $pdo->query("SELECT * FROM t WHERE name = \'$name\'"); // FLAW\n}',
      ),
      good: page('function find(PDO $pdo, $name) {\n    return $pdo->query("SELECT * FROM t");\n}'),
    },
    {
      class: 'hard-coded-secret',
      bad: page('$db = new PDO($dsn, "app", "not-a-real-password"); // FLAW'),
      good: page('$db = new PDO($dsn, "app", getenv("DB_PASSWORD"));'),
    },
  ],
};
