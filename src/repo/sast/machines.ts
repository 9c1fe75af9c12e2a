import { instanceOf } from './entries.ts';
import { assign } from './interpret/assign.ts';
import { construct, define } from './interpret/classes.ts';
import { evaluate } from './interpret/expressions.ts';
import { invoke } from './interpret/functions.ts';
import type { Frame, Machine, ModuleSource } from './interpret/machine.ts';
import { execute } from './interpret/statements.ts';
import type { Module } from './ir.ts';
import type { Reporter } from './report.ts';
import { flawClasses } from './rules/classes/index.ts';
import type { RuleSet } from './ruleset.ts';
import type { ModuleState } from './value.ts';

export interface MachineParts {
  readonly main: ModuleState;
  /** Null: what is found is not wanted. */
  readonly reporter: Reporter | null;
  readonly rules: (module: ModuleState) => RuleSet;
  readonly tick: () => void;
  readonly modules: ModuleSource;
  readonly depth: number;
}

/** Puts the parts of the interpreter together for one file. */
export function machineOf({ main, reporter, rules, tick, modules, depth }: MachineParts): Machine {
  const machine: Machine = {
    path: main.path,
    main,
    classIds: flawClasses.ids,
    depth,
    stack: [],
    called: new Set(),
    pending: [],
    instances: new Map(),
    summaries: new Map(),
    narrowed: false,
    rules,
    tick,
    modules,
    evaluate: (expr, frame) => evaluate(expr, frame, machine),
    execute: (body, frame) => execute(body, frame, machine),
    assign: (target, value, frame, span, declares = false) =>
      assign(target, value, { frame, span, declares }, machine),
    invoke: (closure, site, self, frame) => invoke(closure, site, self, frame, machine),
    construct: (cls, site, frame) => construct(cls, site, frame, machine),
    define: (cls, frame) => define(cls, frame, machine),
    instanceOf: (cls) => instanceOf(cls, machine),
    reportSinks: (sinks, site, frame) => reporter?.sinks(sinks, site, frame),
    reportMatch: (rule, site, frame) => reporter?.match(rule, site, frame),
  };
  return machine;
}

export const stateOf = (module: Module): ModuleState => ({
  path: module.path,
  language: module.language,
  scope: { vars: new Map(), parent: null },
  exports: new Map(),
  whole: null,
  imports: new Set(),
  stars: [],
});

/** The frame of a module's top level. */
export const moduleFrame = (state: ModuleState): Frame => ({
  scope: state.scope,
  module: state,
  self: null,
  cls: null,
  result: null,
  leaves: null,
  returned: [],
});
