import type { Span } from '../../issue.ts';
import { type BoundArg, type CallSite, holds, valuesAt } from '../call-site.ts';
import type { Expr } from '../ir.ts';
import { holdsIn } from '../ruleset.ts';
import { deepTaints, elementOf, joinAll, unknownValue, type Value } from '../value.ts';
import { checkMatches } from './checks.ts';
import { constructorOf } from './classes.ts';
import { containerMethod, newContainer } from './containers.ts';
import { namedTypes } from './conventions.ts';
import { externalCall, sanitised } from './external.ts';
import { constructed, scriptCall } from './javascript.ts';
import type { Frame, Machine } from './machine.ts';
import { member, narrowed } from './members.ts';
import { builderMethod, keepSetting, keptSetting, newBuilder, objectBox, textFunction } from './objects.ts';
import { loadProperties } from './properties.ts';
import { reflected } from './reflection.ts';
import { textMethod } from './strings.ts';

type Call = Extract<Expr, { kind: 'call' }>;

/** What is called. The object of a method is evaluated once: chains of calls would double with every link. */
function calleeOf({ callee }: Call, self: Value | null, frame: Frame, machine: Machine): Value {
  if (callee.kind !== 'member' || !self) return machine.evaluate(callee, frame);
  return narrowed(callee, frame, machine) ?? member(self, callee.name, callee.span, frame, machine);
}

/** What a call gives back, after the rules were asked about it. */
export function call(expr: Call, frame: Frame, machine: Machine): Value {
  const self = expr.callee.kind === 'member' ? machine.evaluate(expr.callee.of, frame) : null;
  const callee = calleeOf(expr, self, frame, machine);
  const args = expr.args.map(
    (arg): BoundArg => ({
      value: machine.evaluate(arg.value, frame),
      ...(arg.name === undefined ? {} : { name: arg.name }),
      ...(arg.spread || (arg.value.kind === 'through' && arg.value.how === 'spread') ? { spread: true } : {}),
    }),
  );
  const names = callee.names.length > 0 ? callee.names : ['?'];
  const key = expr.callee.kind === 'index' ? machine.evaluate(expr.callee.at, frame) : null;
  const site: CallSite = { names, args, self, callee, span: expr.span, ...(key ? { key } : {}) };
  const method = expr.callee.kind === 'member' ? expr.callee.name : null;
  const built =
    self && method
      ? textMethod(
          self,
          method,
          args.map((arg) => arg.value),
        )
      : null;
  if (built) return built;
  const read = frame.module.language === 'ruby' ? attribute(self, method, site) : null;
  if (read) return read;
  const shown = reflected(site, frame, machine);
  if (shown) return shown;
  const ofTree = callee.refs.some((ref) => ref.kind === 'function' || ref.kind === 'class');
  const rules = machine.rules(frame.module);
  checkMatches(
    names.flatMap((name) => rules.matches.called.find(name)),
    site,
    frame,
    machine,
  );
  if (!ofTree) {
    const values = [...args.map((arg) => arg.value), ...(self ? [self] : []), ...(key ? [key] : [])];
    if (values.some((value) => deepTaints(value).length > 0))
      machine.reportSinks(
        names.flatMap((name) => rules.sinks.called.find(name)),
        site,
        frame,
      );
    registerHandlers(site, frame, machine);
  }
  if (ofTree) return codeCall(callee, site, expr.isNew, frame, machine);
  if (callee.refs.some((ref) => ref.kind === 'super')) return superCall(callee, site, frame, machine);
  if (self && method === 'load' && loadProperties(expr, self, frame, machine)) return unknownValue;
  const own = scriptCall(site, method, frame, machine);
  if (own) return own;
  const held = self && method ? containerMethod(self, method, site, machine.depth) : null;
  if (held) {
    runCallbacks(site, frame, machine);
    return held;
  }
  const known = ofLibrary(expr, site, method, frame, machine);
  if (known) return known;
  become(expr, site, frame, machine);
  const container = newContainer(site, machine.depth);
  if (container) return container;
  const made = externalCall(expr, runCallbacks(site, frame, machine), site, frame, machine);
  const isTyped = frame.module.language === 'java' || frame.module.language === 'csharp';
  return isTyped && !made.box ? { ...made, box: objectBox(expr.isNew, site, machine.depth) } : made;
}

/** Objects of libraries that carry state, and functions of them that make text. */
function ofLibrary(
  expr: Call,
  { names, args, self }: CallSite,
  method: string | null,
  frame: Frame,
  machine: Machine,
): Value | null {
  const values = args.map((arg) => arg.value);
  if (self && method) {
    const known =
      builderMethod(expr, self, method, values, frame, machine) ?? keptSetting(self, method, values);
    if (known) return known;
    if (keepSetting(expr, self, method, values, frame, machine)) return { ...self, refs: [] };
  }
  return newBuilder(names, values) ?? textFunction(names, values);
}

