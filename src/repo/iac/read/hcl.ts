import type { Node } from 'web-tree-sitter';
import type { Span } from '../../issue.ts';
import type { Plain } from '../value.ts';

/** HCL as written: what `hcl-values.ts` works out. */
export type HclExpr = { readonly span: Span } & (
  | { readonly kind: 'literal'; readonly value: Plain }
  | { readonly kind: 'template'; readonly parts: readonly HclExpr[] }
  /** `aws_s3_bucket.logs.id` → its parts; an index is a part as well. */
  | { readonly kind: 'name'; readonly path: readonly string[] }
  | { readonly kind: 'list'; readonly items: readonly HclExpr[] }
  | { readonly kind: 'object'; readonly entries: readonly (readonly [HclExpr, HclExpr])[] }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly HclExpr[] }
  | { readonly kind: 'choose'; readonly test: HclExpr; readonly yes: HclExpr; readonly no: HclExpr }
  | { readonly kind: 'operation'; readonly op: string; readonly args: readonly HclExpr[] }
  /** What is not worked out; `names`: what it speaks of. */
  | { readonly kind: 'other'; readonly text: string; readonly names: readonly string[] }
);

export interface HclBody {
  readonly attributes: readonly { readonly name: string; readonly value: HclExpr; readonly span: Span }[];
  readonly blocks: readonly HclBlock[];
}

export interface HclBlock extends HclBody {
  readonly type: string;
  readonly labels: readonly string[];
  /** Of its first line. */
  readonly span: Span;
}

const depthMost = 60;

/** The tree of the grammar as bodies and expressions. */
export function lowerFile(root: Node): HclBody {
  const body = root.namedChildren.find((child) => child?.type === 'body');
  return body ? lowerBody(body, 0) : { attributes: [], blocks: [] };
}

const named = (node: Node): Node[] =>
  node.namedChildren.filter((child) => child !== null && child.type !== 'comment') as Node[];

function lowerBody(node: Node, depth: number): HclBody {
  const attributes: HclBody['attributes'][number][] = [];
  const blocks: HclBlock[] = [];
  for (const child of depth > depthMost ? [] : named(node)) {
    if (child.type === 'attribute') {
      const [name, value] = named(child);
      if (name && value)
        attributes.push({ name: name.text, value: lower(value, depth), span: spanOf(child) });
    } else if (child.type === 'block') blocks.push(lowerBlock(child, depth));
  }
  return { attributes, blocks };
}

function lowerBlock(node: Node, depth: number): HclBlock {
  const children = named(node);
  const body = children.find(({ type }) => type === 'body');
  const head = children.filter(({ type }) => type === 'identifier' || type === 'string_lit');
  const [type, ...labels] = head.map((part) => part.text.replace(/^"|"$/g, ''));
  const start = spanOf(node);
  const firstLine = node.text.slice(0, node.text.indexOf('\n') < 0 ? undefined : node.text.indexOf('\n'));
  return {
    type: type ?? '',
    labels,
    span: { ...start, endLine: start.line, endColumn: start.column + firstLine.length },
    ...(body ? lowerBody(body, depth + 1) : { attributes: [], blocks: [] }),
  };
}

export const spanOf = (node: Node): Span => ({
  line: node.startPosition.row + 1,
  column: node.startPosition.column,
  endLine: node.endPosition.row + 1,
  endColumn: node.endPosition.column,
});

const passing = new Set([
  'expression',
  'literal_value',
  'collection_value',
  'template_expr',
  'operation',
  'function_arguments',
]);

