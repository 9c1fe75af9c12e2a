import type { Node } from 'web-tree-sitter';
import type { Expr } from '../../ir.ts';
import { constant, parts, spanOf, unescaped } from '../typed/build.ts';
import type { CsharpFile } from './file.ts';

/** Keywords for types of the library: `string.Format` is `String.Format`. */
export const PREDEFINED: ReadonlyMap<string, string> = new Map([
  ['string', 'String'],
  ['object', 'Object'],
  ['int', 'Int32'],
  ['long', 'Int64'],
  ['bool', 'Boolean'],
  ['double', 'Double'],
  ['decimal', 'Decimal'],
]);

/** `"a\tb"`, `"a"u8` */
export function plainText(node: Node): string {
  return parts(node)
    .filter((part) => part.type !== 'string_literal_encoding')
    .map((part) => (part.type === 'escape_sequence' ? unescaped(part.text) : part.text))
    .join('');
}

/** `@"a ""b"""` */
export function verbatimText(node: Node): string {
  return node.text.replace(/^@"|"$/g, '').replaceAll('""', '"');
}

/** `"""raw"""`, without the indentation of its last line. */
export function rawText(node: Node): string {
  const content = parts(node).find((part) => part.type === 'raw_string_content')?.text ?? '';
  if (!content.includes('\n')) return content;
  const lines = content.split('\n');
  const indent = lines.at(-1)?.match(/^\s*/)?.[0] ?? '';
  return lines
    .slice(1, -1)
    .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line))
    .join('\n');
}

/** `$"a {b,10:D} {{c}}"` */
export function interpolated(node: Node, file: CsharpFile): Expr {
  const isVerbatim = parts(node)[0]?.text.includes('@') ?? false;
  const made = parts(node).flatMap((part): Expr[] => {
    if (part.type === 'interpolation') {
      const value = parts(part).find((child) => !/^interpolation_/.test(child.type));
      return value ? [file.expression(value)] : [];
    }
    if (part.type === 'interpolation_start') return [];
    return [constant(pieceOf(part, isVerbatim), spanOf(part))];
  });
  return { kind: 'text', parts: made, span: spanOf(node) };
}

function pieceOf(part: Node, isVerbatim: boolean): string {
  if (part.type === 'escape_sequence') return unescaped(part.text);
  const text = part.text.replaceAll('{{', '{').replaceAll('}}', '}');
  return isVerbatim ? text.replaceAll('""', '"') : text;
}
