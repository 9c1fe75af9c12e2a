import { beforeAll, describe, expect, test } from 'vitest';
import { Language, Parser } from 'web-tree-sitter';
import { loadGrammar } from '#src/io/grammars.ts';
import type { Class, Expr, Fn, Module, Statement } from '../ir.ts';
import { java } from './java.ts';

let parser: Parser;

beforeAll(async () => {
  await Parser.init({ wasmBinary: await loadGrammar('tree-sitter') });
  parser = new Parser();
  parser.setLanguage(await Language.load(await loadGrammar('java')));
});

function lower(text: string): Module {
  const tree = parser.parse(text);
  if (!tree) throw new Error('no tree');
  return java.lower(tree.rootNode, 'src/a/Example.java');
}

const classes = (module: Module): readonly Class[] =>
  module.body.flatMap((statement) => (statement.kind === 'class' ? [statement.cls] : []));

const imports = (module: Module): readonly string[] =>
  module.body.flatMap((one) => (one.kind === 'import' ? [`${one.module}.${one.name} as ${one.local}`] : []));

/** The body of the first method of the last class. */
function body(text: string): readonly Statement[] {
  return method(`class A { void m(Object o, String p) { ${text} } }`).body;
}

function method(text: string): Fn {
  const fn = classes(lower(text)).at(-1)?.methods[0]?.fn;
  if (!fn) throw new Error('no method');
  return fn;
}

/** An expression as a short text, for reading. */
function shown(expr: Expr | null | undefined): string {
  switch (expr?.kind) {
    case 'const':
      return JSON.stringify(expr.value);
    case 'name':
      return expr.name;
    case 'member':
      return `${shown(expr.of)}.${expr.name}`;
    case 'call':
      return `${expr.isNew ? 'new ' : ''}${shown(expr.callee)}(${expr.args.map((arg) => `${arg.name ? `${arg.name}=` : ''}${shown(arg.value)}`).join(', ')})`;
    case 'binary':
      return `(${shown(expr.left)} ${expr.op} ${shown(expr.right)})`;
    case 'choose':
      return `(${shown(expr.test)} ? ${shown(expr.then)} : ${shown(expr.else)})`;
    case 'through':
      return `(${expr.type ?? ''})${shown(expr.of)}`;
    case 'list':
      return `[${expr.items.map(shown).join(', ')}]`;
    default:
      return expr?.kind ?? 'none';
  }
}

describe('names', () => {
  test('imports that a file may leave out are written', () => {
    const module = lower(`package a; import java.io.*; import static x.Y.z;
      class A { String s; File f; java.sql.Connection c = new java.sql.Driver().open(); }`);
    expect(imports(module)).toEqual([
      'java.io.* as *',
      'x.Y.z as z',
      'java.io.File as File',
      'java.lang.String as String',
      'java.sql.Connection as java.sql.Connection',
      'java.sql.Driver as java.sql.Driver',
    ]);
  });

  test('a bare name is a local variable, a member of the class, or of the class around it', () => {
    const [inner, outer] = classes(
      lower(`class Outer { static int total; int own;
        void m(int own) { own = total; this.own = own; go(); }
        void go() {}
        class Inner { int deep; void n() { deep = total; missing = deep; } } }`),
    );
    const assigned = (fn: Fn | undefined) =>
      fn?.body.map((one) =>
        one.kind === 'assign' && one.target.kind === 'to'
          ? `${shown(one.target.place)} = ${shown(one.value)}`
          : one.kind === 'do'
            ? shown(one.value)
            : one.kind,
      );
    expect(assigned(outer?.methods[0]?.fn)).toEqual(['own = Outer.total', 'this.own = own', 'this.go()']);
    expect(assigned(inner?.methods[0]?.fn)).toEqual(['this.deep = Outer.total', 'this.missing = this.deep']);
  });

  test('finds the file of a class, the nearest first', () => {
    const all = ['one/src/a/b/C.java', 'two/src/a/b/C.java', 'two/src/x/C.java'];
    const files = {
      has: (path: string) => all.includes(path),
      inFolder: () => [],
      named: (title: string) => all.filter((path) => path.endsWith(`/${title}`)),
    };
    expect(java.resolve?.('a.b.C', 'two/src/a/D.java', files)).toBe('two/src/a/b/C.java');
    expect(java.resolve?.('a.b.C.Inner', 'one/src/a/D.java', files)).toBe('one/src/a/b/C.java');
    expect(java.resolve?.('a.b', 'one/src/a/D.java', files)).toBe(null);
  });
});

