import type { Span } from '../../issue.ts';
import type { Resource, World } from '../resource.ts';
import { at, itemsOf, plain, textOf, textsOf, type Value } from '../value.ts';
import { readYaml } from './yaml-lines.ts';

/** A statement of an IAM or resource policy, wherever it is written. */
export interface Statement {
  readonly allows: boolean;
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly resources: readonly string[];
  /** `*` for everyone; accounts, services and federations as written, `AWS:` and the like left out. */
  readonly principals: readonly string[];
  readonly conditional: boolean;
  readonly span: Span;
}

/** The statements of a policy: text of JSON (a heredoc), jsonencode, a document in the template, a data source. */
export function statements(value: Value | null, world: World, depth = 0): readonly Statement[] {
  if (value === null || depth > 3) return [];
  if (value.kind === 'map') {
    return itemsOf(at(value, 'Statement')).map((statement) => statementOf(statement));
  }
  if (value.kind === 'list') return value.items.flatMap((item) => statements(item, world, depth + 1));
  const text = textOf(value);
  if (text.trimStart().startsWith('{')) {
    const [document] = readYaml(text).documents;
    const found = document ? statements(document, world, depth + 1) : [];
    return found.map((one) => ({ ...one, span: shifted(one.span, value.span) }));
  }
  if (value.kind !== 'unknown') return [];
  return world
    .of('data.aws_iam_policy_document')
    .filter((data) => value.refs.some((ref) => ref === `data.aws_iam_policy_document.${data.name}`))
    .flatMap((data) => documentStatements(data));
}

/** Lines of a heredoc begin on the line after its marker. */
const shifted = (span: Span, outer: Span): Span =>
  outer.endLine > outer.line
    ? {
        ...span,
        line: Math.min(outer.endLine, outer.line + span.line),
        endLine: Math.min(outer.endLine, outer.line + span.endLine),
      }
    : outer;

function statementOf(value: Value): Statement {
  return {
    allows: textOf(at(value, 'Effect')).toLowerCase() === 'allow',
    actions: textsOf(at(value, 'Action')),
    notActions: textsOf(at(value, 'NotAction')),
    resources: textsOf(at(value, 'Resource')),
    principals: principalsOf(at(value, 'Principal')),
    conditional: stated(at(value, 'Condition')),
    span: (at(value, 'Action') ?? value).span,
  };
}

/** A condition that says something: an empty one limits nothing. */
const stated = (condition: Value | null): boolean =>
  condition !== null && !(condition.kind === 'map' && condition.entries.size === 0);

const principalsOf = (value: Value | null): readonly string[] =>
  value?.kind === 'map' ? [...value.entries.values()].flatMap(textsOf) : textsOf(value);

/** `data "aws_iam_policy_document"`. */
export const documentStatements = (data: Resource): readonly Statement[] =>
  itemsOf(data.body.entries.get('statement') ?? null).map((value) => ({
    allows: String(plain(at(value, 'effect')) ?? 'Allow').toLowerCase() === 'allow',
    actions: textsOf(at(value, 'actions')),
    notActions: textsOf(at(value, 'not_actions')),
    resources: textsOf(at(value, 'resources')),
    principals: itemsOf(at(value, 'principals')).flatMap((principal) =>
      textsOf(at(principal, 'identifiers')),
    ),
    conditional: at(value, 'condition') !== null,
    span: (at(value, 'actions') ?? value).span,
  }));
