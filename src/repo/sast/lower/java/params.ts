import type { Node } from 'web-tree-sitter';
import type { Param } from '../../ir.ts';
import { field, name, parts, spanOf, to } from '../typed/build.ts';
import { annotationsOf, type JavaFile, typeOf } from './file.ts';

export function parametersOf(list: Node | null): Node[] {
  return list ? parts(list).filter((part) => /^(formal|spread)_parameter$/.test(part.type)) : [];
}

export function localOf(node: Node): string {
  const declarator = parts(node).find((part) => part.type === 'variable_declarator');
  return field(declarator ?? node, 'name')?.text ?? '_';
}

export function parameter(node: Node, file: JavaFile): Param {
  const local = localOf(node);
  file.names.declare(local);
  const isRest = node.type === 'spread_parameter';
  const written = isRest ? parts(node).find((part) => part.type !== 'modifiers') : field(node, 'type');
  const type = typeOf(written ?? null, file);
  return {
    target: to(name(local, spanOf(node))),
    decorators: annotationsOf(node, file),
    ...(type && !isRest ? { type } : {}),
    ...(isRest ? { rest: 'list' as const } : {}),
  };
}
