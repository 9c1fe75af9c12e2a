import { type CallSite, holds, valuesAt } from '../call-site.ts';
import type { Expr } from '../ir.ts';
import type { Place, PropagatorRule, SanitizerRule } from '../rule.ts';
import { holdsIn } from '../ruleset.ts';
import { joinTaints, type Taint, taintAt, uncleaned } from '../taint.ts';
import { type About, cleanedValue, deepTaints, isOpen, join, named, tainted, type Value } from '../value.ts';
import { passedThrough } from './functions.ts';
import { type Frame, type Machine, pathOf } from './machine.ts';
import { safeWithout } from './pieces.ts';
import { typedNames } from './recognise.ts';

type Call = Extract<Expr, { kind: 'call' }>;

/** What a call of code that is not in the tree gives back. `given`: what functions passed to it gave back. */
export function externalCall(
  expr: Call,
  given: Value,
  site: CallSite,
  frame: Frame,
  machine: Machine,
): Value {
  const { value, settled, harmless } = sanitised(tainted(passedThrough(site).taints), site, frame, machine);
  const replaced = withoutPiece(value, site, frame);
  const moved = settled ? value : propagated(replaced, expr, site, frame, machine);
  const names = typedNames(
    site.names.map((name) => `${name}()`),
    frame,
    machine,
    site,
  );
  const taints = [...new Set(site.names)].reduce<readonly Taint[]>(
    (all, name) => joinTaints(all, fromOutside(name, site, frame, machine)),
    joinTaints(moved.taints, deepTaints(given)),
  );
  const about = aboutOf(expr, site, frame, machine);
  return {
    ...named(...names),
    taints,
    constant: moved.constant,
    settled: taints.length === 0 && (harmless || moved.settled === true || isSettled(site, frame)),
    box: moved.box,
    ...(about ? { about } : {}),
  };
}

/** Whether all that goes in is known to be the same for everyone. */
const isSettled = (site: CallSite, frame: Frame): boolean => {
  const inputs = [...site.args.map((arg) => arg.value), ...(site.self ? [site.self] : [])];
  // A function of the module as a whole has no object: what it is called on is a name.
  const known = inputs.filter((value) => value !== site.self || value.refs.length === 0);
  return (
    known.length > 0 &&
    known.every((value) => isModule(value, frame) || (!isOpen(value) && deepTaints(value).length === 0))
  );
};

/** A name that an import gave: `base64` in `base64.b64decode(x)`. */
const isModule = (value: Value, frame: Frame): boolean =>
  value.names.length === 1 && frame.module.imports.has(value.names[0]!);

/** `text.replace("'", "")` of every language that replaces all of them. */
function withoutPiece(value: Value, site: CallSite, frame: Frame): Value {
  const [piece, by] = site.args.map((arg) => arg.value.constant);
  const isScript = frame.module.language === 'javascript' || frame.module.language === 'typescript';
  const all = isScript ? /\.replaceAll$/ : /\.(?:replace|replaceAll|Replace|gsub)$/;
  if (typeof piece !== 'string' || typeof by !== 'string' || by.includes(piece)) return value;
  // What is taken out of the middle can leave the same again: only for single characters that holds.
  if (piece.length !== 1 || !site.names.some((name) => all.test(name))) return value;
  return cleanedValue(value, safeWithout(piece));
}

/** Which value the result of a check speaks of, by the rules for checks; what is done with a result does not end that. */
function aboutOf(expr: Call, site: CallSite, frame: Frame, machine: Machine): About | undefined {
  for (const name of site.names)
    for (const { rule, framework } of machine.rules(frame.module).guards.find(name)) {
      if (!holdsIn(framework, frame.module, machine.main)) continue;
      const place = argumentPlace(expr, rule.guard!);
      if (place) return { place, classes: rule.for, isPart: false };
    }
  const about = site.self?.about;
  // That a URL is not absolute is what is wanted of it.
  const denies = about && site.names.some((name) => /\.(?:is_absolute|isAbsolute)$/.test(name));
  return denies ? { ...about, isPart: true } : about;
}

/** The expression at a place of a call. */
function argumentPlace(expr: Call, place: Place): Expr | null {
  if (place === 'this') return expr.callee.kind === 'member' ? expr.callee.of : null;
  const keyword = expr.args.find((arg) => arg.name !== undefined && arg.name === place);
  return (keyword ?? expr.args[Number(place)])?.value ?? null;
}

function fromOutside(name: string, site: CallSite, frame: Frame, machine: Machine): readonly Taint[] {
  return machine
    .rules(frame.module)
    .sources.called.find(name)
    .filter(({ framework }) => holdsIn(framework, frame.module, machine.main))
    .map(({ rule }) => taintAt(frame.module.path, site.span, rule));
}

const applied = (value: Value, rule: SanitizerRule): Value =>
  rule.undoes
    ? { ...value, taints: value.taints.map((taint) => uncleaned(taint, rule.for)) }
    : cleanedValue(value, rule.for);

/** Classes for which text may be built of parts that were made safe for them. */
const injections = new Set(['sql-injection', 'command-injection', 'code-injection']);

/** The result after the sanitizers that go by the call's names. `settled`: one of them says what comes out. */
export function sanitised(
  value: Value,
  site: CallSite,
  frame: Frame,
  machine: Machine,
): { value: Value; settled: boolean; harmless: boolean } {
  const found = site.names
    .flatMap((name) => machine.rules(frame.module).sanitizers.find(name))
    .filter(
      ({ rule, framework }) =>
        holdsIn(framework, frame.module, machine.main) && (!rule.when || holds(rule.when, site)),
    );
  return {
    value: found.reduce((before, { rule }) => applied(before, rule), value),
    settled: found.length > 0,
    harmless: found.some(({ rule }) => rule.for.some((id) => id === '*' || injections.has(id))),
  };
}

function propagated(value: Value, expr: Call, site: CallSite, frame: Frame, machine: Machine): Value {
  const found = site.names
    .flatMap((name) => machine.rules(frame.module).propagators.find(name))
    .filter(({ framework }) => holdsIn(framework, frame.module, machine.main));
  if (found.length === 0) return value;
  return found.map(({ rule }) => propagate(rule, expr, site, frame, machine)).reduce(join);
}

function propagate(rule: PropagatorRule, expr: Call, site: CallSite, frame: Frame, machine: Machine): Value {
  const taints = rule.from
    .flatMap((place) => valuesAt(site, place))
    .reduce<readonly Taint[]>((all, { value }) => joinTaints(all, deepTaints(value)), []);
  if (rule.to === 'result') {
    const [only] = rule.from.length === 1 ? valuesAt(site, rule.from[0]!) : [];
    return { ...tainted(taints), constant: only?.value.constant };
  }
  const place = argumentPlace(expr, rule.to);
  if (place && taints.length > 0 && pathOf(place)) {
    const before = machine.evaluate(place, frame);
    const value = { ...before, taints: joinTaints(before.taints, taints) };
    machine.assign({ kind: 'to', place }, value, frame, expr.span);
  }
  return tainted(site.self?.taints ?? []);
}
