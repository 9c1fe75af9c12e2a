import type { Node } from 'web-tree-sitter';
import type { Span } from '#src/repo/issue.ts';
import type { Arg, Expr, Fn, Pattern, Statement } from '../../ir.ts';

/** Short ways of writing the common form down, shared by the languages with declared types. */

export function spanOf(node: Node): Span {
  const { startPosition: start, endPosition: end } = node;
  return { line: start.row + 1, column: start.column, endLine: end.row + 1, endColumn: end.column };
}

export function name(text: string, span: Span): Expr {
  return { kind: 'name', name: text, span };
}

export function constant(value: string | number | boolean | null, span: Span): Expr {
  return { kind: 'const', value, span };
}

export function member(of: Expr, field: string, span: Span): Expr {
  return { kind: 'member', of, name: field, span };
}

export function call(callee: Expr, args: readonly Arg[], span: Span, isNew = false): Expr {
  return { kind: 'call', callee, args, isNew, span };
}

export function unknown(parts: readonly Expr[], span: Span): Expr {
  return { kind: 'unknown', parts, span };
}

export function cast(of: Expr, type: string | undefined, span: Span): Expr {
  return type === undefined
    ? { kind: 'through', of, how: 'cast', span }
    : { kind: 'through', of, how: 'cast', type, span };
}

/** A dotted name as the members it is made of: `java.io.File`. */
export function path(dotted: string, span: Span): Expr {
  const [first = '', ...rest] = dotted.split('.');
  return rest.reduce<Expr>((of, part) => member(of, part, span), name(first, span));
}

export function to(place: Expr): Pattern {
  return { kind: 'to', place };
}

export function assign(target: Expr, value: Expr, span: Span, type?: string): Statement {
  return type === undefined
    ? { kind: 'assign', target: to(target), value, span }
    : { kind: 'assign', target: to(target), value, span, type };
}

/** A local variable: new in this function, whatever outer ones have its name. */
export function declaration(local: string, value: Expr, span: Span, type?: string): Statement {
  const base = { kind: 'assign', target: to(name(local, span)), value, span, declares: true } as const;
  return type === undefined ? base : { ...base, type };
}

/** Statements where an expression is wanted (blocks inside switch expressions): a function called on the spot. */
export function atOnce(body: readonly Statement[], span: Span): Expr {
  const fn: Fn = { name: null, params: [], body, decorators: [], span };
  return call({ kind: 'function', fn, span }, [], span);
}

export function choose(test: Expr, yes: Expr, no: Expr, span: Span): Expr {
  return { kind: 'choose', test, then: yes, else: no, span };
}

export function branch(
  test: Expr,
  yes: readonly Statement[],
  no: readonly Statement[],
  span: Span,
): Statement {
  return { kind: 'if', test, then: yes, else: no, span };
}

/** Types of which a collection holds nothing that could carry an attack. Bytes and characters can. */
const plain = new Set(
  'int long short float double boolean bool decimal Integer Long Short Float Double Boolean UUID Guid'.split(
    ' ',
  ),
);

/** The element type that says all there is to say of an array or collection of it; undefined: it does not. */
export const plainElement = (type: string | undefined): string | undefined =>
  type !== undefined && plain.has(type) ? type : undefined;

/** Number literals of Java and C#: `0x1F`, `1_000L`, `1.5f`, `0b1`. */
export function numberOf(text: string): number {
  const plain = text.replaceAll('_', '').toLowerCase();
  if (/^0[xb]/.test(plain)) return Number(plain.replace(/[ul]+$/, ''));
  return Number(plain.replace(/[ulfdm]+$/, ''));
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  s: ' ',
  a: '\x07',
  v: '\v',
  e: '\x1b',
};

/** What an escape sequence of Java or C# stands for: `\n`, `\u0041`, `\x41`, `\101`. */
export function unescaped(sequence: string): string {
  const code = sequence.slice(1);
  if (/^[uUx]+[0-9a-fA-F]+$/.test(code)) return fromCode(Number.parseInt(code.replace(/^[uUx]+/, ''), 16));
  if (/^[0-7]{1,3}$/.test(code)) return fromCode(Number.parseInt(code, 8));
  return ESCAPES[code] ?? code;
}

function fromCode(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '�';
}

/** Lines where the parser gave up: errors and missing tokens. At most `limit` of them. */
export function brokenLines(root: Node, limit = 200): number[] {
  if (!root.hasError) return [];
  const lines = new Set<number>();
  const waiting: Node[] = [root];
  for (let node = waiting.pop(); node && lines.size < limit; node = waiting.pop()) {
    if (node.isError || node.isMissing) lines.add(node.startPosition.row + 1);
    else if (node.hasError) waiting.push(...node.children.filter((child) => child !== null));
  }
  return [...lines].sort((a, b) => a - b);
}

/** The named children without comments. */
export function parts(node: Node): Node[] {
  return node.namedChildren.filter((child): child is Node => child !== null && !child.isExtra);
}

export function field(node: Node, key: string): Node | null {
  return node.childForFieldName(key);
}

export function fields(node: Node, key: string): Node[] {
  return node.childrenForFieldName(key).filter((child): child is Node => child !== null && !child.isExtra);
}
