import type { Node } from 'web-tree-sitter';
import type { Class, Method, Module, Statement } from '../ir.ts';
import { act, bounded, parts, partsOf, unknown } from './build.ts';
import type { Lowering } from './lowering.ts';
import { methodNodes } from './ruby/calls.ts';
import { erbToRuby } from './ruby/erb.ts';
import { rubyExpressions } from './ruby/expressions.ts';
import { locateRuby, resolveRuby } from './ruby/files.ts';
import { methodScope, type RubyLower, type Scope } from './ruby/scope.ts';
import { rubyMethod, rubyStatements } from './ruby/statements.ts';
import { withValue } from './ruby/values.ts';
import { brokenLines, spanOf } from './spans.ts';

const templates = /\.(?:erb|rhtml)$/;

export const ruby: Lowering = {
  id: 'ruby',
  title: 'Ruby',
  description: 'Ruby 2 and 3, and templates with Ruby in them (ERB).',
  grammars: { '.rb': 'ruby', '.rake': 'ruby', '.ru': 'ruby', '.erb': 'ruby', '.rhtml': 'ruby' },
  prepare: (text: string, path: string) => (templates.test(path) ? erbToRuby(text) : text),
  lower: (root: Node, path: string): Module => ({
    path,
    language: 'ruby',
    body: lowerWith(fileScope(root, path)).block(root),
    broken: brokenLines(root),
  }),
  resolve: resolveRuby,
  locate: locateRuby,
};

function fileScope(root: Node, path: string): Scope {
  const starts = root.descendantsOfType('heredoc_beginning');
  const bodies = root.descendantsOfType('heredoc_body');
  const classes = root.descendantsOfType(['class', 'module']).flatMap((node) => nameOfClass(node) ?? []);
  return {
    locals: new Set(),
    methods: new Set(),
    method: null,
    block: '&',
    classes: new Set(classes),
    heredocs: new Map(starts.flatMap((start, at) => (bodies[at] ? [[start!.id, bodies[at]] as const] : []))),
    template: templates.test(path),
  };
}

const nameOfClass = (node: Node | null): string | undefined =>
  node?.childForFieldName('name')?.text.split('::').at(-1);

function lowerWith(scope: Scope): RubyLower {
  const expression = bounded(
    (node) =>
      rubyExpressions[node.type]?.(node, lower) ??
      unknown(
        node,
        parts(node).map((part) => lower.expression(part)),
      ),
    unknown,
  );
  const block = bounded<Statement[]>(
    (node) => [...statement(node, lower)],
    () => [],
  );
  const lower: RubyLower = {
    scope,
    expression: (node) => (node ? expression(node) : { kind: 'const', value: null, span: nowhere }),
    block: (node) => (node ? block(node) : []),
    within: lowerWith,
    result: (node) => withValue(lower.block(node), (value) => ({ kind: 'return', value, span: value.span })),
    valued: (node, use) => withValue(lower.block(node), use),
  };
  return lower;
}

const nowhere = { line: 1, column: 0, endLine: 1, endColumn: 0 };

function statement(node: Node, lower: RubyLower): readonly Statement[] {
  switch (node.type) {
    case 'program':
      return parts(node).flatMap((part) => lower.block(part));
    case 'class':
    case 'module':
      return classOf(node, lower);
    case 'call': {
      const required = imported(node);
      if (required) return [required];
      break;
    }
    default:
  }
  return rubyStatements[node.type]?.(node, lower) ?? [act(lower.expression(node), node)];
}

/** `require "net/http"`, `require_relative "lib/db"`. Rules ask which libraries a file requires. */
function imported(node: Node): Statement | null {
  const method = node.childForFieldName('method')?.text;
  if (node.childForFieldName('receiver') || (method !== 'require' && method !== 'require_relative'))
    return null;
  const [path] = parts(node.childForFieldName('arguments'));
  const [content] = parts(path ?? null);
  if (path?.type !== 'string' || content?.type !== 'string_content') return null;
  const module = method === 'require' ? content.text : `./${content.text}`;
  return { kind: 'import', module, name: '*', local: '*', span: spanOf(node) };
}

/**
 * A class or module with its methods; those of a module can be called on it. Classes in it stand before it, under
 * their last name.
 */
function classOf(node: Node, outer: RubyLower): readonly Statement[] {
  const body = node.childForFieldName('body');
  const found = methodNodes(body);
  const names = found.map((method) => method.childForFieldName('name')?.text ?? '');
  const lower = outer.within({ ...methodScope(outer.scope, null), methods: new Set(names) });
  const inner = parts(body).flatMap((part) =>
    part.type === 'singleton_class' ? parts(part.childForFieldName('body')) : [part],
  );
  const nested = inner.filter((part) => part.type === 'class' || part.type === 'module');
  // `private def …`: the call around a method says nothing more.
  const marked = new Set(found.map((method) => method.parent?.parent?.id));
  const rest = inner.filter(
    (part) =>
      !nested.includes(part) &&
      part.type !== 'method' &&
      part.type !== 'singleton_method' &&
      !marked.has(part.id),
  );
  const base = parts(node.childForFieldName('superclass'))[0];
  const mixed = rest.flatMap((part) =>
    part.type === 'call' && /^(?:include|extend|prepend)$/.test(part.childForFieldName('method')?.text ?? '')
      ? partsOf(part.childForFieldName('arguments'), 'constant', 'scope_resolution')
      : [],
  );
  const cls: Class = {
    name: nameOfClass(node) ?? null,
    bases: [...(base ? [base] : []), ...mixed].map((one) => lower.expression(one)),
    decorators: [],
    methods: found.map((method) => methodOf(method, node.type === 'module', lower)),
    body: rest.flatMap((part) => lower.block(part)),
  };
  return [...nested.flatMap((part) => outer.block(part)), { kind: 'class', cls, span: spanOf(node) }];
}

function methodOf(node: Node, ofModule: boolean, lower: RubyLower): Method {
  const fn = rubyMethod(node, lower);
  const shared = node.type === 'singleton_method' || node.parent?.parent?.type === 'singleton_class';
  return {
    fn,
    isStatic: shared || ofModule,
    name: fn.name === 'initialize' ? 'constructor' : (fn.name ?? ''),
  };
}
