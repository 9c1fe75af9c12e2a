import type { Span } from '../../issue.ts';
import type { CallSite } from '../call-site.ts';
import type { Class, Expr, Fn, Pattern, Statement } from '../ir.ts';
import type { MatchRule, SinkRule } from '../rule.ts';
import type { Of, RuleSet } from '../ruleset.ts';
import { stepped } from '../taint.ts';
import type { ClassRef, Closure, ModuleState, Scope, Value } from '../value.ts';

/** How a run of statements ended: `next`: the one after it is reached. */
export type Ending = 'next' | 'return' | 'throw' | 'break' | 'continue';

/** A function (or module) being run. */
export interface Frame {
  readonly scope: Scope;
  readonly module: ModuleState;
  readonly self: Value | null;
  readonly cls: ClassRef | null;
  /** Joined over all returns; null before the first. */
  result: Value | null;
  /** Variables at each break and continue of the innermost loop. */
  leaves: Map<string, Value>[] | null;
  /** Where what the function gives back goes, when a framework calls it. */
  readonly returned: readonly Of<SinkRule>[];
}

/** A function nobody in the file has called (yet). */
export interface Pending {
  readonly closure: Closure;
  /** Types of its parameters, where a call that registers it says so. */
  readonly types: readonly (string | null)[] | null;
  /** The object it is called on, where that is known. */
  readonly self?: Value;
}

/** What a function gave back for arguments like these, and how often it was run to find out. */
export interface Summary {
  readonly value: Value;
  readonly runs: number;
}

/** What the parts of the interpreter know of each other: they are put together in machines.ts. */
export interface Machine {
  /** The file that is judged. Findings of other files are theirs, unless the flow passes through this one. */
  readonly path: string;
  readonly main: ModuleState;
  readonly classIds: readonly string[];
  /** Undecided branches and loops around what is being run. */
  depth: number;
  readonly stack: Fn[];
  readonly called: Set<Fn>;
  readonly pending: Pending[];
  /** Instances of classes of other files. */
  readonly instances: Map<ClassRef, Value>;
  readonly summaries: Map<Fn, Map<string, Summary>>;
  /** True once a test on `a.b` has narrowed it: members are then looked up by their path too. */
  narrowed: boolean;
  rules(module: ModuleState): RuleSet;
  /** Counts a step; throws when the budget has run out. */
  tick(): void;
  readonly modules: ModuleSource;
  evaluate(expr: Expr, frame: Frame): Value;
  execute(body: readonly Statement[], frame: Frame): Ending;
  /** `declares`: the names are new in this function. */
  assign(target: Pattern, value: Value, frame: Frame, span: Span, declares?: boolean): void;
  invoke(closure: Closure, site: CallSite, self: Value | null, frame: Frame): Value;
  construct(cls: ClassRef, site: CallSite, frame: Frame): Value;
  define(cls: Class, frame: Frame): ClassRef;
  /** The one instance of a class that all share who did not make theirs: its constructor has run. */
  instanceOf(cls: ClassRef): Value | null;
  reportMatch(rule: MatchRule, site: CallSite, frame: Frame): void;
  reportSinks(sinks: readonly Of<SinkRule>[], site: CallSite, frame: Frame): void;
}

/** Other modules of the tree. */
export interface ModuleSource {
  resolve(module: string, from: ModuleState): string | null;
  locate(name: string, from: ModuleState): readonly string[];
  /** The module, its top level run once; null where it cannot be read or is too far away. */
  load(path: string): ModuleState | null;
  /** A file of settings by its name, the nearest of several; null: there is none. */
  text(name: string, from: ModuleState): string | null;
}

/** The value with one more step in the flow of everything untrusted in it. */
export const withStep = (value: Value, frame: Frame, span: Span, message: string): Value =>
  value.taints.length === 0
    ? value
    : { ...value, taints: value.taints.map((taint) => stepped(taint, frame.module.path, span, message)) };

/** The path of names an expression is, "a.b.c", or null. */
export function pathOf(expr: Expr): string | null {
  if (expr.kind === 'name') return expr.name;
  if (expr.kind === 'member') {
    const of = pathOf(expr.of);
    return of === null ? null : `${of}.${expr.name}`;
  }
  if (expr.kind === 'index' && expr.at.kind === 'const') {
    const of = pathOf(expr.of);
    return of === null ? null : `${of}.${expr.at.value}`;
  }
  return null;
}

/** Under which key of the variables a narrowed member is kept: no variable has such a name. */
export const narrowedKey = (path: string): string => `\0${path}`;
