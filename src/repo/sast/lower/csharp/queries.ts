import type { Node } from 'web-tree-sitter';
import type { Expr, Pattern } from '../../ir.ts';
import { constant, field, name, parts, spanOf, to, unknown } from '../typed/build.ts';
import type { CsharpFile } from './file.ts';

interface Each {
  readonly target: Pattern;
  readonly items: Expr;
  readonly tests: Expr[];
}

/** `from a in b where c select d`: a walk over b with tests and a value. */
export function query(node: Node, file: CsharpFile): Expr {
  const span = spanOf(node);
  return file.names.scoped(() => {
    const each: Each[] = [];
    let value: Expr = unknown([], span);
    for (const clause of parts(node)) {
      const found = clauseOf(clause, value, each, file);
      if (found) value = found;
    }
    return { kind: 'gather', each, value, span };
  });
}

/** Adds what the clause walks over or tests to `each`, or gives the value it selects. */
function clauseOf(clause: Node, value: Expr, each: Each[], file: CsharpFile): Expr | null {
  const children = parts(clause);
  switch (clause.type) {
    case 'from_clause': {
      const local = field(clause, 'name');
      const items = children.at(-1);
      if (local && items) each.push(walk(local, file.expression(items), file));
      return null;
    }
    case 'join_clause': {
      const [local, items] = children.filter((child) => !/type/.test(child.type));
      if (local && items) each.push(walk(local, file.expression(items), file));
      return null;
    }
    case 'let_clause': {
      const [local, of] = children;
      if (!local || !of) return null;
      each.push(walk(local, { kind: 'list', items: [file.expression(of)], span: spanOf(of) }, file));
      return null;
    }
    case 'where_clause':
      each.at(-1)?.tests.push(...children.map((child) => file.expression(child)));
      return null;
    case 'select_clause':
    case 'group_clause':
      return children[0] ? file.expression(children[0]) : constant(null, spanOf(clause));
    case 'identifier':
      // `into g`: what was selected goes on under a new name.
      each.push(walk(clause, { kind: 'list', items: [value], span: spanOf(clause) }, file));
      return null;
    default:
      return null;
  }
}

function walk(local: Node, items: Expr, file: CsharpFile): Each {
  file.names.declare(local.text);
  return { target: to(name(local.text, spanOf(local))), items, tests: [] };
}
