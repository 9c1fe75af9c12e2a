import type { Expr } from '../ir.ts';
import { cleanedValue, constantOf, deepTaints, elementOf, join, type Value } from '../value.ts';
import { type Frame, type Machine, narrowedKey, pathOf } from './machine.ts';
import { safeWithout } from './pieces.ts';
import { safeFor } from './regexes.ts';

/** What a test that went one way says of values: by path of names. */
type Facts = ReadonlyMap<string, { readonly place: Expr; readonly value: Value }>;
const nothing: Facts = new Map();

/** Narrows the variables to what holds when `test` came out as `holds`. */
export function narrow(test: Expr, holds: boolean, frame: Frame, machine: Machine): void {
  for (const [path, { place, value }] of facts(test, holds, frame, machine)) {
    if (place.kind === 'name') frame.scope.vars.set(place.name, value);
    else {
      machine.narrowed = true;
      frame.scope.vars.set(narrowedKey(path), value);
    }
  }
}

function facts(test: Expr, holds: boolean, frame: Frame, machine: Machine): Facts {
  machine.tick();
  if (test.kind === 'unary' && test.op === '!') return facts(test.of, !holds, frame, machine);
  if (test.kind === 'through' || test.kind === 'set')
    return test.kind === 'through' ? facts(test.of, holds, frame, machine) : nothing;
  if (test.kind === 'binary' && (test.op === '&&' || test.op === '||'))
    return combined(test, holds, frame, machine);
  if (test.kind === 'binary') return compared(test, holds, frame, machine);
  if (test.kind === 'call') return called(test, holds, frame, machine);
  const { about } = machine.evaluate(test, frame);
  if (about) return checked(test, holds !== about.isPart, frame, machine);
  // What is empty, zero or absent does no harm.
  return !holds && pathOf(test) ? safe(test, ['*'], frame, machine) : nothing;
}

type Binary = Extract<Expr, { kind: 'binary' }>;

function combined(test: Binary, holds: boolean, frame: Frame, machine: Machine): Facts {
  const left = facts(test.left, holds, frame, machine);
  const right = facts(test.right, holds, frame, machine);
  // Both are so where `a && b` holds or `a || b` does not; otherwise one of them is.
  if ((test.op === '&&') === holds) return new Map([...left, ...right]);
  const either = new Map<string, { place: Expr; value: Value }>();
  for (const [path, fact] of left) {
    const other = right.get(path);
    if (other) either.set(path, { place: fact.place, value: join(fact.value, other.value) });
  }
  return either;
}

/** The place of `expr` made safe for `classes`; looks through calls like trim() whose result is as safe. */
function safe(expr: Expr, classes: readonly string[], frame: Frame, machine: Machine): Facts {
  const place = placeOf(expr);
  const path = place && pathOf(place);
  if (!place || !path || classes.length === 0) return nothing;
  const value = machine.evaluate(place, frame);
  // What is checked against everything is as good as constant, also where nobody knows where it comes from.
  const checked: Value | null =
    value.taints.length > 0
      ? cleanedValue(value, classes)
      : classes.includes('*') && value.constant === undefined
        ? { ...value, settled: true }
        : null;
  return checked ? new Map([[path, { place, value: checked }]]) : nothing;
}

const looking =
  /^(?:lower|upper|strip|casefold|title|trim|toLowerCase|toUpperCase|toString|ToLower|ToUpper|Trim|downcase|upcase|str)$/;

/** What a test looks at: `x.lower() in y` looks at x. */
function placeOf(expr: Expr): Expr | null {
  if (pathOf(expr)) return expr;
  if (expr.kind !== 'call') return null;
  if (expr.callee.kind === 'member' && looking.test(expr.callee.name) && expr.args.length === 0)
    return placeOf(expr.callee.of);
  if (expr.callee.kind === 'name' && looking.test(expr.callee.name) && expr.args.length === 1)
    return placeOf(expr.args[0]!.value);
  return null;
}

