import type { Case, Statement } from '../ir.ts';
import { elementOf, join, truth, unknownValue, type Value } from '../value.ts';
import { branch, joinVars } from './branches.ts';
import { registerTyped } from './calls.ts';
import { fold } from './fold.ts';
import { defineFunction } from './functions.ts';
import { narrow } from './guards.ts';
import { bindImport } from './lookup.ts';
import { type Ending, type Frame, type Machine, withStep } from './machine.ts';
import { declared } from './types.ts';

/** Runs statements in order until one of them leaves. */
export function execute(body: readonly Statement[], frame: Frame, machine: Machine): Ending {
  for (const statement of body) {
    machine.tick();
    const ending = run(statement, frame, machine);
    if (ending !== 'next') return ending;
  }
  return 'next';
}

function run(statement: Statement, frame: Frame, machine: Machine): Ending {
  switch (statement.kind) {
    case 'assign': {
      const value = machine.evaluate(statement.value, frame);
      const typed = statement.type ? declared(value, statement.type, frame, machine) : value;
      if (statement.type && value.refs.length > 0) registerTyped(typed, statement.span, frame, machine);
      machine.assign(statement.target, typed, frame, statement.span, statement.declares);
      return 'next';
    }
    case 'update': {
      const { target, op, value, span } = statement;
      const next = machine.evaluate({ kind: 'binary', op, left: target, right: value, span }, frame);
      machine.assign({ kind: 'to', place: target }, next, frame, span);
      return 'next';
    }
    case 'do':
      machine.evaluate(statement.value, frame);
      return 'next';
    case 'if':
      return runIf(statement, frame, machine);
    case 'each':
      return runEach(statement, frame, machine);
    case 'while':
      return runWhile(statement, frame, machine);
    case 'switch':
      return runSwitch(statement.value, statement.cases, frame, machine);
    case 'try':
      return runTry(statement, frame, machine);
    case 'block':
      return machine.execute(statement.body, frame);
    case 'return':
      return runReturn(statement, frame, machine);
    case 'throw':
      if (statement.value) machine.evaluate(statement.value, frame);
      return 'throw';
    case 'break':
    case 'continue':
      frame.leaves?.push(frame.scope.vars);
      return statement.kind;
    case 'import':
      bindImport(statement, frame, machine);
      return 'next';
    case 'export': {
      const value = machine.evaluate(statement.value, frame);
      if (statement.name === null) frame.module.whole = value;
      else if (statement.name === '*') passOn(value, frame);
      else frame.module.exports.set(statement.name, value);
      return 'next';
    }
    case 'function': {
      const value = defineFunction(statement.fn, frame, machine);
      if (statement.fn.name) frame.scope.vars.set(statement.fn.name, value);
      return 'next';
    }
    case 'class': {
      const cls = machine.define(statement.cls, frame);
      frame.scope.vars.set(cls.name, { ...unknownValue, names: [cls.name], refs: [{ kind: 'class', cls }] });
      return 'next';
    }
  }
}

/** `export * from "module"`: its names are found through this one. */
function passOn(value: Value, frame: Frame): void {
  for (const ref of value.refs)
    if (ref.kind === 'module') frame.module.stars.push({ module: ref.module, path: ref.path });
}

type Of<K extends Statement['kind']> = Extract<Statement, { kind: K }>;

function runIf(statement: Of<'if'>, frame: Frame, machine: Machine): Ending {
  const decided = truth(machine.evaluate(statement.test, frame));
  if (decided !== null) return machine.execute(decided ? statement.then : statement.else, frame);
  const endings: Ending[] = [];
  const way = (body: readonly Statement[], holds: boolean) => () => {
    narrow(statement.test, holds, frame, machine);
    const ending = machine.execute(body, frame);
    endings.push(ending);
    return ending === 'next';
  };
  const ways = [way(statement.then, true), way(statement.else, false)];
  return branch(ways, machine, frame) ? 'next' : worst(endings);
}

/** When no way comes out at the end: how to go on. Any will do, a return least of all hides what follows a loop. */
const worst = (endings: readonly Ending[]): Ending =>
  endings.find((ending) => ending === 'break' || ending === 'continue') ?? endings[0] ?? 'next';

const rounds = 3;

/** Runs a body until it changes nothing more, at most three times; joins every way out of it. */
function loop(once: () => Ending, mayRunNever: boolean, frame: Frame, machine: Machine): Ending {
  const outer = frame.leaves;
  const before = frame.scope.vars;
  frame.leaves = [];
  machine.depth += 1;
  let after: Map<string, Value> | null = mayRunNever ? before : null;
  let vars = before;
  let last: Ending = 'next';
  for (let round = 0; round < rounds; round += 1) {
    frame.scope.vars = new Map(vars);
    last = once();
    const ends: Map<string, Value>[] = [...frame.leaves];
    if (last === 'next') ends.push(frame.scope.vars);
    for (const end of ends) after = after ? joinVars(after, end) : end;
    frame.leaves = [];
    const next: Map<string, Value> = ends.reduce(joinVars, vars);
    if (round > 0 && same(next, vars)) break;
    vars = next;
  }
  machine.depth -= 1;
  frame.leaves = outer;
  frame.scope.vars = after ?? new Map(before);
  return after ? 'next' : last;
}

