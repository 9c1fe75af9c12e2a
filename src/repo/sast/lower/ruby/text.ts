import type { Node } from 'web-tree-sitter';
import type { Expr } from '../../ir.ts';
import { constant, joined, type Lower, parts } from '../build.ts';

const simple: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  f: '\f',
  b: '\b',
  a: '\x07',
  e: '\x1b',
  s: ' ',
  0: '\0',
  '\n': '',
};

/** The character that an escape of a string stands for. */
function escaped(source: string): string {
  const found = /^\\(?:x([0-9A-Fa-f]{1,2})|u\{?([0-9A-Fa-f]{1,6})\}?|(.))/s.exec(source);
  if (!found) return source;
  const [, hex, wide, one] = found;
  if (one !== undefined) return simple[one] ?? one;
  const code = Number.parseInt(hex ?? wide ?? '', 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : source;
}

/** The pieces of a string, symbol, command or heredoc body. */
export const textParts = (node: Node | null, lower: Lower): Expr[] =>
  (node?.namedChildren ?? []).flatMap((part): Expr[] => {
    if (part.type === 'string_content' || part.type === 'heredoc_content') return [constant(part.text, part)];
    if (part.type === 'escape_sequence') return [constant(escaped(part.text), part)];
    if (part.type === 'interpolation')
      return parts(part)
        .slice(-1)
        .map((inner) => lower.expression(inner));
    return [];
  });

export const textOf = (node: Node, lower: Lower): Expr => joined(textParts(node, lower), node);

/** The value of a Ruby number; null for one that JavaScript has none for. */
export function numberOf(source: string): number | null {
  const text = source.replaceAll('_', '').toLowerCase();
  const value = /^0[0-7]+$/.test(text) ? Number.parseInt(text, 8) : Number(text);
  return Number.isNaN(value) ? null : value;
}
