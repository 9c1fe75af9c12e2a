import type { Framework } from '../../rule.ts';
import { controller } from './page.ts';

const db = '{Illuminate.Support.Facades.DB,DB}';
const uses = ['Illuminate\\Http\\Request', 'Illuminate\\Support\\Facades\\DB'];

const action = (body: string): string =>
  controller(uses, `public function show(Request $request)\n{\n${body}\n}`);

/** Queries and models of Laravel (https://laravel.com/docs/queries, https://laravel.com/docs/eloquent). */
export const eloquent: Framework = {
  id: 'eloquent',
  title: 'Eloquent',
  description: 'Queries and models of Laravel.',
  languages: ['php'],
  sinks: [
    {
      class: 'sql-injection',
      call: `${db}.{raw,select,selectOne,insert,update,delete,statement,unprepared,scalar,affectingStatement}`,
      args: [0],
    },
    { class: 'sql-injection', call: `${db}.connection().{select,statement,unprepared}`, args: [0] },
    {
      class: 'sql-injection',
      call: '**.{whereRaw,orWhereRaw,selectRaw,orderByRaw,groupByRaw,havingRaw,orHavingRaw,fromRaw}',
      args: [0],
    },
    {
      class: 'sql-injection',
      call: `{${db.slice(1, -1)},App.Models.*}.**.{orderBy,groupBy,orderByDesc,pluck,select,addSelect,increment,where,orWhere,max,min,sum,avg}`,
      args: [0],
      part: 'whole',
      unless: {
        any: [
          { arg: 0, shape: 'list' },
          { arg: 0, shape: 'object' },
          { arg: 0, shape: 'function' },
        ],
      },
    },
    { class: 'mass-assignment', call: '**.{forceFill,forceCreate}', args: [0] },
  ],
  sanitizers: [
    // Rows of the database, whatever they were looked for with.
    { call: '**.{find,findOrFail,findMany,first,firstOrFail,firstOrCreate,firstOrNew,paginate}', for: ['*'] },
  ],
  matches: [
    {
      class: 'mass-assignment',
      assign: 'guarded',
      severity: 'low',
      when: {
        all: [
          { arg: 0, shape: 'list' },
          { arg: '0[0]', missing: true },
        ],
      },
    },
  ],
  examples: [
    {
      class: 'sql-injection',
      bad: action(
        '    DB::select("select * from users where id = " . $request->input("id")); // FLAW\n    User::whereRaw("name = \'" . $request->name . "\'")->get(); // FLAW',
      ),
      good: action(
        '    DB::select("select * from users where id = ?", [$request->input("id")]);\n    User::where("name", $request->name)->get();',
      ),
    },
    {
      class: 'mass-assignment',
      bad: action('    $user->forceFill($request->all()); // FLAW'),
      good: action('    $user->fill($request->only(["name"]));'),
    },
  ],
};
