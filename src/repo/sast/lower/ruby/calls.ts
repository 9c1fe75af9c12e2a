import type { Node } from 'web-tree-sitter';
import type { Arg, Expr, Fn } from '../../ir.ts';
import { callOf, member, nameOf, parts, partsOf, to } from '../build.ts';
import { spanOf } from '../spans.ts';
import { rubyParameters } from './patterns.ts';
import { blockScope, type RubyLower } from './scope.ts';

const field = (node: Node, name: string): Node | null => node.childForFieldName(name);

/** A bare name: a variable, a method of the class around, or a function that something else brings in. */
export function selfCall(name: string, node: Node, lower: RubyLower): Expr {
  const { locals, methods } = lower.scope;
  if (locals.has(name)) return nameOf(name, node);
  if (methods.has(name)) return callOf(member(nameOf('this', node), name, node), [], node);
  return nameOf(name === '__FILE__' || name === '__dir__' ? `?${name}` : name, node);
}

/** The value of `key: value`, or of `key:` alone, which is the variable of that name. */
export const pairValue = (pair: Node, lower: RubyLower): Expr => {
  const value = field(pair, 'value');
  const key = field(pair, 'key');
  return value || !key ? lower.expression(value) : selfCall(key.text, key, lower);
};

/** A call with or without a receiver. `X.new` makes an instance; a block is the last argument. */
export function call(node: Node, lower: RubyLower): Expr {
  const receiver = field(node, 'receiver');
  const method = field(node, 'method');
  const args = argsOf(field(node, 'arguments'), lower);
  const block = field(node, 'block');
  if (block) args.push({ value: blockOf(block, lower) });
  if (!receiver) return bareCall(node, method, args, lower);
  const of = lower.expression(receiver);
  // `fn.(x)` is fn.call(x).
  const name = method?.text ?? 'call';
  const isClass = receiver.type === 'constant' || receiver.type === 'scope_resolution' || of.kind === 'name';
  if (name === 'new' && isClass) return callOf(of, args, node, true);
  if (name === 'call' && of.kind === 'name' && lower.scope.locals.has(of.name)) return callOf(of, args, node);
  return callOf(member(of, name, node), args, node);
}

function bareCall(node: Node, method: Node | null, args: readonly Arg[], lower: RubyLower): Expr {
  const { locals, methods } = lower.scope;
  if (method?.type === 'super')
    return callOf(member(nameOf('super', node), lower.scope.method ?? '', method), args, node);
  const name = method?.text ?? '';
  const [only] = args;
  if ((name === 'lambda' || name === 'proc') && only?.value.kind === 'function') return only.value;
  const callee =
    methods.has(name) && !locals.has(name) ? member(nameOf('this', node), name, node) : nameOf(name, node);
  return callOf(callee, args, node);
}

/** Arguments: `key: value` is a keyword, blocks that are passed on (`&block`) come last. */
export const argsOf = (list: Node | null, lower: RubyLower): Arg[] =>
  parts(list)
    .filter((node) => node.type !== 'heredoc_body')
    .map((node): Arg => {
      const [inner] = parts(node);
      switch (node.type) {
        case 'pair': {
          const key = field(node, 'key');
          const value = pairValue(node, lower);
          const name = key ? keyName(key) : null;
          if (name !== null) return { name, value };
          const entry = { key: lower.expression(key), value };
          return { value: { kind: 'object', entries: [entry], span: spanOf(node) } };
        }
        case 'splat_argument':
          return { value: lower.expression(inner ?? null), spread: true };
        case 'hash_splat_argument':
          return { value: lower.expression(inner ?? null), spread: true, name: '**' };
        default:
          return { value: lower.expression(node) };
      }
    });

/** The name of a key that is a symbol or constant text. */
function keyName(key: Node): string | null {
  if (key.type === 'hash_key_symbol') return key.text;
  if (key.type === 'simple_symbol') return key.text.slice(1);
  if (key.type !== 'string') return null;
  const content = parts(key);
  return content.length === 1 && content[0]!.type === 'string_content' ? content[0]!.text : null;
}

/** A block or lambda as a function: its last value is what it gives back. */
export function blockOf(node: Node, lower: RubyLower): Expr {
  const inner = lower.within(blockScope(lower.scope));
  const params = rubyParameters(field(node, 'parameters'), inner);
  const body = field(node, 'body');
  // `_1` and `it` name the parameter of a block that declares none.
  const implicit = params.length === 0 && /\b(?:_1|it)\b/.exec(body?.text ?? '')?.[0];
  if (implicit) inner.scope.locals.add(implicit);
  const nested = body && (body.type === 'block' || body.type === 'do_block') ? field(body, 'body') : body;
  const fn: Fn = {
    name: null,
    params: implicit ? [{ target: to(nameOf(implicit, node)), decorators: [] }] : params,
    body: inner.result(nested),
    decorators: [],
    span: spanOf(node),
  };
  return { kind: 'function', fn, span: spanOf(node) };
}

/** Names of the methods that a class body defines, also behind `private def …`. */
export const methodNodes = (body: Node | null): Node[] =>
  parts(body).flatMap((node): Node[] => {
    if (node.type === 'method' || node.type === 'singleton_method') return [node];
    if (node.type === 'singleton_class') return methodNodes(field(node, 'body'));
    if (node.type !== 'call' || field(node, 'receiver')) return [];
    return partsOf(field(node, 'arguments'), 'method', 'singleton_method');
  });
