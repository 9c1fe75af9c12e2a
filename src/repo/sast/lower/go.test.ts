import { expect, test } from 'vitest';
import { showLowered } from '../../../../test/show-ir.ts';
import { go } from './go.ts';
import type { FileIndex } from './lowering.ts';

const lowered = (body: string) => showLowered(go, 'a.go', body);
/** Statements of a function. */
const inside = async (body: string, head = 'func f()') => {
  const [line] = await lowered(`package a\n${head} {\n${body}\n}`);
  return line!.slice(line!.indexOf('{') + 1, -1);
};

const index = (...paths: string[]): FileIndex => ({
  has: (path) => paths.includes(path),
  inFolder: (folder) => paths.filter((path) => path.slice(0, Math.max(0, path.lastIndexOf('/'))) === folder),
  named: (name) => paths.filter((path) => path.endsWith(`/${name}`)),
});

test('imports go by their path, without a version', async () => {
  const source =
    'package a\nimport (\n"net/http"\nx "a.b/c"\n. "strings"\n"github.com/labstack/echo/v4"\n"gopkg.in/yaml.v3"\n)';
  expect(await lowered(source)).toEqual([
    '3: import net/http as http',
    '4: import a.b/c as x',
    '5: import strings * as *',
    '6: import github.com/labstack/echo as echo',
    '7: import gopkg.in/yaml as yaml',
  ]);
});

test('a struct is a class with its methods, whose receiver is this', async () => {
  const source =
    'package a\ntype S struct { db *sql.DB; http.Handler }\nfunc (s *S) Get(r *http.Request, xs ...string) string { return s.db.X }';
  expect(await lowered(source)).toEqual([
    '2: class S(http.Handler){db:sql.DB = ?()} Get=Get(r:http.Request, *xs):string{s = this; return s.db.X}',
  ]);
});

test('an error is no part of a result', async () => {
  expect(await inside('x, err := g()\na, b := h()\nreturn x, nil', 'func f() (string, error)')).toBe(
    'x = g(); err = ?(); [a,b] = h(); return x',
  );
  expect(await inside('out = 1\nreturn', 'func f() (out int, err error)')).toBe('out = 1; return out');
  expect(await inside('return a, b', 'func f() (string, string)')).toBe('return [a,b]');
});

test('formats are text; numbers in them are no text', async () => {
  expect(await inside('x := fmt.Sprintf("a %s b %d%%", y, z)')).toBe('x = `a ${y} b ${int(z)}%`');
  expect(await inside('x := fmt.Sprintf(format, y)')).toBe('x = fmt.Sprintf(format, y)');
});

test('branches and loops', async () => {
  expect(await inside('if v := g(); v != "" { return } else if w { x++ }')).toBe(
    '{v = g(); if (v != "") {return} else {if w {x += 1}}}',
  );
  expect(await inside('for i, v := range xs { use(v) }')).toBe('each v of xs {i = ?(); use(v)}');
  expect(await inside('for key, v := range xs { use(v) }')).toBe('each v of xs {key = ?(xs); use(v)}');
  expect(await inside('for i := 0; i < 3; i++ { use(i) }')).toBe('{i = 0; while (i < 3) {use(i); i += 1}}');
  expect(await inside('switch { case a: x(); case b: y(); default: z() }')).toBe(
    'if a {x()} else {if b {y()} else {z()}}',
  );
  expect(await inside('switch v { case 1: x(); fallthrough\ncase 2: y() }')).toBe(
    'switch v [1]>{x()} [2]{y()}',
  );
});

test('literals: structs are instances, lists and maps what they are', async () => {
  expect(await inside('a := &http.Cookie{Name: "x", Secure: true}')).toBe(
    'a = new http.Cookie(Name: "x", Secure: true)',
  );
  expect(await inside('a := []T{{A: 1}}\nb := map[string]int{"x": 1}\nc := []byte("s")')).toBe(
    'a = [new T(A: 1)]; b = {"x":1}; c = <cast>"s"',
  );
});

test('what ends the program ends the function', async () => {
  expect(await inside('if x { log.Fatal("no") }\ndefer g()')).toBe('if x {log.Fatal("no"); throw}; g()');
});

test('packages of the tree', () => {
  const files = index('go.mod', 'cmd/a/main.go', 'internal/db/db.go', 'internal/db/db_test.go', 'http/x.go');
  expect(go.resolve!('example.com/app/internal/db', 'cmd/a/main.go', files)).toBe('internal/db/db.go');
  expect(go.resolve!('github.com/o/r/internal/db', 'cmd/a/main.go', files)).toBe('internal/db/db.go');
  expect(go.resolve!('net/http', 'cmd/a/main.go', files)).toBe(null);
  expect(go.resolve!('github.com/o/http', 'cmd/a/main.go', files)).toBe(null);
  expect(go.locate!('helper', 'internal/db/more.go', files)).toEqual(['internal/db/db.go']);
  expect(go.locate!('len', 'internal/db/more.go', files)).toEqual([]);
});

test('nesting without end is cut off, not followed', async () => {
  const deep = `package a\nvar x = ${'('.repeat(3000)}1${')'.repeat(3000)}`;
  expect(await lowered(deep)).toEqual(['2: x = ?()']);
});