const same = (a: Map<string, Value>, b: Map<string, Value>): boolean =>
  a.size === b.size && [...a].every(([name, value]) => sameValue(b.get(name), value));

const sameValue = (a: Value | undefined, b: Value): boolean =>
  a === b ||
  (a !== undefined &&
    a.constant === b.constant &&
    a.taints.length === b.taints.length &&
    a.names.length === b.names.length &&
    a.box === b.box);

function runEach(statement: Of<'each'>, frame: Frame, machine: Machine): Ending {
  const items = machine.evaluate(statement.items, frame);
  const element = withStep(elementOf(items), frame, statement.span, 'walked over');
  const once = (): Ending => {
    machine.assign(statement.target, element, frame, statement.span, statement.declares);
    return machine.execute(statement.body, frame);
  };
  if (items.box?.kind === 'list' && items.box.size === 0 && !items.box.rest) return 'next';
  return loop(once, true, frame, machine);
}

function runWhile(statement: Of<'while'>, frame: Frame, machine: Machine): Ending {
  const decided = truth(machine.evaluate(statement.test, frame));
  if (decided === false) return 'next';
  const once = (): Ending => {
    if (decided === null) narrow(statement.test, true, frame, machine);
    const ending = machine.execute(statement.body, frame);
    machine.evaluate(statement.test, frame);
    return ending;
  };
  return loop(once, decided === null, frame, machine);
}

function runSwitch(
  subject: Of<'switch'>['value'],
  cases: readonly Case[],
  frame: Frame,
  machine: Machine,
): Ending {
  const value = machine.evaluate(subject, frame);
  const [chosen, certain] = reachable(value, cases, frame, machine);
  const endings: Ending[] = [];
  const ways = chosen.map((at) => () => {
    const [only] = cases[at]!.tests;
    if (cases[at]!.tests.length === 1 && only && only.kind === 'const')
      narrow(
        { kind: 'binary', op: '==', left: subject, right: only, span: subject.span },
        true,
        frame,
        machine,
      );
    let ending: Ending = 'next';
    for (let i = at; i < cases.length; i += 1) {
      ending = machine.execute(cases[i]!.body, frame);
      if (ending !== 'next' || !cases[i]!.through) break;
    }
    if (ending === 'break') ending = 'next';
    endings.push(ending);
    return ending === 'next';
  });
  if (certain && ways.length === 1) {
    ways[0]!();
    return endings[0]!;
  }
  if (!certain) ways.push(() => true);
  return branch(ways, machine, frame) ? 'next' : worst(endings);
}

/** Cases that may be taken, and whether one of them is. */
function reachable(
  value: Value,
  cases: readonly Case[],
  frame: Frame,
  machine: Machine,
): [readonly number[], boolean] {
  const otherwise = cases.findIndex(({ tests }) => tests.length === 0);
  const maybe: number[] = [];
  for (const [at, { tests }] of cases.entries()) {
    if (at === otherwise) continue;
    const results = tests.map((test) => fold('==', value, machine.evaluate(test, frame)));
    if (results.includes(true)) return [[...maybe, at], true];
    if (results.some((result) => result === undefined)) maybe.push(at);
  }
  return otherwise < 0 ? [maybe, false] : [[...maybe, otherwise], true];
}

function runTry(statement: Of<'try'>, frame: Frame, machine: Machine): Ending {
  const before = frame.scope.vars;
  frame.scope.vars = new Map(before);
  const ending = machine.execute(statement.body, frame);
  const after = frame.scope.vars;
  const failed = joinVars(before, after);
  const endings: Ending[] = [];
  const ways = statement.handlers.map((handler) => () => {
    frame.scope.vars = new Map(failed);
    if (handler.target) {
      const names = handler.types.length > 0 ? handler.types.map((type) => `${type}()`) : ['error()'];
      machine.assign(handler.target, { ...unknownValue, names }, frame, statement.span);
    }
    const end = machine.execute(handler.body, frame);
    endings.push(end);
    return end === 'next';
  });
  ways.push(() => {
    frame.scope.vars = after;
    return ending === 'next';
  });
  const goes = branch(ways, machine, frame);
  const last = machine.execute(statement.last, frame);
  if (last !== 'next') return last;
  return goes ? 'next' : worst([ending, ...endings]);
}

function runReturn(statement: Of<'return'>, frame: Frame, machine: Machine): Ending {
  const value = statement.value ? machine.evaluate(statement.value, frame) : unknownValue;
  const span = statement.value?.span ?? statement.span;
  if (frame.returned.length > 0)
    machine.reportSinks(
      frame.returned,
      { names: ['the response'], args: [{ value }], self: null, span },
      frame,
    );
  frame.result = frame.result ? join(frame.result, value) : value;
  return 'return';
}