describe('declarations', () => {
  test('annotations, types and rest parameters of a method', () => {
    const fn = method(
      'class A { @GetMapping({"/a", "/b"}) List<String> m(@RequestParam(name = "q") final String q, int... more) {} }',
    );
    expect(fn.decorators.map(shown)).toEqual(['GetMapping(["/a", "/b"])']);
    expect(fn.returns).toBe('List');
    expect(fn.params.map((param) => [param.type, param.rest, param.decorators.map(shown)])).toEqual([
      ['String', undefined, ['RequestParam(name="q")']],
      [undefined, 'list', []],
    ]);
  });

  test('a method without a body is abstract, and a field that is written later has no value', () => {
    const [cls] = classes(lower('interface I { void a(); default void b() {} }'));
    expect(cls?.methods.map((one) => one.isAbstract === true)).toEqual([true, false]);
    const [other] = classes(
      lower('class A { private String kept = "a"; String set = "b"; void m() { set = "c"; } }'),
    );
    expect(other?.body.map((one) => one.kind === 'assign' && one.value.kind)).toEqual(['const', 'unknown']);
  });

  test('a record has a constructor and readers, a Lombok class readers and setters', () => {
    const [record] = classes(lower('record R(String a, int b) { int b() { return 1; } }'));
    expect(record?.methods.map((one) => one.name).toSorted()).toEqual(['a', 'b', 'constructor']);
    const [data] = classes(lower('@Data class D { private String a; static int b; }'));
    expect(data?.methods.map((one) => one.name)).toEqual(['getA', 'isA', 'setA']);
  });
});

describe('statements and expressions', () => {
  test('a switch with values becomes choices', () => {
    const [first] = body('String s = switch (p) { case "a", "b" -> "x"; default -> p; };');
    expect(first?.kind === 'assign' && shown(first.value)).toBe('(((p == "a") || (p == "b")) ? "x" : p)');
  });

  test('cases without break run on', () => {
    const [first] = body('switch (p) { case "a": case "b": m(o, p); break; default: return; }');
    expect(first?.kind === 'switch' && first.cases.map((one) => [one.tests.map(shown), one.through])).toEqual(
      [
        [['"a"'], true],
        [['"b"'], false],
        [[], false],
      ],
    );
  });

  test('an enhanced for gives its variable the declared type, try opens its resources', () => {
    const [each, opened] = body(
      'for (Cookie c : cookies) { m(c, p); } try (Reader r = open(p)) { } finally { }',
    );
    expect(each?.kind === 'each' && each.body[0]).toMatchObject({ kind: 'assign', type: 'Cookie' });
    expect(opened?.kind === 'try' && opened.body[0]).toMatchObject({ kind: 'assign', type: 'Reader' });
  });

  test('text: escapes, blocks, characters', () => {
    const values = body(
      'String a = "a\\n\\u0041"; char b = \'\\\'\'; String c = """\n  one\n    two\n  """;',
    );
    expect(
      values.map((one) => one.kind === 'assign' && one.value.kind === 'const' && one.value.value),
    ).toEqual(['a\nA', "'", 'one\n  two\n']);
  });

  test('a chain of a thousand additions and one of brackets do no harm', () => {
    const [long] = body(`String s = ${Array.from({ length: 1000 }, () => 'p').join(' + ')};`);
    expect(long?.kind === 'assign' && long.value.kind).toBe('text');
    const module = lower(`class A { int x = ${'('.repeat(5000)}1${')'.repeat(5000)}; }`);
    expect(module.broken).toEqual([1]);
  });

  test('lines that do not parse are said', () => {
    expect(lower('class A {\n  void m( { }\n}').broken.length).toBeGreaterThan(0);
  });
});
