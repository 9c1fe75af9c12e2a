import type { Span } from '../../issue.ts';
import type { CallSite } from '../call-site.ts';
import type { Expr, Fn, Param } from '../ir.ts';
import { joinTaints } from '../taint.ts';
import {
  Box,
  boxed,
  type ClassRef,
  type Closure,
  deepTaints,
  elementOf,
  join,
  joinAll,
  type Scope,
  tainted,
  unknownValue,
  type Value,
} from '../value.ts';
import { checkMatches } from './checks.ts';
import { isContainer } from './containers.ts';
import { type Frame, type Machine, type Summary, withStep } from './machine.ts';
import { overloadFor } from './overloads.ts';
import { declared } from './types.ts';

/** Resolved names of a decorator: of a call the callee's. Asks the rules about it as about any call. */
export function decoratorNames(
  decorators: readonly Expr[],
  frame: Frame,
  machine: Machine,
): readonly string[] {
  return decorators.flatMap((decorator) => {
    if (decorator.kind === 'call') {
      machine.evaluate(decorator, frame);
      return machine.evaluate(decorator.callee, frame).names;
    }
    const { names } = machine.evaluate(decorator, frame);
    const { called } = machine.rules(frame.module).matches;
    const site: CallSite = { names, args: [], self: null, span: decorator.span };
    checkMatches(
      names.flatMap((name) => called.find(name)),
      site,
      frame,
      machine,
    );
    return names;
  });
}

const routesOf = (decorators: readonly Expr[]): readonly string[] =>
  decorators.flatMap((decorator) => {
    const first = decorator.kind === 'call' ? decorator.args[0]?.value : undefined;
    return first?.kind === 'const' && typeof first.value === 'string' ? [first.value] : [];
  });

/** The value of a function where it is defined. It waits to be looked at in case nobody calls it. */
export function defineFunction(
  fn: Fn,
  frame: Frame,
  machine: Machine,
  cls: ClassRef | null = frame.cls,
  isStatic = false,
): Value {
  const decorators = decoratorNames(fn.decorators, frame, machine);
  for (const param of fn.params)
    if (param.default && param.default.kind === 'call') machine.evaluate(param.default, frame);
  const closure: Closure = {
    fn,
    scope: frame.scope,
    module: frame.module,
    cls,
    decorators,
    isStatic,
    routes: routesOf(fn.decorators),
  };
  if (frame.module.path === machine.path) machine.pending.push({ closure, types: null });
  const names = fn.name ? [fn.name] : [];
  return { ...unknownValue, names, refs: [{ kind: 'function', closure, self: frame.self }] };
}

const deepestCalls = 6;

/** What a call that is not followed gives back: whatever went in may come out. */
export const passedThrough = (site: CallSite): Value =>
  tainted(
    site.args.reduce(
      (taints, arg) => joinTaints(taints, deepTaints(arg.value)),
      joinTaints(
        site.self ? (isContainer(site.self) ? deepTaints(site.self) : site.self.taints) : [],
        site.callee?.taints ?? [],
      ),
    ),
  );

/** Runs a function of the tree with these arguments. */
export function invoke(
  first: Closure,
  site: CallSite,
  self: Value | null,
  frame: Frame,
  machine: Machine,
): Value {
  const closure = overloadFor(first, site.args);
  const { fn } = closure;
  machine.called.add(fn);
  if (machine.stack.includes(fn) || machine.stack.length >= deepestCalls) return passedThrough(site);
  const { key, most } = summaryKey(site, self, fn);
  const known = machine.summaries.get(fn)?.get(key);
  if (known && known.runs >= most) return known.value;
  const message = `passed to ${fn.name ?? 'a function'}()`;
  const args = site.args.map((arg) => ({ ...arg, value: withStep(arg.value, frame, site.span, message) }));
  const scope: Scope = { vars: new Map(), parent: closure.scope };
  const inner: Frame = {
    scope,
    module: closure.module,
    self: closure.isStatic ? null : self,
    cls: closure.cls,
    result: null,
    leaves: null,
    returned: [],
  };
  bindParams(fn.params, { ...site, args }, inner, machine);
  const result = runBody(fn, inner, machine);
  const back = withStep(result, frame, site.span, `given back by ${fn.name ?? 'a function'}()`);
  const all = machine.summaries.get(fn) ?? new Map<string, Summary>();
  machine.summaries.set(fn, all.set(key, { value: reusable(back, most), runs: (known?.runs ?? 0) + 1 }));
  return back;
}