function compared(test: Binary, holds: boolean, frame: Frame, machine: Machine): Facts {
  const { op, left, right } = test;
  if (op === '==' || op === '!=') {
    const equal = (op === '==') === holds;
    const guarded = [left, right].flatMap((side) => [...checked(side, equal, frame, machine)]);
    if (guarded.length > 0) return new Map(guarded);
    if (!equal) {
      const other = [left, right].find((side) => machine.evaluate(side, frame).constant === '__proto__');
      if (other) return safe(other === left ? right : left, ['prototype-pollution'], frame, machine);
      return beyondIndex(test, frame, machine);
    }
    return new Map([...equalTo(left, right, frame, machine), ...equalTo(right, left, frame, machine)]);
  }
  if (op === 'in') {
    const within = machine.evaluate(right, frame);
    if (
      typeof machine.evaluate(left, frame).constant === 'string' &&
      (pathOf(right) || right.kind === 'index')
    )
      return lacks(right, String(machine.evaluate(left, frame).constant), holds, frame, machine);
    const guarded = checked(left, holds, frame, machine);
    if (guarded.size > 0) return guarded;
    return holds && isAllowList(within) ? safe(left, ['*'], frame, machine) : nothing;
  }
  return op === '>' || op === '>=' || op === '<' || op === '<='
    ? beyondIndex(test, frame, machine, holds)
    : nothing;
}

/** `x == known`: x is what it is compared with. */
function equalTo(place: Expr, other: Expr, frame: Frame, machine: Machine): Facts {
  const value = machine.evaluate(other, frame);
  if (deepTaints(value).length > 0) return nothing;
  const at = placeOf(place);
  const path = at && pathOf(at);
  if (!at || !path || other.kind === 'call') return nothing;
  const before = machine.evaluate(at, frame);
  if (before.taints.length === 0) return nothing;
  const known =
    value.constant !== undefined && at === place ? constantOf(value.constant) : cleanedValue(before, ['*']);
  return new Map([[path, { place: at, value: known }]]);
}

/** `list.indexOf(x) !== -1`, `list.indexOf(x) >= 0`. */
function beyondIndex(test: Binary, frame: Frame, machine: Machine, holds = true): Facts {
  const { left, right } = test;
  if (
    left.kind !== 'call' ||
    left.callee.kind !== 'member' ||
    !/^(?:indexOf|IndexOf|index)$/.test(left.callee.name)
  )
    return nothing;
  const bound = machine.evaluate(right, frame).constant;
  const found =
    (test.op === '!=' && bound === -1) ||
    (((test.op === '>' && bound === -1) || (test.op === '>=' && bound === 0)) === holds &&
      test.op.startsWith('>')) ||
    (test.op === '<' && bound === 0 && !holds);
  const list = machine.evaluate(left.callee.of, frame);
  const [arg] = left.args;
  return found && arg && isAllowList(list) ? safe(arg.value, ['*'], frame, machine) : nothing;
}

/** A collection that outsiders do not fill. */
const isAllowList = (value: Value): boolean =>
  typeof value.constant !== 'string' &&
  deepTaints(value).length === 0 &&
  elementOf(value).taints.length === 0;

