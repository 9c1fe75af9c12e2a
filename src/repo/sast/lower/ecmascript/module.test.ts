import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { Language, Parser } from 'web-tree-sitter';
import type { Module } from '../../ir.ts';
import { lowerEcmaScript } from './module.ts';

const folder = dirname(createRequire(import.meta.url).resolve('@vscode/tree-sitter-wasm/package.json'));
const parsers = new Map<string, Parser>();

beforeAll(async () => {
  await Parser.init();
  for (const name of ['javascript', 'typescript', 'tsx']) {
    const parser = new Parser();
    parser.setLanguage(await Language.load(readFileSync(join(folder, 'wasm', `tree-sitter-${name}.wasm`))));
    parsers.set(name, parser);
  }
});

function lower(text: string, grammar = 'javascript'): Module {
  const tree = parsers.get(grammar)!.parse(text)!;
  return lowerEcmaScript(tree.rootNode, 'a.js', grammar === 'javascript' ? 'javascript' : 'typescript');
}

/** The common form as a short text: kinds in words, without places. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(shown).join(' ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  const node = value as Record<string, unknown>;
  const of = (key: string) => shown(node[key]);
  switch (node.kind) {
    case 'const':
      return JSON.stringify(node.value);
    case 'name':
      return String(node.name);
    case 'member':
      return `${of('of')}.${String(node.name)}`;
    case 'to':
      return of('place');
    case 'call':
      return `${node.isNew ? 'new ' : ''}${of('callee')}(${(node.args as { value: unknown }[]).map((arg) => shown(arg.value)).join(', ')})`;
    case 'do':
      return of('value');
    case 'assign':
      return `${of('target')} = ${of('value')}`;
    case 'import':
      return `import ${String(node.module)}.${String(node.name)} as ${String(node.local)}`;
    case 'export':
      return `export ${String(node.name)} = ${of('value')}`;
    default: {
      const rest = Object.entries(node).filter(([key, part]) => key !== 'span' && part !== undefined);
      return `{${rest.map(([key, part]) => `${key}: ${shown(part)}`).join(', ')}}`;
    }
  }
}

const body = (text: string, grammar?: string): string[] => lower(text, grammar).body.map(shown);

describe('modules', () => {
  test('imports of every form', () => {
    expect(body('import a, {b as c} from "m"; import * as d from "node:fs";', 'typescript')).toEqual([
      'import m.default as a',
      'import m.b as c',
      'import fs.null as d',
    ]);
    expect(body('const {exec, spawn: s} = require("node:child_process"), fs = require("fs");')).toEqual([
      'import child_process.exec as exec',
      'import child_process.spawn as s',
      'import fs.null as fs',
    ]);
    expect(body('const e = await import("m"); require("x").go();')).toEqual([
      'import x.null as module x',
      'import m.null as e',
      'module x.go()',
    ]);
  });

  test('exports of every form', () => {
    expect(body('module.exports = f; exports.g = g;')).toEqual([
      'module exports = f',
      'module.exports = module exports',
      'export null = module exports',
      'exports g = g',
      'exports.g = exports g',
      'export g = exports g',
    ]);
    expect(
      body('export const {a, b: [c]} = x; export default y; export * from "m"; export {d as e};'),
    ).toEqual([
      'import m.null as module m',
      '{kind: "fields", fields: [{key: "a", target: a} {key: "b", target: {kind: "items", items: [c], rest: null}}], rest: null} = x',
      'export a = a',
      'export c = c',
      'export default = y',
      'export * = module m',
      'export e = d',
    ]);
  });
});

describe('expressions', () => {
  test('texts, operators, calls', () => {
    expect(body('f(`a$' + '{b}c`, "x\\u{41}\\n", ...d); new G; a?.b?.[1]?.(2); sql`q $' + '{v}`;')).toEqual([
      'f({kind: "text", parts: ["a" b "c"]}, "xA\\n", d)',
      'new G()',
      '{kind: "index", of: a.b, at: 1}(2)',
      'sql({kind: "list", items: ["q "]}, v)',
    ]);
    expect(body('x = a === b ? -1 : +c; y += 2;')).toEqual([
      'x = {kind: "choose", test: {kind: "binary", op: "==", left: a, right: b}, then: -1, else: Number(c)}',
      '{kind: "update", target: y, op: "+", value: 2}',
    ]);
  });

  test('attributes of elements are assignments, components are calls', () => {
    expect(
      body('<div dangerouslySetInnerHTML={{ __html: x }} id="i">{y}</div>; <A b={1} {...c} />;'),
    ).toEqual([
      'import jsx.null as module jsx',
      'module jsx.element("div", {kind: "set", target: module jsx.div.dangerouslySetInnerHTML.__html, value: x}, {kind: "set", target: module jsx.div.id, value: "i"}, y)',
      'A({kind: "object", entries: [{key: "b", value: 1} {key: null, value: c}]})',
    ]);
  });

  test('a sum of thousands of texts is one text', () => {
    const [only] = lower(`x = ${Array.from({ length: 5000 }, (_, at) => `"${at}"`).join(' + ')};`).body;
    expect(only).toMatchObject({ kind: 'assign', value: { kind: 'text' } });
  });
});

describe('TypeScript', () => {
  test('types of parameters, fields and results', () => {
    const [second, first] = lower(
      'class A { constructor(private db: Db) { super(); } @Get(":id") async go(@Body() b: express.Request<P>): Promise<Dto> {} }\nfunction f(this: X, a: B | null = 1, ...r: C[]) {}',
      'typescript',
    ).body;
    expect(first).toMatchObject({
      kind: 'class',
      cls: {
        name: 'A',
        methods: [
          {
            name: 'constructor',
            fn: {
              body: [{ kind: 'assign', target: { place: { kind: 'member', name: 'db' } } }, { kind: 'do' }],
            },
          },
          {
            name: 'go',
            fn: {
              decorators: [{ kind: 'call' }],
              returns: 'Dto',
              isAsync: true,
              params: [{ type: 'express.Request', decorators: [{ kind: 'call' }] }],
            },
          },
        ],
      },
    });
    expect(second).toMatchObject({
      kind: 'function',
      fn: { name: 'f', params: [{ type: 'B', default: { value: 1 } }, { rest: 'list' }] },
    });
  });

  test('the three grammars agree on what they share', () => {
    const text =
      'async function f({ a, ...b }, [c]) { for (const k in b) { if (k) break; } try { await c; } catch (e) { throw e; } }';
    expect(body(text, 'typescript')).toEqual(body(text));
    expect(body(text, 'tsx')).toEqual(body(text));
  });
});

describe('hostile input', () => {
  test('deep nesting is cut and said', () => {
    const module = lower(`x = ${'('.repeat(3000)}1${')'.repeat(3000)};\ny = 1;`);
    expect(module.broken).toEqual([1]);
    expect(module.body).toHaveLength(2);
  });

  test('what does not parse is said by its line, and the rest is there', () => {
    const module = lower('a();\nconst = = 3;\nb();');
    expect(module.broken).toContain(2);
    expect(module.body.map(shown)).toEqual(expect.arrayContaining(['a()', 'b()']));
  });

  test('names of Object are names like others', () => {
    expect(body('constructor(); __proto__.toString = 1;')).toEqual([
      'constructor()',
      '__proto__.toString = 1',
    ]);
  });
});
