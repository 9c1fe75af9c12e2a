import type { Framework } from '../../rule.ts';
import { built } from '../built.ts';
import { handler } from './handler.ts';

const sqlx = '{github.com/jmoiron/sqlx.{DB,Tx}(),github.com/jmoiron/sqlx.{Open,Connect,MustConnect,NewDb}()}';
const pgx =
  '{github.com/jackc/pgx.{Conn,Tx,ConnPool}(),github.com/jackc/pgx.{Connect,NewConnPool}(),github.com/jackc/pgx/v*/pgxpool.{Pool,New,Connect}(),github.com/jackc/pgx/pgxpool.{Pool,New,Connect}()}';
const pg = '{github.com/go-pg/pg.DB(),github.com/go-pg/pg.Connect()}';

/** sqlx, pgx, go-pg, xorm, bun, squirrel. */
export const sqlLibraries: Framework = {
  id: 'sql-libraries',
  title: 'SQL libraries',
  description: 'Statements of sqlx, pgx, go-pg and of query builders.',
  languages: ['go'],
  types: [
    { result: `${sqlx}.{Beginx,MustBegin}()`, is: 'github.com/jmoiron/sqlx.Tx()' },
    { result: `${pgx}.Begin()`, is: 'github.com/jackc/pgx.Tx()' },
  ],
  sinks: [
    {
      class: 'sql-injection',
      call: `${sqlx}.{Query,Queryx,QueryRow,QueryRowx,Exec,MustExec,NamedExec,NamedQuery,Preparex,Rebind,Prepare}`,
      args: [0],
    },
    {
      class: 'sql-injection',
      call: `${sqlx}.{Get,Select,QueryContext,QueryxContext,QueryRowxContext,ExecContext,NamedExecContext}`,
      args: [1],
    },
    { class: 'sql-injection', call: `${sqlx}.{GetContext,SelectContext}`, args: [2] },
    {
      class: 'sql-injection',
      call: `${pgx}.{Query,QueryRow,Exec,Prepare,QueryEx,QueryRowEx,ExecEx}`,
      args: [0, 1],
    },
    { class: 'sql-injection', call: `${pg}.{Query,QueryOne,Exec,ExecOne,Prepare}`, args: [0, 1] },
    {
      class: 'sql-injection',
      call: `${pg}.**.{Where,WhereOr,OrderExpr,ColumnExpr,GroupExpr,Having,TableExpr,Join,WhereInMulti}`,
      args: [0],
    },
    {
      class: 'sql-injection',
      call: 'github.com/Masterminds/squirrel.**.{Where,OrderBy,GroupBy,Having,Suffix,Prefix,Column}',
      args: [0],
    },
    {
      class: 'sql-injection',
      call: '{xorm.io/xorm,github.com/go-xorm/xorm}.**.{Where,And,Or,OrderBy,SQL,Having,Exec,Query}',
      args: [0],
    },
  ],
  matches: [
    {
      class: 'unsafe-query',
      call: `${sqlx}.{Query,Queryx,QueryRow,QueryRowx,Exec,MustExec,Prepare}`,
      when: built(0),
    },
    {
      class: 'unsafe-query',
      call: `${pgx}.{Query,QueryRow,Exec,Prepare,QueryEx,QueryRowEx,ExecEx}`,
      when: {
        any: [built(0), built(1)],
      },
    },
    {
      class: 'unsafe-query',
      call: `${pg}.{Query,QueryOne,Exec,ExecOne,Prepare}`,
      when: {
        any: [built(0), built(1)],
      },
    },
    {
      class: 'unsafe-query',
      call: `${pg}.**.{Where,WhereOr,OrderExpr,ColumnExpr,GroupExpr,Having}`,
      when: built(0),
    },
  ],
  examples: [
    {
      class: 'sql-injection',
      bad: handler(
        ['github.com/jmoiron/sqlx'],
        'db, _ := sqlx.Connect("postgres", dsn())\nvar user User\nerr := db.Get(&user, "SELECT * FROM users WHERE id="+r.FormValue("id")) // FLAW\nuse(err)',
      ),
      good: handler(
        ['github.com/jmoiron/sqlx'],
        'db, _ := sqlx.Connect("postgres", dsn())\nvar user User\nerr := db.Get(&user, "SELECT * FROM users WHERE id=$1", r.FormValue("id"))\nuse(err)',
      ),
    },
    {
      class: 'sql-injection',
      bad: handler(
        ['context', 'github.com/jackc/pgx/v5'],
        'conn, _ := pgx.Connect(context.Background(), url())\nconn.Exec(r.Context(), "DROP TABLE "+r.FormValue("t")) // FLAW',
      ),
      good: handler(
        ['context', 'github.com/jackc/pgx/v5'],
        'conn, _ := pgx.Connect(context.Background(), url())\nconn.Exec(r.Context(), "DELETE FROM t WHERE id = $1", r.FormValue("id"))',
      ),
    },
  ],
};