/** A text tested for a piece: without ".." it does not climb, without "://" or "//" it stays on this host. */
function lacks(text: Expr, piece: string, holds: boolean, frame: Frame, machine: Machine): Facts {
  if (holds) return nothing;
  // A text in quotes without a quote inside of it is a literal.
  if (/^['"]$/.test(piece) && text.kind === 'index' && text.at.kind === 'unknown')
    return safe(text.of, ['code-injection'], frame, machine);
  return safe(text, safeWithout(piece), frame, machine);
}

const memberships =
  /^(?:includes|has|contains|Contains|containsKey|ContainsKey|containsValue|include\?|key\?|has_key|hasOwnProperty|member\?)$/;
const numeric = /^(?:isdigit|isnumeric|isdecimal|isalnum|isalpha|isidentifier|match\?)$/;

function called(
  test: Extract<Expr, { kind: 'call' }>,
  holds: boolean,
  frame: Frame,
  machine: Machine,
): Facts {
  const { about } = machine.evaluate(test, frame);
  const guarded = checked(test, holds !== (about?.isPart ?? false), frame, machine);
  if (guarded.size > 0) return guarded;
  const { callee, args } = test;
  if (callee.kind === 'name' && callee.name === 'isinstance' && args.length === 2) {
    const types = machine.evaluate(args[1]!.value, frame).names;
    return holds && types.some((name) => /^(?:int|float|bool|uuid\.UUID)$/.test(name))
      ? safe(args[0]!.value, ['*'], frame, machine)
      : nothing;
  }
  const matched = matchedRegex(test, frame, machine);
  if (matched) return holds ? safe(matched.text, matched.classes, frame, machine) : nothing;
  if (callee.kind !== 'member') return nothing;
  if (numeric.test(callee.name) && args.length === 0)
    return holds ? safe(callee.of, ['*'], frame, machine) : nothing;
  const [arg] = args;
  if (!arg || !memberships.test(callee.name)) return startsWith(test, holds, frame, machine);
  const of = machine.evaluate(callee.of, frame);
  const piece = machine.evaluate(arg.value, frame).constant;
  if (typeof piece === 'string') return lacks(callee.of, piece, holds, frame, machine);
  return holds && isAllowList(of) ? safe(arg.value, ['*'], frame, machine) : nothing;
}

const inside = ['open-redirect', 'ssrf', 'path-traversal', 'zip-slip'];
/** Calls that take "." and ".." out of a path. */
const normalising =
  /^(?:normpath|realpath|abspath|resolve|normalize|getCanonicalPath|GetFullPath|Clean|Abs|expand_path)$/;

/** Whether a path holds no ".." any more: only then its start says where it leads. */
function isNormalised(expr: Expr, frame: Frame, machine: Machine): boolean {
  return machine
    .evaluate(expr, frame)
    .names.some((name) => name.endsWith('()') && normalising.test(name.slice(name.lastIndexOf('.') + 1, -2)));
}

/** `abspath(p)` speaks of p. */
function normalisedOf(expr: Expr): Expr {
  if (expr.kind !== 'call' || expr.callee.kind !== 'member' || !normalising.test(expr.callee.name))
    return expr;
  return expr.args[0]?.value ?? expr.callee.of;
}

/** `url.startswith("https://example.org/")`: the start is fixed then. */
function startsWith(
  test: Extract<Expr, { kind: 'call' }>,
  holds: boolean,
  frame: Frame,
  machine: Machine,
): Facts {
  const { callee, args } = test;
  if (
    !holds ||
    callee.kind !== 'member' ||
    !/^(?:startswith|startsWith|StartsWith|start_with\?)$/.test(callee.name)
  )
    return nothing;
  const start = args[0] ? machine.evaluate(args[0].value, frame) : null;
  if (!start || deepTaints(start).length > 0) return nothing;
  if (typeof start.constant === 'string') {
    const fixed = /^[a-z][a-z0-9+.-]*:\/\/[^/]+\/|^\/[^/\\]/i.test(start.constant);
    if (fixed && /^[a-z]+:/i.test(start.constant))
      return safe(callee.of, ['open-redirect', 'ssrf'], frame, machine);
    const classes = isNormalised(callee.of, frame, machine) ? inside : ['open-redirect', 'ssrf'];
    return fixed ? safe(normalisedOf(callee.of), classes, frame, machine) : nothing;
  }
  // A folder or address from elsewhere in the program: what must start with it stays inside.
  return safe(normalisedOf(callee.of), inside, frame, machine);
}

/** A text matched with an expression that lets only harmless characters through. */
function matchedRegex(
  test: Extract<Expr, { kind: 'call' }>,
  frame: Frame,
  machine: Machine,
): { readonly text: Expr; readonly classes: readonly string[] } | null {
  const { callee, args } = test;
  const name = callee.kind === 'member' ? callee.name : '';
  if (!/^(?:match|fullmatch|search|test|matches|IsMatch|match\?)$/.test(name) || callee.kind !== 'member')
    return null;
  const of = machine.evaluate(callee.of, frame);
  const full = name === 'fullmatch' || name === 'matches';
  const start = name === 'match' && frame.module.language === 'python';
  const own = of.box?.fields.get('source')?.constant;
  if (typeof own === 'string' && args[0])
    return { text: args[0].value, classes: safeFor(own, full, start, machine.classIds) };
  const [first, second] = args;
  const source = first ? machine.evaluate(first.value, frame) : null;
  const given = source?.box?.fields.get('source')?.constant ?? source?.constant;
  if (typeof given !== 'string') return null;
  const classes = safeFor(given, full, start, machine.classIds);
  return { text: second ? second.value : callee.of, classes };
}

/** What a test of `expr` says of another value, by the rules for checks. */
function checked(expr: Expr, holds: boolean, frame: Frame, machine: Machine): Facts {
  const { about } = machine.evaluate(expr, frame);
  return about && holds ? safe(about.place, about.classes, frame, machine) : nothing;
}
