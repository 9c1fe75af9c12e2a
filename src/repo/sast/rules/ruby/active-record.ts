import type { ArgTest, Framework, SinkRule } from '../../rule.ts';
import { built } from '../built.ts';
import { action } from './action.ts';

const connection =
  '{**.connection(),PG.connect(),PG.Connection(),PG.Connection.{open,new}(),Mysql2.Client(),SQLite3.Database(),Sequel.connect(),Sequel.{postgres,mysql2,sqlite}(),TinyTds.Client()}';
const clauses =
  'where,rewhere,having,order,reorder,group,joins,from,lock,find_by_sql,count_by_sql,select_sql,delete_by,destroy_by,delete_all,destroy_all,update_all';
const likely = '{?,**.}{conn,connection,db,client,pg,con,database,DB}';

/** Hashes of parameters are conditions on columns; they are not read as SQL. */
const hash: ArgTest = { arg: 0, named: '**.{slice,permit,except,to_h,to_unsafe_h,to_unsafe_hash}()' };
/** Options of the finders of Rails 3 and before. */
const finders = '**.{find,all,first,last,count,calculate,sum,paginate,exists?}';
const options = ['conditions', 'order', 'group', 'having', 'joins', 'select', 'from', 'lock'];

/** Active Record, Sequel, and the drivers (https://guides.rubyonrails.org/security.html#sql-injection). */
export const activeRecord: Framework = {
  id: 'active-record',
  title: 'Active Record',
  description: 'Queries of Active Record, Sequel, pg, mysql2 and sqlite3.',
  languages: ['ruby'],
  sinks: [
    {
      class: 'sql-injection',
      call: `**.{${clauses}}`,
      args: [0],
      unless: { any: [{ arg: 0, shape: 'list' }, hash] },
    },
    { class: 'sql-injection', call: `**.{${clauses}}`, args: ['0[0]'], when: { arg: 0, shape: 'list' } },
    { class: 'sql-injection', call: '**.{not,or}', args: [0], when: { arg: 0, shape: 'text' } },
    {
      class: 'sql-injection',
      call: '**.{select,pluck,pick,exists?,find_by,count,average,minimum,maximum,sum,calculate,includes,references,in_order_of}',
      args: [0],
      when: { arg: 0, shape: 'text' },
    },
    { class: 'sql-injection', call: '**.{pluck,order,reorder,calculate}', args: [0] },
    {
      class: 'sql-injection',
      call: `{${connection.slice(1, -1)}}.{execute,exec_query,exec_update,exec_insert,exec_delete,select_all,select_one,select_value,select_values,select_rows,query,exec,exec_params,prepare,async_exec,get_first_row,get_first_value,run,fetch,do,async_query}`,
      args: [0],
    },
    {
      class: 'sql-injection',
      call: `${likely}.{execute,exec_query,query,exec,prepare,async_exec,run,fetch}`,
      args: [0],
    },
    ...options.flatMap((option): SinkRule[] => [
      {
        class: 'sql-injection',
        call: finders,
        args: [option],
        unless: {
          any: [
            { arg: option, shape: 'list' },
            { arg: option, shape: 'object' },
          ],
        },
      },
      { class: 'sql-injection', call: finders, args: [`${option}[0]`], when: { arg: option, shape: 'list' } },
    ]),
    { class: 'sql-injection', call: '{Arel.sql,Sequel.lit}', args: [0] },
  ],
  sanitizers: [
    // Rows of the database, whatever they were looked for with.
    {
      call: '**.{find,find_by,find_by!,find_each,find_or_create_by,find_or_create_by!,find_or_initialize_by,find_by_id,find_by_sql,where,rewhere,first,last,take,pluck,order,joins,includes,exec_query,select_all,execute}',
      for: ['*'],
    },
    {
      call: '**.{sanitize_sql,sanitize_sql_for_conditions,sanitize_sql_array,sanitize_sql_like,sanitize_sql_for_order,quote,quote_table_name,quote_column_name,escape_string,escape,escape_literal,escape_identifier}',
      for: ['sql-injection'],
    },
  ],
  matches: [
    { class: 'unsafe-query', call: `**.{find_by_sql,count_by_sql}`, when: built(0) },
    { class: 'unsafe-query', call: '**.{where,having}', when: built(0) },
    {
      class: 'unsafe-query',
      call: `{${connection.slice(1, -1)}}.{execute,exec_query,query,exec,select_all}`,
      when: built(0),
    },
  ],
  examples: [
    {
      class: 'sql-injection',
      bad: action(
        '@a = User.where("name = \'#{params[:name]}\'") # FLAW\n@b = User.order(params[:sort]) # FLAW\nActiveRecord::Base.connection.execute("DELETE FROM t WHERE id = " + params[:id]) # FLAW',
      ),
      good: action(
        '@a = User.where("name = ?", params[:name])\n@b = User.where(name: params[:name])\n@c = User.find(params[:id])\n@d = User.where("id = #{params[:id].to_i}")',
      ),
    },
    {
      class: 'sql-injection',
      bad: 'def find(request)\n  conn = PG.connect(dbname: "a")\n  conn.exec("SELECT * FROM t WHERE a = #{params[:a]}") # FLAW\nend\n',
      good: 'def find(request)\n  conn = PG.connect(dbname: "a")\n  conn.exec_params("SELECT * FROM t WHERE a = $1", [params[:a]])\nend\n',
    },
    {
      class: 'unsafe-query',
      bad: 'class User < ApplicationRecord\n  def self.named(name)\n    where("name = \'#{name}\'") # FLAW\n  end\nend\n',
      good: 'class User < ApplicationRecord\n  def self.named(name)\n    where("name = ?", name)\n  end\nend\n',
    },
  ],
};