/** `user.name` is a call in Ruby; what was stored there is what comes back. */
function attribute(self: Value | null, method: string | null, site: CallSite): Value | null {
  const stored = method && site.args.length === 0 ? self?.box?.fields.get(method) : null;
  return stored && !stored.refs.some((ref) => ref.kind === 'function') ? stored : null;
}

function codeCall(callee: Value, site: CallSite, isNew: boolean, frame: Frame, machine: Machine): Value {
  const results = callee.refs.flatMap((ref) => {
    if (ref.kind === 'function' && isNew) return [constructed(ref.closure, site, frame, machine)];
    if (ref.kind === 'function') return [machine.invoke(ref.closure, site, ref.self, frame)];
    return ref.kind === 'class' ? [machine.construct(ref.cls, site, frame)] : [];
  });
  const result = joinAll(results);
  const names = [...result.names, ...callee.names.map((name) => `${name}()`)];
  return sanitised({ ...result, names: [...new Set(names)].slice(0, 4) }, site, frame, machine).value;
}

/** `super(args)` runs the constructor of the base; in Python `super()` is the base itself. */
function superCall(callee: Value, site: CallSite, frame: Frame, machine: Machine): Value {
  if (frame.module.language === 'python') return callee;
  for (const ref of callee.refs)
    if (ref.kind === 'super')
      for (const base of ref.cls.bases)
        for (const inner of base.refs)
          if (inner.kind === 'class' && inner.cls !== ref.cls) {
            const closure = constructorOf(inner.cls);
            if (closure) machine.invoke(closure, site, ref.self, frame);
          }
  return unknownValue;
}

/** Gives the object a method is called on another name, where a rule says so. */
function become(expr: Call, site: CallSite, frame: Frame, machine: Machine): void {
  const { callee } = expr;
  if (callee.kind !== 'member' || !site.self) return;
  const { becoming } = machine.rules(frame.module).types;
  const names = site.names
    .flatMap((name) => becoming.find(name))
    .filter(
      ({ rule, framework }) =>
        holdsIn(framework, frame.module, machine.main) && (!rule.when || holds(rule.when, site)),
    )
    .map(({ rule }) => rule.is);
  if (names.length === 0) return;
  const value = { ...site.self, names: [...new Set([...names, ...site.self.names])].slice(0, 4) };
  machine.assign({ kind: 'to', place: callee.of }, value, frame, expr.span);
}

/** A function that is put where a declared type says who calls it: `const show: RequestHandler = …`. */
export function registerTyped(value: Value, span: Span, frame: Frame, machine: Machine): void {
  registerHandlers({ names: value.names, args: [{ value }], self: null, span }, frame, machine);
}

function registerHandlers(site: CallSite, frame: Frame, machine: Machine): void {
  const { handlers } = machine.rules(frame.module).types;
  for (const name of site.names)
    for (const { rule, framework } of handlers.find(name)) {
      if (!holdsIn(framework, frame.module, machine.main) || (rule.when && !holds(rule.when, site))) continue;
      for (const { value } of valuesAt(site, rule.arg)) {
        const given = value.box?.kind === 'list' ? [...value.box.fields.values()] : [value];
        for (const one of given)
          for (const ref of one.refs)
            if (ref.kind === 'function')
              machine.pending.push({
                closure: ref.closure,
                types: rule.params,
                ...(ref.self ? { self: ref.self } : {}),
              });
      }
    }
}

/** Names of the parameters of callbacks that receive the elements of what a method is called on. */
const walking =
  /^(?:map|forEach|filter|find|findIndex|some|every|flatMap|reduce|then|each|collect|select|detect|Select|Where|ForEach|sort)$/;

/** Functions that are passed to code nobody sees are run with arguments nobody knows. */
function runCallbacks(site: CallSite, frame: Frame, machine: Machine): Value {
  const results: Value[] = [];
  const method = site.names[0]!.slice(site.names[0]!.lastIndexOf('.') + 1);
  const element = site.self && walking.test(method) ? elementOf(site.self) : null;
  for (const { value } of site.args)
    for (const ref of value.refs) {
      if (ref.kind !== 'function' || machine.stack.includes(ref.closure.fn)) continue;
      if (machine.pending.some(({ closure, types }) => types !== null && closure.fn === ref.closure.fn))
        continue;
      const types = namedTypes(ref.closure, machine);
      if (types && !element) {
        machine.pending.push({ closure: ref.closure, types, ...(ref.self ? { self: ref.self } : {}) });
        continue;
      }
      const at = method === 'reduce' ? 1 : 0;
      const args = ref.closure.fn.params.map(
        (_, i): BoundArg => ({ value: element && i === at ? element : unknownValue }),
      );
      machine.depth += 1;
      results.push(
        machine.invoke(ref.closure, { names: ['?'], args, self: null, span: site.span }, ref.self, frame),
      );
      machine.depth -= 1;
    }
  return joinAll(results);
}
