import type { Framework } from '../../rule.ts';
import { built } from '../built.ts';
import { handler } from './handler.ts';

const handle = '{database/sql.{DB,Tx,Conn}(),**.{Begin,BeginTx,Conn}()}';

/** database/sql (https://pkg.go.dev/database/sql), and code that names its methods alike. */
export const databaseSql: Framework = {
  id: 'database-sql',
  title: 'database/sql',
  description: 'Statements of database/sql.',
  languages: ['go'],
  types: [
    { result: 'database/sql.{Open,OpenDB}()', is: 'database/sql.DB()' },
    { result: 'database/sql.DB().{Begin,BeginTx}()', is: 'database/sql.Tx()' },
    { result: 'database/sql.DB().Conn()', is: 'database/sql.Conn()' },
  ],
  sinks: [
    { class: 'sql-injection', call: `${handle}.{Query,QueryRow,Exec,Prepare}`, args: [0] },
    {
      class: 'sql-injection',
      call: `${handle}.{QueryContext,QueryRowContext,ExecContext,PrepareContext}`,
      args: [1],
    },
    {
      class: 'sql-injection',
      call: '?{db,tx,conn,DB,database,pool,*DB,*Db}.{Query,QueryRow,Exec,Prepare}',
      args: [0],
    },
    { class: 'sql-injection', call: '**.{db,DB,conn,Db,pool}.{Query,QueryRow,Exec,Prepare}', args: [0] },
    {
      class: 'sql-injection',
      call: '{?,**.}{db,tx,conn,DB,pool}.{QueryContext,QueryRowContext,ExecContext,PrepareContext}',
      args: [1],
    },
  ],
  matches: [
    {
      class: 'unsafe-query',
      call: `${handle}.{Query,QueryRow,Exec,Prepare}`,
      when: built(0),
    },
    {
      class: 'unsafe-query',
      call: `${handle}.{QueryContext,QueryRowContext,ExecContext,PrepareContext}`,
      when: built(1),
    },
  ],
  examples: [
    {
      class: 'sql-injection',
      bad: handler(
        ['database/sql', 'fmt'],
        'db, _ := sql.Open("postgres", dsn())\nquery := fmt.Sprintf("SELECT * FROM users WHERE name = \'%s\'", r.FormValue("name"))\nrows, err := db.Query(query) // FLAW\nuse(rows, err)',
      ),
      good: handler(
        ['database/sql'],
        'db, _ := sql.Open("postgres", dsn())\nrows, err := db.Query("SELECT * FROM users WHERE name = $1", r.FormValue("name"))\nuse(rows, err)',
      ),
    },
    {
      class: 'sql-injection',
      bad: handler(
        ['database/sql', 'strings'],
        'db, _ := sql.Open("mysql", dsn())\n_, err := db.ExecContext(r.Context(), "DELETE FROM t WHERE id = "+strings.TrimSpace(r.URL.Query().Get("id"))) // FLAW\nuse(err)',
      ),
      good: handler(
        ['database/sql', 'strconv', 'fmt'],
        'db, _ := sql.Open("mysql", dsn())\nid, err := strconv.Atoi(r.URL.Query().Get("id"))\nif err != nil {\n\treturn\n}\n_, err = db.ExecContext(r.Context(), "DELETE FROM t WHERE id = ?", id)\nuse(err)',
      ),
    },
    {
      class: 'unsafe-query',
      bad: 'package main\nimport "database/sql"\nfunc find(db *sql.DB, name string) {\n\tdb.Query("SELECT * FROM users WHERE name = \'" + name + "\'") // FLAW\n}\n',
      good: 'package main\nimport "database/sql"\nconst columns = "id, name"\nfunc find(db *sql.DB, name string) {\n\tdb.Query("SELECT "+columns+" FROM users WHERE name = ?", name)\n}\n',
    },
  ],
};
