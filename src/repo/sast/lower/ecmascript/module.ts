import type { Node } from 'web-tree-sitter';
import type { Span } from '../../../issue.ts';
import type { Language, Module, Statement } from '../../ir.ts';
import { lowerExpression } from './expressions.ts';
import { lowerClass, lowerFunction } from './functions.ts';
import { lowerPattern } from './patterns.ts';
import { lowerStatement } from './statements.ts';
import { deepest, inOrder, parts, spanOf, unknown, type Work } from './work.ts';

/**
 * JavaScript and TypeScript (ECMA-262, JSX, TypeScript's types as far as they name a value's kind) in the common form.
 * Types say nothing at run time, so only their names are kept. `require("m")` is an import wherever it stands.
 */
export function lowerEcmaScript(root: Node, path: string, language: Language): Module {
  const required = new Map<string, Statement>();
  const broken: number[] = [];
  let depth = 0;
  const deeper = <T>(node: Node, lower: () => T, otherwise: () => T): T => {
    if (depth >= deepest) {
      broken.push(node.startPosition.row + 1);
      return otherwise();
    }
    depth += 1;
    try {
      return lower();
    } finally {
      depth -= 1;
    }
  };
  const work: Work = {
    broken,
    expr: (node) =>
      deeper(
        node,
        () => lowerExpression(work, node),
        () => unknown([], spanOf(node)),
      ),
    statement: (node) =>
      deeper(
        node,
        () => lowerStatement(work, node),
        () => [],
      ),
    fn: (node) => lowerFunction(work, node),
    cls: (node, decorators) => lowerClass(work, node, decorators),
    pattern: (node) => lowerPattern(work, node),
    module(name: string, span: Span) {
      const local = `module ${name}`; // no program can have a name with a space
      if (!required.has(name)) required.set(name, { kind: 'import', module: name, name: null, local, span });
      return local;
    },
  };
  const body = inOrder(work, parts(root));
  if (root.hasError) broken.push(...brokenLines(root));
  return {
    path,
    language,
    body: [...required.values(), ...body],
    broken: [...new Set(broken)].toSorted((a, b) => a - b),
  };
}

/** Lines where the grammar gave up, found without recursion: the tree of a broken file may be deep. */
function brokenLines(root: Node): number[] {
  const lines: number[] = [];
  const left: Node[] = [root];
  for (let node = left.pop(); node; node = left.pop()) {
    if (node.isError || node.isMissing) lines.push(node.startPosition.row + 1);
    else if (node.hasError) left.push(...node.children.filter((child) => child !== null));
  }
  return lines;
}
