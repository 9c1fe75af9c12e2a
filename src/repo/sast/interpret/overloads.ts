import type { BoundArg } from '../call-site.ts';
import { saysYes } from '../call-site.ts';
import { matchesName } from '../names.ts';
import type { ClassRef, Closure } from '../value.ts';
import { checkMatches } from './checks.ts';
import type { Frame, Machine } from './machine.ts';

/** Adds a method to its class; in languages with overloads the first one knows the others by the same name. */
export function addMethod(cls: ClassRef, name: string, closure: Closure, isGetter: boolean): void {
  const first = cls.methods.get(name)?.closure;
  if (!first || !/^(?:java|csharp)$/.test(closure.module.language)) {
    cls.methods.set(name, { closure, isGetter });
    return;
  }
  first.overloads ??= [first];
  first.overloads.push(closure);
}

/** The overload that takes so many arguments: the first, where types would have to decide. */
export function overloadFor(closure: Closure, args: readonly BoundArg[]): Closure {
  if (!closure.overloads) return closure;
  const fits = closure.overloads.find(({ fn: { params } }) => {
    const needed = params.filter((param) => !param.default && !param.rest).length;
    return args.length >= needed && (args.length <= params.length || params.at(-1)?.rest !== undefined);
  });
  return fits ?? closure;
}

/** Reports methods that a class writes so that they check nothing: trust managers, host name verifiers. */
export function checkMethods(cls: ClassRef, frame: Frame, machine: Machine): void {
  const { checking } = machine.rules(frame.module).matches;
  const found = cls.bases.flatMap((base) => base.names).flatMap((name) => checking.find(name));
  for (const of of found)
    for (const { name, fn, isAbstract } of cls.cls.methods)
      if (!isAbstract && of.rule.method && matchesName(of.rule.method.name, name) && saysYes(fn))
        checkMatches([of], { names: [name], args: [], self: null, span: fn.span }, frame, machine);
}