/** Runs the body in a frame that is ready; what it gives back. */
export function runBody(fn: Fn, frame: Frame, machine: Machine): Value {
  machine.stack.push(fn);
  try {
    const last = fn.lastIsResult ? fn.body.at(-1) : undefined;
    if (last?.kind === 'do') {
      const ending = machine.execute(
        [...fn.body.slice(0, -1), { kind: 'return', value: last.value, span: last.span }],
        frame,
      );
      return ending === 'throw' ? unknownValue : (frame.result ?? unknownValue);
    }
    machine.execute(fn.body, frame);
    const result = frame.result ?? unknownValue;
    if (fn.returns && result.names.length === 0 && frame.module.language !== 'python')
      return declared(result, fn.returns, frame, machine);
    return result;
  } finally {
    machine.stack.pop();
  }
}

/**
 * Equal keys: alike results. Where arguments hold what a function may change, it is run a few times more (`most`), so
 * that objects get their fields; then what it gave back before has to do.
 */
function summaryKey(site: CallSite, self: Value | null, fn: Fn): { key: string; most: number } {
  const parts: string[] = [];
  let changes = self?.box != null;
  let isDangerous = false;
  for (const { value, name } of [...site.args, ...(self ? [{ value: self, name: 'this' }] : [])]) {
    const taints = deepTaints(value);
    isDangerous ||= taints.length > 0;
    changes ||= value.box !== null;
    const constant = typeof value.constant === 'string' ? value.constant.slice(0, 200) : value.constant;
    const code = value.refs.map((ref) => (ref.kind === 'function' ? ref.closure.fn.span.line : ref.kind));
    parts.push(
      `${name ?? ''}=${JSON.stringify(constant)}${value.names.join()}${code.join()}<${taints.map((taint) => taint.key).join()}>`,
    );
  }
  const isConstructor = fn.name === null || /^(?:__init__|constructor|initialize|__construct)$/.test(fn.name);
  return { key: parts.join(';'), most: !changes ? 1 : isConstructor || isDangerous ? 6 : 2 };
}

/** A result for other calls: what was constant for one object need not be for the next. */
const reusable = (value: Value, most: number): Value =>
  most === 1 || value.constant === undefined ? value : { ...value, constant: undefined };

/** Binds parameters to the arguments of a call. */
function bindParams(params: readonly Param[], site: CallSite, frame: Frame, machine: Machine): void {
  const positional = site.args.filter((arg) => arg.name === undefined);
  const spread = site.args.some((arg) => arg.spread);
  params.forEach((param, at) => {
    const span = site.span;
    const name =
      param.target.kind === 'to' && param.target.place.kind === 'name' ? param.target.place.name : null;
    let value: Value | null = null;
    if (param.rest === 'list')
      value = listOf(
        positional.slice(at).map((arg) => arg.value),
        machine.depth,
      );
    else if (param.rest === 'named') value = namedOf(site, params, machine.depth);
    else {
      const keyword = site.args.find((arg) => arg.name !== undefined && arg.name === name);
      const given = positional.slice(0, at + 1).find((arg) => arg.spread);
      value = keyword?.value ?? (given ? elementOf(given.value) : (positional[at]?.value ?? null));
      if (!value && spread)
        value = joinAll(site.args.filter((arg) => arg.spread).map((arg) => elementOf(arg.value)));
    }
    if (!value && param.default) value = machine.evaluate(param.default, frame);
    bindParam(param, value ?? unknownValue, name, span, frame, machine);
  });
}

function bindParam(
  param: Param,
  value: Value,
  name: string | null,
  span: Span,
  frame: Frame,
  machine: Machine,
): void {
  const known = param.type ? declared(value, param.type, frame, machine) : value;
  const shown =
    name && known.names.length === 0 && known.constant === undefined && !known.box && known.refs.length === 0
      ? { ...known, names: [`?${name}`] }
      : known;
  // A parameter is a new variable, also where an outer one has its name.
  if (name) frame.scope.vars.set(name, shown);
  else machine.assign(param.target, shown, frame, span);
}

function listOf(values: readonly Value[], depth: number): Value {
  const box = new Box('list', depth);
  values.forEach((value, at) => {
    box.fields.set(String(at), value);
  });
  box.size = values.length;
  return boxed(box);
}

function namedOf(site: CallSite, params: readonly Param[], depth: number): Value {
  const box = new Box('object', depth);
  const taken = new Set(
    params.map((param) =>
      param.target.kind === 'to' && param.target.place.kind === 'name' ? param.target.place.name : '',
    ),
  );
  for (const arg of site.args)
    if (arg.name !== undefined && !taken.has(arg.name)) {
      if (arg.spread) box.rest = box.rest ? join(box.rest, elementOf(arg.value)) : elementOf(arg.value);
      else box.fields.set(arg.name, arg.value);
    }
  return boxed(box);
}
