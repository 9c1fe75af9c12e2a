import type { Node } from 'web-tree-sitter';
import type { Span } from '../../issue.ts';

/** Where a node of a syntax tree is. */
export function spanOf(node: Node): Span {
  const start = node.startPosition;
  const end = node.endPosition;
  return { line: start.row + 1, column: start.column, endLine: end.row + 1, endColumn: end.column };
}

/** Lines with what did not parse. Looks into nodes with errors only. */
export function brokenLines(root: Node): readonly number[] {
  const lines: number[] = [];
  const open: Node[] = root.hasError ? [root] : [];
  while (open.length > 0 && lines.length < 100) {
    const node = open.pop()!;
    if (node.isError || node.isMissing) lines.push(node.startPosition.row + 1);
    else for (const child of node.children) if (child?.hasError) open.push(child);
  }
  return lines.toSorted((a, b) => a - b);
}
