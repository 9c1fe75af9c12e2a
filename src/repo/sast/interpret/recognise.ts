import type { Span } from '../../issue.ts';
import { type CallSite, holds } from '../call-site.ts';
import { holdsIn } from '../ruleset.ts';
import { joinTaints, taintAt } from '../taint.ts';
import { constantOf, type Value } from '../value.ts';
import { knownConstants } from './known-constants.ts';
import type { Frame, Machine } from './machine.ts';

/** Names that type rules give a value besides its own. `site`: the call it comes from. */
export function typedNames(
  names: readonly string[],
  frame: Frame,
  machine: Machine,
  site: CallSite | null = null,
): readonly string[] {
  const { results } = machine.rules(frame.module).types;
  const more = names.flatMap((name) =>
    results
      .find(name)
      .filter(
        ({ rule, framework }) =>
          holdsIn(framework, frame.module, machine.main) &&
          (!rule.when || (site !== null && holds(rule.when, site))),
      )
      .map(({ rule }) => rule.is),
  );
  return more.length === 0 ? names : [...new Set([...more, ...names])].slice(0, 4);
}

/** The value with what rules know of its names: what it is, and whether it comes from outside. */
export function recognised(value: Value, span: Span | null, frame: Frame, machine: Machine): Value {
  const names = typedNames(value.names, frame, machine);
  let { taints } = value;
  if (span) {
    const { named } = machine.rules(frame.module).sources;
    for (const name of names)
      for (const { rule, framework } of named.find(name))
        if (holdsIn(framework, frame.module, machine.main))
          taints = joinTaints(taints, [taintAt(frame.module.path, span, rule)]);
  }
  for (const name of value.names)
    if (Object.hasOwn(knownConstants, name)) return constantOf(knownConstants[name]!);
  return names === value.names && taints === value.taints ? value : { ...value, names, taints };
}
