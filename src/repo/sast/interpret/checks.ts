import type { Span } from '../../issue.ts';
import type { CallSite } from '../call-site.ts';
import { holds } from '../call-site.ts';
import type { MatchRule } from '../rule.ts';
import { holdsIn, type Of } from '../ruleset.ts';
import { deepTaints, type Value } from '../value.ts';
import type { Frame, Machine } from './machine.ts';

/** Asks the rules for assignments about one. */
export function checkAssignment(
  {
    names,
    value,
    self,
    key,
    span,
  }: { names: readonly string[]; value: Value; self: Value | null; key?: Value; span: Span },
  frame: Frame,
  machine: Machine,
): void {
  const rules = machine.rules(frame.module);
  const isTainted = deepTaints(value).length > 0 || (key !== undefined && key.taints.length > 0);
  const sinks = isTainted ? names.flatMap((name) => rules.sinks.assigned.find(name)) : [];
  const matches = names.flatMap((name) => rules.matches.assigned.find(name));
  if (sinks.length === 0 && matches.length === 0) return;
  const site: CallSite = { names, args: [{ value }], self, span, ...(key ? { key } : {}) };
  machine.reportSinks(sinks, site, frame);
  checkMatches(matches, site, frame, machine);
}

/** A property of an object as written: input ends at its value, a setting is a flaw of the whole object. */
export function checkProperty(
  key: string,
  value: Value,
  at: Span,
  whole: Span,
  frame: Frame,
  machine: Machine,
): void {
  const rules = machine.rules(frame.module);
  const name = `{}.${key}`;
  const site = { names: [name], args: [{ value }], self: null };
  if (deepTaints(value).length > 0)
    machine.reportSinks(rules.sinks.assigned.find(name), { ...site, span: at }, frame);
  checkMatches(rules.matches.assigned.find(name), { ...site, span: whole }, frame, machine);
}

/** Reports the rules that hold of a call by its constant arguments alone. */
export function checkMatches(
  matches: readonly Of<MatchRule>[],
  site: CallSite,
  frame: Frame,
  machine: Machine,
): void {
  for (const { rule, framework } of matches)
    if (holdsIn(framework, frame.module, machine.main) && (!rule.when || holds(rule.when, site)))
      machine.reportMatch(rule, site, frame);
}
