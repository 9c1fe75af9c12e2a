import type { Parser } from 'web-tree-sitter';
import type { Resource } from '../resource.ts';
import { at, type Mapping, plain, unknown, type Value } from '../value.ts';
import { type HclBlock, type HclBody, type HclExpr, lowerFile } from './hcl.ts';
import { bodyValue, budgetOf, evaluate, type Scope } from './hcl-values.ts';
import { readYaml } from './yaml-lines.ts';

/** A file of Terraform, parsed. */
export interface TerraformFile {
  readonly path: string;
  readonly body: HclBody;
  /** Of `.tf.json`: it has no expressions to work out, but references in texts. */
  readonly json: Value | null;
  readonly broken: readonly string[];
}

const bytesMost = 1_000_000;

/** Parses one `.tf`, `.tfvars` or `.tf.json`. */
export function parseTerraform(path: string, text: string, parser: Parser): TerraformFile {
  const empty: HclBody = { attributes: [], blocks: [] };
  if (path.endsWith('.json')) {
    const { documents, broken } = readYaml(text);
    return { path, body: empty, json: withReferences(documents[0] ?? null), broken };
  }
  if (text.length > bytesMost)
    return { path, body: empty, json: null, broken: [`is larger than ${bytesMost} characters`] };
  if (text.includes('\0')) return { path, body: empty, json: null, broken: ['holds NUL bytes'] };
  const tree = parser.parse(text);
  if (!tree) return { path, body: empty, json: null, broken: ['does not parse'] };
  try {
    const broken = tree.rootNode.hasError
      ? [`does not parse: line ${errorLine(tree.rootNode)}; the rest was read`]
      : [];
    return { path, body: lowerFile(tree.rootNode), json: null, broken };
  } finally {
    tree.delete();
  }
}

function errorLine(root: import('web-tree-sitter').Node): number {
  let node = root;
  for (let depth = 0; depth < 200; depth += 1) {
    if (node.isError || node.isMissing) break;
    const next = node.children.find((child) => child?.hasError);
    if (!next) break;
    node = next;
  }
  return node.startPosition.row + 1;
}

/** Texts of `.tf.json` that hold `${…}` are known only when it runs. */
function withReferences(value: Value | null): Value | null {
  if (value?.kind === 'scalar' && typeof value.value === 'string' && value.value.includes('${')) {
    const names = [...value.value.matchAll(/\b(data\.)?([a-z]\w*)\.([A-Za-z_][\w-]*)/g)];
    return unknown(
      value.value,
      value.span,
      names.map((name) => `${name[1] ?? ''}${name[2]}.${name[3]}`),
    );
  }
  if (value?.kind === 'list')
    return { ...value, items: value.items.map((item) => withReferences(item) as Value) };
  if (value?.kind !== 'map') return value;
  return {
    ...value,
    entries: new Map([...value.entries].map(([key, item]) => [key, withReferences(item) as Value])),
  };
}

/** The resources of the files of one folder, with variables and locals worked out. */
export function terraformResources(files: readonly TerraformFile[]): readonly Resource[] {
  const scope = scopeOf(files);
  return files.flatMap((file) =>
    file.json
      ? jsonResources(file.json, file.path)
      : file.body.blocks.flatMap((block) => resourceOf(block, file.path, scope)),
  );
}

function scopeOf(files: readonly TerraformFile[]): Scope {
  const variables = new Map<string, HclExpr>();
  const locals = new Map<string, HclExpr>();
  for (const { body } of files) {
    for (const block of body.blocks) {
      const value = block.attributes.find(({ name }) => name === 'default')?.value;
      if (block.type === 'variable' && value && block.labels[0]) variables.set(block.labels[0], value);
      if (block.type === 'locals') for (const local of block.attributes) locals.set(local.name, local.value);
    }
  }
  for (const { path, body } of files) {
    if (path.endsWith('.tfvars')) for (const { name, value } of body.attributes) variables.set(name, value);
  }
  return { variables, locals, bound: new Map(), depth: 0, budget: budgetOf(files.length) };
}

function resourceOf(block: HclBlock, file: string, scope: Scope): Resource[] {
  const [type = '', name = ''] = block.labels;
  const shape =
    block.type === 'resource'
      ? { type, name }
      : block.type === 'data'
        ? { type: `data.${type}`, name }
        : ['provider', 'module', 'terraform'].includes(block.type)
          ? { type: block.type, name: type }
          : null;
  if (!shape) return [];
  const each = block.attributes.find((attribute) => attribute.name === 'for_each');
  const bound = new Map(scope.bound);
  if (each) bound.set('each', eachOf(evaluate(each.value, scope)));
  const body = bodyValue(block, block.span, { ...scope, bound });
  if (plain(at(body, 'count')) === 0) return [];
  return [
    {
      platform: 'terraform',
      ...shape,
      body,
      span: block.span,
      file,
      at: `${block.type}.${block.labels.join('.')}`,
    },
  ];
}

/** With one row, its key and value are known; with several, they are not the same for all. */
function eachOf(rows: Value): Mapping {
  const entries = new Map<string, Value>();
  const one = rows.kind === 'map' && rows.entries.size === 1 ? [...rows.entries][0] : null;
  const single = rows.kind === 'list' && rows.items.length === 1 ? rows.items[0] : null;
  entries.set('value', one?.[1] ?? single ?? unknown('${each.value}', rows.span));
  entries.set('key', single ?? unknown('${each.key}', rows.span));
  return { kind: 'map', entries, keys: new Map(), span: rows.span };
}

/** `{"resource": {"aws_x": {"name": {…}}}}`. */
function jsonResources(json: Value, file: string): Resource[] {
  return ['resource', 'data'].flatMap((kind) =>
    [...entriesOf(at(json, kind))].flatMap(([type, named]) =>
      [...entriesOf(named)].flatMap(([name, value]): Resource[] => {
        const body = value.kind === 'list' ? value.items[0] : value;
        if (body?.kind !== 'map') return [];
        const span = (named.kind === 'map' ? named.keys.get(name) : null) ?? body.span;
        const typed = kind === 'data' ? `data.${type}` : type;
        return [
          { platform: 'terraform', type: typed, name, body, span, file, at: `${kind}.${type}.${name}` },
        ];
      }),
    ),
  );
}

const entriesOf = (value: Value | null): ReadonlyMap<string, Value> =>
  value?.kind === 'map'
    ? value.entries
    : value?.kind === 'list'
      ? new Map(value.items.flatMap((item) => [...entriesOf(item)]))
      : new Map();
