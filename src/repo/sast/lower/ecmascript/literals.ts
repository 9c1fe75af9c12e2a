import type { Node } from 'web-tree-sitter';

const plain: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  v: '\v',
  '0': '\0',
};

/** What an escape sequence stands for (ECMA-262, 12.9.4): `\n`, `\x41`, `\u{1F600}`, a line continuation. */
export function unescapeSequence(sequence: string): string {
  const kind = sequence[1] ?? '';
  if (kind === 'x' || kind === 'u') {
    const point = Number.parseInt(sequence.slice(2).replace(/[{}]/g, ''), 16);
    return point >= 0 && point <= 0x10ffff ? String.fromCodePoint(point) : '';
  }
  if (kind === '\n' || kind === '\r') return '';
  return plain[kind] ?? sequence.slice(1);
}

/** The text of a string node without its quotes, escapes resolved. */
export const stringOf = (node: Node): string =>
  node.namedChildren
    .map((part) => (part.type === 'escape_sequence' ? unescapeSequence(part.text) : part.text))
    .join('');

/** The value of a number as written: `0x10`, `1_000`, `10n`, `017`. */
export function numberOf(written: string): number {
  const digits = written.replaceAll('_', '').replace(/n$/, '');
  return /^0[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number(digits);
}

/** The name of a property as written: `a`, `#a`, `'a-b'`, `3`; null where it is computed. */
export function keyOf(node: Node): string | null {
  if (node.type === 'string') return stringOf(node);
  if (node.type === 'computed_property_name') {
    const inner = node.namedChildren[0];
    return inner?.type === 'string' ? stringOf(inner) : null;
  }
  return node.text;
}
