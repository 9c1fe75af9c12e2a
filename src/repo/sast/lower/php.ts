import type { Node } from 'web-tree-sitter';
import type { Module, Statement } from '../ir.ts';
import { act, bounded, parts, partsOf, unknown } from './build.ts';
import type { Lowering } from './lowering.ts';
import { phpExpressions } from './php/expressions.ts';
import { locatePhp, resolvePhp } from './php/files.ts';
import { importOf, type PhpLower, type Uses } from './php/names.ts';
import { phpSource } from './php/source.ts';
import { echoed, phpStatements } from './php/statements.ts';
import { brokenLines } from './spans.ts';

export const php: Lowering = {
  id: 'php',
  title: 'PHP',
  description: 'PHP 5 to 8, with the HTML around it.',
  grammars: { '.php': 'php', '.phtml': 'php', '.inc': 'php', '.php5': 'php' },
  prepare: phpSource,
  lower: (root: Node, path: string): Module => {
    const uses: Uses = { aliases: new Map(), full: new Map() };
    const body = lowerWith(uses).sequence(root.namedChildren);
    const full = [...uses.full].flatMap(([name, node]) => importOf(name, name, node));
    return { path, language: 'php', body: [...full, ...body], broken: brokenLines(root) };
  },
  resolve: resolvePhp,
  locate: locatePhp,
};

function lowerWith(uses: Uses): PhpLower {
  const expression = bounded(
    (node) =>
      phpExpressions[node.type]?.(node, lower) ??
      unknown(
        node,
        parts(node).map((part) => lower.expression(part)),
      ),
    unknown,
  );
  const block = bounded<Statement[]>(
    (node) => [...(phpStatements[node.type]?.(node, lower) ?? [act(expression(node), node)])],
    () => [],
  );
  const lower: PhpLower = {
    uses,
    expression: (node) => (node ? expression(node) : { kind: 'const', value: null, span: nowhere }),
    block: (node) => (node ? block(node) : []),
    sequence: (nodes) => sequence(nodes, lower),
  };
  return lower;
}

const nowhere = { line: 1, column: 0, endLine: 1, endColumn: 0 };

/** Statements one after the other. What follows a `<?=` is written to the page. */
function sequence(nodes: readonly Node[], lower: PhpLower): Statement[] {
  let writes = false;
  return nodes.flatMap((node): readonly Statement[] => {
    const tag = node.type === 'php_tag' ? node : partsOf(node, 'php_tag').at(-1);
    if (node.type === 'text_interpolation' || node.type === 'php_tag') {
      writes = tag?.text === '<?=';
      return [];
    }
    if (node.type === 'comment' || node.type === 'text') return [];
    const written = writes && node.type === 'expression_statement';
    writes = false;
    return written ? echoed(parts(node)[0] ?? null, lower) : lower.block(node);
  });
}
