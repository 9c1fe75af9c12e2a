import type { Param } from '../ir.ts';
import { matchesName } from '../names.ts';
import { holdsIn } from '../ruleset.ts';
import type { Closure } from '../value.ts';
import type { Machine } from './machine.ts';

/** Types by the names of the parameters, where nothing else says what they are. */
export function namedTypes(closure: Closure, machine: Machine): readonly (string | null)[] | null {
  const names = closure.fn.params.map((param) => nameOf(param) ?? (takesRequest(param) ? 'req' : null));
  for (const { rule, framework } of machine.rules(closure.module).types.named) {
    if (!holdsIn(framework, closure.module, machine.main) || names.length < rule.named.length) continue;
    if (rule.named.every((pattern, at) => names[at] !== null && matchesName(pattern, names[at]!)))
      return rule.params;
  }
  return null;
}

/** `({ body, params }, res)`: the parts of a request, taken where it comes in. */
const takesRequest = ({ target }: Param): boolean =>
  target.kind === 'fields' &&
  target.fields.some(({ key }) => /^(?:body|query|params|headers|cookies)$/.test(key ?? ''));

export const nameOf = (param: Param): string | null =>
  param.target.kind === 'to' && param.target.place.kind === 'name' ? param.target.place.name : null;
