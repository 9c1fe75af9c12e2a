import type { Resource } from '../resource.ts';
import { at, type Mapping, plain, scalar, textOf, unknown, type Value } from '../value.ts';

/** Short forms (`!Ref x`) become what the long forms (`{"Ref": "x"}`) become: something known only when it runs. */
export function readTag(tag: string, value: Value): Value | null {
  const name = tag.slice(1);
  if (name === 'Ref') return unknown(`\${${textOf(value)}}`, value.span, [textOf(value)]);
  return intrinsic(`Fn::${name}`, value);
}

const functions = new Set([
  'Ref',
  'Condition',
  'Fn::GetAtt',
  'Fn::Sub',
  'Fn::Join',
  'Fn::If',
  'Fn::ImportValue',
  'Fn::FindInMap',
  'Fn::Select',
  'Fn::Split',
  'Fn::Base64',
  'Fn::GetAZs',
  'Fn::Cidr',
  'Fn::Transform',
  'Fn::Equals',
  'Fn::Not',
  'Fn::And',
  'Fn::Or',
  'Fn::ToJsonString',
  'Fn::Length',
]);

function intrinsic(name: string, value: Value): Value | null {
  if (!functions.has(name)) return null;
  if (name === 'Fn::Base64' && value.kind !== 'list') return value;
  if (name === 'Fn::GetAtt') {
    const id = value.kind === 'list' ? textOf(value.items[0] ?? null) : (textOf(value).split('.')[0] ?? '');
    return unknown(`\${${id}}`, value.span, [id]);
  }
  if (name === 'Fn::Sub') {
    const text = textOf(value.kind === 'list' ? (value.items[0] ?? null) : value);
    const refs = [...text.matchAll(/\$\{([\w:]+)/g)].map((match) => match[1] as string);
    return refs.length === 0 ? scalar(text, value.span) : unknown(text, value.span, refs);
  }
  return unknown('${…}', value.span, refsIn(value));
}

const refsIn = (value: Value): readonly string[] =>
  value.kind === 'unknown'
    ? value.refs
    : value.kind === 'list'
      ? value.items.flatMap(refsIn)
      : value.kind === 'map'
        ? [...value.entries.values()].flatMap(refsIn)
        : [];

/** Whether a document is a template: it has resources with types of CloudFormation. */
export const isTemplate = (text: string): boolean =>
  /\bResources\b/.test(text) && /\b(?:AWS|Alexa|Custom)::/.test(text);

/** The resources of a template, with parameters that have a default put in. */
export function templateResources(document: Value, file: string): readonly Resource[] {
  const resources = at(document, 'Resources');
  if (resources?.kind !== 'map') return [];
  const parameters = defaults(at(document, 'Parameters'));
  return [...resources.entries].flatMap(([name, value]): Resource[] => {
    const type = plain(at(value, 'Type'));
    if (typeof type !== 'string') return [];
    const key = resources.keys.get(name) ?? value.span;
    const properties = at(value, 'Properties');
    const empty: Mapping = { kind: 'map', entries: new Map(), keys: new Map(), span: key };
    const body = properties?.kind === 'map' ? (resolve(properties, parameters) as Mapping) : empty;
    return [
      {
        platform: 'cloudformation',
        type,
        name,
        body: { ...body, span: key },
        span: key,
        file,
        at: `Resources.${name}.Properties`,
      },
    ];
  });
}

function defaults(parameters: Value | null): ReadonlyMap<string, Value> {
  const found = new Map<string, Value>();
  if (parameters?.kind !== 'map') return found;
  for (const [name, parameter] of parameters.entries) {
    const value = at(parameter, 'Default');
    if (value?.kind === 'scalar') found.set(name, value);
  }
  return found;
}

function resolve(value: Value, parameters: ReadonlyMap<string, Value>): Value {
  if (value.kind === 'unknown') {
    const only = /^\$\{(\w+)\}$/.exec(value.text)?.[1];
    const known = only === undefined ? undefined : parameters.get(only);
    return known ? ({ ...known, span: value.span } as Value) : value;
  }
  if (value.kind === 'list') return { ...value, items: value.items.map((item) => resolve(item, parameters)) };
  if (value.kind !== 'map') return value;
  if (value.entries.size === 1) {
    const [name, inner] = [...value.entries][0] as [string, Value];
    if (name === 'Ref')
      return resolve(unknown(`\${${textOf(inner)}}`, value.span, [textOf(inner)]), parameters);
    const made = intrinsic(name, inner);
    if (made) return resolve({ ...made, span: value.span } as Value, parameters);
  }
  return {
    ...value,
    entries: new Map([...value.entries].map(([key, item]) => [key, resolve(item, parameters)])),
  };
}
