import type { Framework } from '../../rule.ts';

const drivers =
  '{sqlite3,psycopg2,psycopg,pymysql,MySQLdb,mysql.connector,pymssql,pyodbc,cx_Oracle,oracledb,pg8000,aiopg,asyncpg,aiosqlite,aiomysql,duckdb,snowflake.connector,clickhouse_driver,apsw,trino,pg,pgdb}';

/** How statements of SQL begin. */
const statement = /^\s*(?:select|insert|update|delete|replace|create|drop|alter|merge|with|exec|call)\s/i;

/** DB-API 2.0 (PEP 249) and the drivers' own documentation. */
export const sql: Framework = {
  id: 'sql',
  title: 'Database drivers',
  description: 'Statements run through DB-API drivers, SQLAlchemy, peewee and others.',
  languages: ['python'],
  sinks: [
    {
      class: 'sql-injection',
      call: `${drivers}.**.{execute,executemany,executescript,callproc,fetch,fetchrow,fetchval,mogrify,run,prepare,copy_expert}`,
      args: [0, 'query', 'sql', 'operation', 'statement'],
    },
    {
      class: 'sql-injection',
      call: '**.{cursor,cur,c,conn,connection,con,db,database,session,engine}.{execute,executemany,executescript}',
      args: [0],
    },
    { class: 'sql-injection', call: '**.cursor().{execute,executemany,executescript}', args: [0] },
    {
      class: 'sql-injection',
      call: '?{cursor,cur,c,conn,connection,con,db,database,session,engine}.{execute,executemany,executescript}',
      args: [0],
    },
    {
      class: 'sql-injection',
      call: 'sqlalchemy.**.{execute,scalar,scalars,exec_driver_sql}',
      args: [0, 'statement'],
    },
    {
      class: 'sql-injection',
      call: 'sqlalchemy.**.query().**.{filter,order_by,group_by,having,distinct,from_statement,prefix_with,suffix_with}',
      args: [0],
      when: { arg: 0, shape: 'built' },
    },
    {
      class: 'sql-injection',
      call: 'sqlalchemy.{text,sql.text,sql.expression.text,literal_column,sql.literal_column}',
      args: [0, 'text'],
    },
    {
      class: 'sql-injection',
      call: '{peewee.{RawQuery,SQL,**.execute_sql,**.raw},records.**.query,web.**.query,pony.orm.raw_sql,tortoise.**.execute_query}',
      args: [0],
    },
    { class: 'sql-injection', call: 'pandas.{read_sql,read_sql_query}', args: [0] },
  ],
  matches: [
    {
      class: 'unsafe-query',
      call: `${drivers}.**.{execute,executemany,executescript,fetch,fetchrow,fetchval,prepare,run}`,
      when: {
        all: [
          { arg: 0, shape: 'built' },
          { arg: 0, shape: 'open' },
        ],
      },
    },
    {
      class: 'unsafe-query',
      call: '**.{execute,executemany,executescript,fetch,fetchrow,cursor,query,raw}',
      when: {
        all: [
          { arg: 0, shape: 'built' },
          { arg: 0, shape: 'open' },
          { arg: 0, matches: statement },
        ],
      },
    },
    {
      class: 'unsafe-query',
      call: 'sqlalchemy.{text,sql.text,sql.expression.text}',
      when: {
        all: [
          { arg: 0, shape: 'built' },
          { arg: 0, shape: 'open' },
        ],
      },
    },
  ],
  sanitizers: [
    { call: '{psycopg2,psycopg}.sql.{Identifier,Literal,Placeholder}', for: ['sql-injection'] },
    { call: '**.{escape_string,escape_literal,quote_ident,escape_identifier}', for: ['sql-injection'] },
  ],
  propagators: [
    // Rows that are found are not made of what they were searched by.
    {
      call: `${drivers}.**.{execute,executemany,fetchone,fetchall,fetchmany,fetch,fetchrow,cursor}`,
      from: [],
      to: 'result',
    },
    {
      call: '**.{get_or_404,first_or_404,one_or_404,filter_by,scalar,scalars,one_or_none}',
      from: [],
      to: 'result',
    },
    { call: '**.{fetchone,fetchall,fetchmany}', from: [], to: 'result' },
    { call: '**.{cursor,cur,conn,connection}.execute', from: [], to: 'result' },
    {
      call: '**.{query().**.filter,query().**.filter_by,query().get,session.get,session.query}',
      from: [],
      to: 'result',
    },
  ],
  examples: [
    {
      class: 'sql-injection',
      bad: 'import sqlite3\nfrom flask import request\ndef f():\n    db = sqlite3.connect("a.db")\n    return db.cursor().execute(f"SELECT * FROM u WHERE n = \'{request.args[\'n\']}\'")  # FLAW\n',
      good: 'import sqlite3\nfrom flask import request\ndef f():\n    db = sqlite3.connect("a.db")\n    return db.cursor().execute("SELECT * FROM u WHERE n = ?", (request.args["n"],))\n',
    },
    {
      class: 'sql-injection',
      bad: 'import sqlalchemy\nfrom flask import request\ndef f(engine):\n    return engine.execute(sqlalchemy.text("SELECT 1 FROM " + request.args["t"]))  # FLAW\n',
      good: 'import sqlalchemy\nfrom flask import request\ndef f(engine):\n    return engine.execute(sqlalchemy.text("SELECT 1 FROM t WHERE n = :n"), {"n": request.args["n"]})\n',
    },
  ],
};