function lower(node: Node, depth: number): HclExpr {
  const span = spanOf(node);
  if (depth > depthMost) return other(node);
  const children = named(node);
  if (node.type === 'expression' && children[0]?.type === 'variable_expr') return lowerName(node, children);
  if (passing.has(node.type) && children.length === 1) return lower(children[0] as Node, depth + 1);
  const below = (child: Node | undefined): HclExpr => (child ? lower(child, depth + 1) : other(node));
  switch (node.type) {
    case 'numeric_lit':
      return { kind: 'literal', value: Number(node.text), span };
    case 'bool_lit':
      return { kind: 'literal', value: node.text === 'true', span };
    case 'null_lit':
      return { kind: 'literal', value: null, span };
    case 'string_lit':
    case 'quoted_template':
      return lowerTemplate(children, span, depth, true);
    case 'heredoc_template':
      return lowerTemplate(children, span, depth, false);
    case 'tuple':
      return { kind: 'list', items: children.filter(({ type }) => type === 'expression').map(below), span };
    case 'object':
      return {
        kind: 'object',
        entries: children
          .filter(({ type }) => type === 'object_elem')
          .map((element) => named(element))
          .map(([key, value]) => [below(key), below(value)] as const),
        span,
      };
    case 'function_call': {
      const args = children.find(({ type }) => type === 'function_arguments');
      return {
        kind: 'call',
        name: children[0]?.text ?? '',
        args: (args ? named(args) : []).map(below),
        span,
      };
    }
    case 'conditional':
      return {
        kind: 'choose',
        test: below(children[0]),
        yes: below(children[1]),
        no: below(children[2]),
        span,
      };
    case 'binary_operation':
    case 'unary_operation': {
      const op = node.children.find((child) => child !== null && !child.isNamed)?.text ?? '';
      return { kind: 'operation', op, args: children.map(below), span };
    }
    default:
      return other(node);
  }
}

/** `var.a`, `aws_x.b[0].id`, `each.value["k"]`. What is more than names and constant indexes is `other`. */
function lowerName(node: Node, children: readonly Node[]): HclExpr {
  const path: string[] = [];
  for (const child of children) {
    if (child.type === 'variable_expr') path.push(child.text);
    else if (child.type === 'get_attr') path.push(child.text.replace(/^\s*\.\s*/, ''));
    else if (child.type === 'index') {
      const key = /^\[\s*"?([\w.-]+)"?\s*\]$|^\.(\d+)$/.exec(child.text);
      path.push(key?.[1] ?? key?.[2] ?? '*');
    } else if (child.type === 'splat')
      path.push(
        '*',
        ...child.text
          .replace(/^(?:\[\*\]|\.\*)\.?/, '')
          .split('.')
          .filter(Boolean),
      );
    else return other(node);
  }
  return { kind: 'name', path, span: spanOf(node) };
}

function lowerTemplate(children: readonly Node[], span: Span, depth: number, quoted: boolean): HclExpr {
  const parts: HclExpr[] = [];
  let end = -1;
  for (const child of children) {
    if (child.type === 'template_literal') {
      const text = child.text;
      parts.push({ kind: 'literal', value: quoted ? unescapeText(text) : text, span: spanOf(child) });
    } else if (child.type === 'template_interpolation') {
      const inner = named(child).find(({ type }) => type === 'expression');
      parts.push(inner ? lower(inner, depth + 1) : other(child));
    } else if (child.type === 'template_directive') parts.push(other(child));
    end = child.endIndex;
  }
  if (parts.length === 0) return { kind: 'literal', value: '', span };
  const [only] = parts;
  if (parts.length === 1 && only?.kind === 'literal') return { ...only, span };
  return end < 0 ? { kind: 'literal', value: '', span } : { kind: 'template', parts, span };
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };
const unescapeText = (text: string): string =>
  text.replace(/\\([nrt"\\])/g, (_, char: string) => escapes[char] as string).replaceAll('$${', '${');

/** An expression that is not worked out, with the resources it speaks of. */
function other(node: Node): HclExpr {
  const text = node.text.slice(0, 2000);
  const names = [...text.matchAll(/\b(data\.)?([a-z]\w*)\.([A-Za-z_][\w-]*)/g)].map(
    (match) => `${match[1] ?? ''}${match[2]}.${match[3]}`,
  );
  return { kind: 'other', text: '${…}', names: names.slice(0, 50), span: spanOf(node) };
}
