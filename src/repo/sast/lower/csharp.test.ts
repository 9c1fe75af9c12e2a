import { beforeAll, describe, expect, test } from 'vitest';
import { Language, Parser } from 'web-tree-sitter';
import { loadGrammar } from '#src/io/grammars.ts';
import type { Class, Expr, Module, Statement } from '../ir.ts';
import { csharp } from './csharp.ts';

let parser: Parser;

beforeAll(async () => {
  await Parser.init({ wasmBinary: await loadGrammar('tree-sitter') });
  parser = new Parser();
  parser.setLanguage(await Language.load(await loadGrammar('c-sharp')));
});

function lower(text: string): Module {
  const tree = parser.parse(text);
  if (!tree) throw new Error('no tree');
  return csharp.lower(tree.rootNode, 'Example.cs');
}

const classes = (module: Module): readonly Class[] =>
  module.body.flatMap((statement) => (statement.kind === 'class' ? [statement.cls] : []));

const imports = (module: Module): readonly string[] =>
  module.body.flatMap((one) => (one.kind === 'import' ? [`${one.module}.${one.name} as ${one.local}`] : []));

function body(text: string): readonly Statement[] {
  const fn = classes(lower(`class A { void M(object o, string p) { ${text} } }`))[0]?.methods[0]?.fn;
  if (!fn) throw new Error('no method');
  return fn.body;
}

function value(text: string): Expr | null {
  const [first] = body(text);
  return first?.kind === 'assign' ? first.value : first?.kind === 'do' ? first.value : null;
}

describe('names', () => {
  test('a type is the one of a namespace that the file imports, else the first that has it', () => {
    const module = lower(
      'using Microsoft.Data.SqlClient; using App.Data; class A { SqlCommand a; DirectorySearcher b; Process c; Own d; }',
    );
    expect(imports(module)).toEqual([
      'System.DirectoryServices.DirectorySearcher as DirectorySearcher',
      'Microsoft.Data.SqlClient.SqlCommand as SqlCommand',
      'Microsoft.Data.SqlClient.* as *',
      'App.Data.* as *',
    ]);
  });

  test('aliases and types of other namespaces of the file', () => {
    const module = lower(
      'using IO = System.IO; namespace A { class X {} } namespace B { class Y { X x; IO.File f; } }',
    );
    expect(imports(module)).toEqual(['System.IO as IO']);
    expect(classes(module).map((cls) => cls.name)).toEqual(['X', 'Y']);
  });
});

describe('declarations', () => {
  test('attributes, access, defaults and what a task gives', () => {
    const [cls] = classes(
      lower(
        'class A : Controller { [HttpGetAttribute("x")] public async Task<Item> M([FromQuery(Name = "q")] string q, int n = 3) => null; void P() {} }',
      ),
    );
    const [first, second] = cls?.methods ?? [];
    expect(first).toMatchObject({ name: 'M', fn: { returns: 'Item', isAsync: true } });
    expect(first?.fn.decorators[0]).toMatchObject({ kind: 'call', callee: { name: 'HttpGet' } });
    expect(first?.fn.params[0]?.decorators[0]).toMatchObject({
      callee: { name: 'FromQuery' },
      args: [{ name: 'Name' }],
    });
    expect(first?.fn.params[1]).toMatchObject({ type: 'int', default: { kind: 'const', value: 3 } });
    expect([first?.isPrivate, second?.isPrivate]).toEqual([undefined, true]);
  });

  test('properties with code are getters, others are fields', () => {
    const [cls] = classes(
      lower(
        'class A { string a; public string B => a; public string C { get; set; } = "c"; string D { get { return a; } } }',
      ),
    );
    expect(cls?.methods.map((one) => [one.name, one.isGetter])).toEqual([
      ['B', true],
      ['D', true],
    ]);
    expect(
      cls?.body.map(
        (one) =>
          one.kind === 'assign' &&
          one.target.kind === 'to' &&
          one.target.place.kind === 'name' &&
          one.target.place.name,
      ),
    ).toEqual(['a', 'C']);
  });

  test('a primary constructor sets fields and calls the base', () => {
    const [cls] = classes(lower('class A(string x) : B(x) { string M() => x; }'));
    expect(cls?.methods.map((one) => one.name)).toEqual(['constructor', 'M']);
    expect(cls?.methods[0]?.fn.body.map((one) => one.kind)).toEqual(['do', 'assign']);
    expect(cls?.methods[1]?.fn.body[0]).toMatchObject({ value: { kind: 'member', name: 'x' } });
  });

  test('top-level statements and local functions', () => {
    const module = lower('var app = Make(); app.MapGet("/", (string q) => q); string Make() { return "x"; }');
    expect(module.body.filter((one) => one.kind !== 'import').map((one) => one.kind)).toEqual([
      'assign',
      'do',
      'function',
    ]);
  });
});

describe('statements and expressions', () => {
  test('interpolated, verbatim and raw text', () => {
    expect(value('var s = $"a {p} {{x}}";')).toMatchObject({
      kind: 'text',
      parts: [{ value: 'a ' }, { name: 'p' }, { value: ' ' }, { value: '{x}' }],
    });
    expect(value('var s = @"c:\\x ""y""";')).toMatchObject({ value: 'c:\\x "y"' });
    expect(value('var s = """a "b" c""";')).toMatchObject({ value: 'a "b" c' });
  });

  test('what an initializer sets are keyword arguments; collections are lists and objects', () => {
    expect(value('var c = new Cookie("a") { Secure = true };')).toMatchObject({
      kind: 'call',
      isNew: true,
      args: [{ value: { value: 'a' } }, { name: 'Secure', value: { value: true } }],
    });
    expect(value('var d = new Dictionary<string, string> { ["k"] = p };')).toMatchObject({
      kind: 'through',
      type: 'Dictionary',
      of: { kind: 'object' },
    });
    expect(value('var l = new List<string> { p, "b" };')).toMatchObject({
      kind: 'through',
      of: { kind: 'list' },
    });
  });

  test('patterns declare variables, switch expressions are choices', () => {
    const [test_] = body('if (o is string s && s != null) { M(o, s); }');
    expect(test_?.kind === 'if' && test_.then[0]).toMatchObject({
      value: { args: [{ value: { kind: 'name' } }, { value: { kind: 'name', name: 's' } }] },
    });
    expect(value('var r = p switch { "a" => 1, _ => 2 };')).toMatchObject({
      kind: 'choose',
      test: { op: '==' },
      else: { kind: 'choose' },
    });
  });

  test('queries, optional access, out variables, handlers that are added', () => {
    expect(value('var q = from u in users where u.Name == p select u.Id;')).toMatchObject({
      kind: 'gather',
      each: [{ tests: [{ op: '==' }] }],
      value: { kind: 'member', name: 'Id' },
    });
    expect(value('var x = p?.Trim()?.Length;')).toMatchObject({
      kind: 'member',
      name: 'Length',
      of: { kind: 'call' },
    });
    expect(body('d.TryGetValue(p, out var found); M(o, found);')[1]).toMatchObject({
      value: { args: [{}, { value: { kind: 'name', name: 'found' } }] },
    });
    expect(body('o.Check += (a, b) => true;')[0]).toMatchObject({
      kind: 'assign',
      value: { kind: 'function' },
    });
  });

  test('lines that do not parse are said', () => {
    expect(lower('class A {\n  void M( { }\n}').broken.length).toBeGreaterThan(0);
  });
});
