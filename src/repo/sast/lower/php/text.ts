import type { Node } from 'web-tree-sitter';
import type { Expr } from '../../ir.ts';
import { constant, type Lower } from '../build.ts';

const simple: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  e: '\x1b',
  f: '\f',
  '\\': '\\',
  $: '$',
  '"': '"',
  "'": "'",
};

/** The character that an escape stands for; in single quotes only `\\` and `\'` are escapes, and the grammar knows. */
function unescaped(source: string): string {
  const found = /^\\(?:x([0-9A-Fa-f]{1,2})|u\{([0-9A-Fa-f]{1,6})\}|([0-7]{1,3})|(.))$/s.exec(source);
  if (!found) return source;
  const [, hex, wide, octal, one] = found;
  if (one !== undefined) return simple[one] ?? source;
  const code = octal === undefined ? Number.parseInt(hex ?? wide ?? '', 16) : Number.parseInt(octal, 8);
  return code <= 0x10ffff ? String.fromCodePoint(code) : source;
}

/** The pieces of a string, heredoc or shell command: constant text, and what is put in between. */
export function textParts(node: Node | null, lower: Lower): Expr[] {
  return (node?.namedChildren ?? []).map((part) => {
    if (part.type === 'string_content' || part.type === 'nowdoc_string' || part.type === 'string_value')
      return constant(part.text, part);
    if (part.type === 'escape_sequence') return constant(unescaped(part.text), part);
    return lower.expression(part);
  });
}

/** The value of a PHP number. */
export function numberOf(source: string): number | null {
  const text = source.replaceAll('_', '').toLowerCase();
  const value = /^0o?[0-7]+$/.test(text) ? Number.parseInt(text.replace('o', ''), 8) : Number(text);
  return Number.isNaN(value) ? null : value;
}
