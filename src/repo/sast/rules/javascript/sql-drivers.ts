import type { Framework } from '../../rule.ts';
import { built } from './shapes.ts';

const receivers =
  '{?,}{db,database,conn,connection,pool,client,mysql,pg,pgClient,dbConnection,mysqlConnection,sqlite,dbConn,pgPool,dbClient}';

/** Drivers of SQL databases: mysql, mysql2, pg, sqlite3, better-sqlite3, mssql, oracledb, tedious, node:sqlite. */
export const sqlDrivers: Framework = {
  id: 'sql-drivers',
  title: 'SQL drivers',
  description:
    'Statements sent with mysql, mysql2, pg, pg-promise, sqlite3, better-sqlite3, mssql, oracledb, postgres.',
  languages: ['javascript', 'typescript'],
  types: [
    {
      handler: '{mysql,mysql2,promise-mysql}.createPool().getConnection',
      arg: 0,
      params: [null, 'mysql.createConnection()'],
    },
    { handler: 'pg.{Pool,Client}().connect', arg: 0, params: [null, 'pg.Client()', null] },
    { result: 'pg.{Pool,Client}().connect()', is: 'pg.Client()' },
    {
      result: '{mysql,mysql2,mysql2/promise,promise-mysql}.{createPool,createConnection,createPoolCluster}()',
      is: 'mysql.createConnection()',
    },
    { result: 'mysql.createConnection().{getConnection,promise,of}()', is: 'mysql.createConnection()' },
    { result: 'sqlite3.verbose()', is: 'sqlite3' },
    {
      result: '{sqlite3.Database,sqlite.open,sqlite.Database,sqlite3.cached.Database}()',
      is: 'sqlite3.Database()',
    },
    { result: '{better-sqlite3,sqlite.DatabaseSync}()', is: 'better-sqlite3()' },
    { handler: 'pg-promise()().{task,tx}', arg: 0, params: ['pg-promise()()'] },
  ],
  sinks: [
    // Wherever such a text goes; where it is seen to reach a driver, the flow ends there instead.
    {
      class: 'sql-injection',
      call: 'text()',
      args: [0],
      severity: 'medium',
      when: {
        arg: 1,
        matches: /^\s*(?:select\s.{0,300}\sfrom|insert\s+into|update\s.{0,100}\sset|delete\s+from)\s/is,
      },
    },
    { class: 'sql-injection', call: 'mysql.createConnection().{query,execute}', args: [0, '*.sql'] },
    { class: 'sql-injection', call: 'pg.{Pool,Client,native.Client}().query', args: [0, '*.text'] },
    { class: 'sql-injection', call: 'sqlite3.Database().{run,get,all,each,exec,prepare,map}', args: [0] },
    { class: 'sql-injection', call: 'better-sqlite3().{prepare,exec}', args: [0] },
    {
      class: 'sql-injection',
      call: 'pg-promise()().{query,any,many,one,none,oneOrNone,manyOrNone,result,multi}',
      args: [0],
    },
    { class: 'sql-injection', call: 'mssql.**.{query,batch}', args: [0] },
    { class: 'sql-injection', call: 'tedious.Request', args: [0] },
    { class: 'sql-injection', call: 'oracledb.**.execute', args: [0] },
    { class: 'sql-injection', call: 'postgres().unsafe', args: [0] },
    {
      class: 'sql-injection',
      call: '{mariadb,snowflake-sdk,@clickhouse/client,@databricks/sql}.**.{query,execute,queryStream}',
      args: [0, '*.sqlText', '*.query'],
    },
    {
      class: 'sql-injection',
      call: '@google-cloud/bigquery.BigQuery().{query,createQueryJob}',
      args: [0, '*.query'],
    },
    {
      class: 'sql-injection',
      call: '{cassandra-driver.Client(),@libsql/client.createClient(),@neondatabase/serverless.Pool()}.{execute,query}',
      args: [0, '*.sql'],
    },
    {
      class: 'sql-injection',
      call: `**.${receivers}.{query,execute}`,
      args: [0, '*.sql'],
      when: { arg: 0, shape: 'built' },
    },
    {
      class: 'sql-injection',
      call: '**.{?,}{db,database}.{run,all,each,prepare,exec}',
      args: [0],
      when: { arg: 0, shape: 'built' },
    },
  ],
  sanitizers: [
    // What a statement finds is not the statement.
    {
      call: '{mysql.createConnection(),pg.Client(),pg.Pool(),sqlite3.Database(),better-sqlite3()}.**',
      for: ['*'],
    },
    {
      call: '{mysql,mysql2,sqlstring,mysql.createConnection()}.{escape,escapeId,format}',
      for: ['sql-injection'],
    },
    { call: '{pg-format,pg.Client().{escapeLiteral,escapeIdentifier}}', for: ['sql-injection'] },
    { call: '**.{?,}{connection,pool,conn,db}.{escape,escapeId}', for: ['sql-injection'] },
    { call: '{sql-template-strings,sql-template-tag,slonik.sql,postgres()}', for: ['sql-injection'] },
  ],
  matches: [
    {
      class: 'unsafe-query',
      call: 'mysql.createConnection().{query,execute}',
      when: built(0),
    },
    { class: 'unsafe-query', call: 'pg.{Pool,Client}().query', when: built(0) },
    {
      class: 'unsafe-query',
      call: '{sqlite3.Database().{run,get,all,each,exec},better-sqlite3().{prepare,exec}}',
      when: built(0),
    },
    { class: 'unsafe-query', call: '{mssql.**.query,tedious.Request}', when: built(0) },
    {
      class: 'hard-coded-secret',
      call: '{mysql.createConnection,mysql.createPool,mysql2.createConnection,mysql2.createPool,pg.Pool,pg.Client,mssql.connect,mysql2/promise.createConnection,mysql2/promise.createPool}',
      when: { arg: '*.password', constant: true },
      title: 'The password of a database is in the code',
    },
  ],
  examples: [
    {
      class: 'sql-injection',
      bad: `const mysql = require('mysql2/promise');
const pool = mysql.createPool({ host: 'db' });
exports.find = async (req, res) => {
  const [rows] = await pool.query("SELECT * FROM users WHERE name = '" + req.query.name + "'"); // FLAW
  res.json(rows);
};`,
      good: `const mysql = require('mysql2/promise');
const pool = mysql.createPool({ host: 'db' });
exports.find = async (req, res) => {
  const [rows] = await pool.query('SELECT * FROM users WHERE name = ?', [req.query.name]);
  res.json(rows);
};`,
    },
    {
      class: 'unsafe-query',
      bad: `import { Pool } from 'pg';
const pool = new Pool();
export const count = (table) => pool.query('SELECT count(*) FROM ' + table); // FLAW`,
      good: `import { Pool } from 'pg';
const pool = new Pool();
const table = 'users';
export const count = () => pool.query('SELECT count(*) FROM ' + table);`,
    },
  ],
};
