import type { Span } from '../../issue.ts';
import type { Expr } from '../ir.ts';
import { joinTaints, type Taint } from '../taint.ts';
import {
  Box,
  boxed,
  constantOf,
  deepTaints,
  elementOf,
  join,
  joinAll,
  tainted,
  truth,
  unknownValue,
  type Value,
  write,
} from '../value.ts';
import { branch } from './branches.ts';
import { call } from './calls.ts';
import { checkMatches, checkProperty } from './checks.ts';
import { fold } from './fold.ts';
import { defineFunction } from './functions.ts';
import { narrow } from './guards.ts';
import { isScript } from './javascript.ts';
import { lookup } from './lookup.ts';
import type { Frame, Machine } from './machine.ts';
import { item, member, narrowed } from './members.ts';
import { concat, formatted } from './strings.ts';
import { checkComparison, joinedText } from './texts.ts';
import { declared } from './types.ts';

/** What is known of the value of an expression. */
export function evaluate(expr: Expr, frame: Frame, machine: Machine): Value {
  machine.tick();
  switch (expr.kind) {
    case 'const':
      return constantOf(expr.value);
    case 'name':
      return lookup(expr.name, frame, machine, expr.span);
    case 'member':
      return (
        narrowed(expr, frame, machine) ??
        member(machine.evaluate(expr.of, frame), expr.name, expr.span, frame, machine)
      );
    case 'index':
      return (
        narrowed(expr, frame, machine) ??
        item(machine.evaluate(expr.of, frame), machine.evaluate(expr.at, frame), expr.span, frame, machine)
      );
    case 'call':
      return call(expr, frame, machine);
    case 'binary':
      return binary(expr, frame, machine);
    case 'unary':
      return unary(expr, frame, machine);
    case 'text':
      return joinedText(
        expr.parts.map((part) => machine.evaluate(part, frame)),
        expr.span,
        frame,
        machine,
      );
    case 'choose':
      return choose(expr, frame, machine);
    case 'list':
      return list(expr, frame, machine);
    case 'object':
      return object(expr, frame, machine);
    case 'function':
      return defineFunction(expr.fn, frame, machine);
    case 'class': {
      const cls = machine.define(expr.cls, frame);
      return { ...unknownValue, names: [cls.name], refs: [{ kind: 'class', cls }] };
    }
    case 'set': {
      const value = machine.evaluate(expr.value, frame);
      machine.assign(expr.target, value, frame, expr.span);
      return value;
    }
    case 'through':
      return through(expr, frame, machine);
    case 'gather':
      return gather(expr, frame, machine);
    case 'regex': {
      // An expression as written is a call of its constructor: the rules for that hold of it.
      const args = [{ value: constantOf(expr.source) }, { value: constantOf(expr.flags) }];
      const { called } = machine.rules(frame.module).matches;
      checkMatches(
        called.find('RegExp'),
        { names: ['RegExp'], args, self: null, span: expr.span },
        frame,
        machine,
      );
      const box = new Box('object', machine.depth);
      box.fields.set('source', constantOf(expr.source));
      box.fields.set('flags', constantOf(expr.flags));
      return boxed(box, ['RegExp()']);
    }
    case 'unknown':
      return tainted(
        expr.parts.reduce<readonly Taint[]>(
          (all, part) => joinTaints(all, deepTaints(machine.evaluate(part, frame))),
          [],
        ),
      );
  }
}

type Of<K extends Expr['kind']> = Extract<Expr, { kind: K }>;

const logical = new Set(['&&', '||', '??']);
const comparing = new Set(['==', '!=', '<', '>', '<=', '>=', 'in', 'instanceof']);
/** Operators whose results are numbers in every language. */
const numeric = new Set(['-', '**', '<<', '>>', '//']);

function binary(expr: Of<'binary'>, frame: Frame, machine: Machine): Value {
  const { op } = expr;
  const left = machine.evaluate(expr.left, frame);
  if (logical.has(op)) return either(left, expr, frame, machine);
  const right = machine.evaluate(expr.right, frame);
  const constant = fold(op, left, right);
  if (constant !== undefined) return constantOf(constant);
  if (op === '==' || op === '!=') checkComparison(left, right, expr.span, frame, machine);
  if (comparing.has(op)) return unknownValue;
  if (op === '+') return plus(left, right, expr.span, frame, machine);
  if (op === '%' && (typeof left.constant === 'string' || left.names.includes('text()')))
    return percent(left, right);
  const taints = joinTaints(deepTaints(left), deepTaints(right));
  const isNumber =
    numeric.has(op) || (frame.module.language !== 'python' && (op === '*' || op === '/' || op === '%'));
  return isNumber ? { ...unknownValue, settled: true } : { ...tainted(taints), names: left.names };
}

function plus(left: Value, right: Value, span: Span, frame: Frame, machine: Machine): Value {
  const [a, b] = [left.box, right.box];
  if (a?.kind === 'list' || b?.kind === 'list') {
    const box = new Box('list', machine.depth);
    box.size = null;
    box.rest = joinAll([left, right].map(elementOf));
    return boxed(box);
  }
  const text = [left, right].some(
    (side) => typeof side.constant === 'string' || side.names.includes('text()'),
  );
  const value = joinedText([left, right], span, frame, machine);
  return text || value.taints.length > 0 ? value : { ...value, names: [] };
}

/** `"… %s …" % values`. */
function percent(left: Value, right: Value): Value {
  const { box } = right;
  const values =
    box && box.kind === 'list' && box.size !== null
      ? Array.from({ length: box.size }, (_, at) => box.fields.get(String(at)) ?? unknownValue)
      : [right];
  if (typeof left.constant !== 'string') return concat([left, ...values]);
  const numbers = [...left.constant.matchAll(/%[-+ 0#]*\d*(?:\.\d+)?([a-zA-Z])/g)].map(([, kind]) =>
    /[dioxXeEfFgG]/.test(kind!),
  );
  const shown = values.map((value, at) => (numbers[at] ? unknownValue : value));
  return formatted(left.constant, shown, /%(?:\(\w+\))?[-+ 0#]*\d*(?:\.\d+)?[a-zA-Z]/g);
}

function either(left: Value, expr: Of<'binary'>, frame: Frame, machine: Machine): Value {
  const decided = truth(left);
  const takesRight =
    expr.op === '&&' ? decided === true : expr.op === '||' ? decided === false : left.constant === null;
  if (takesRight) return machine.evaluate(expr.right, frame);
  if (decided !== null && expr.op !== '??') return left;
  const values: Value[] = [];
  branch(
    [
      () => {
        if (expr.op !== '??') narrow(expr.left, expr.op === '&&', frame, machine);
        values.push(machine.evaluate(expr.right, frame));
        return true;
      },
      () => true,
    ],
    machine,
    frame,
  );
  // `a && b` is b, or something false.
  return expr.op === '&&' ? { ...values[0]!, constant: undefined } : join(left, values[0]!);
}

function unary(expr: Of<'unary'>, frame: Frame, machine: Machine): Value {
  const of = machine.evaluate(expr.of, frame);
  if (expr.op === '!') {
    const decided = truth(of);
    return decided === null ? unknownValue : constantOf(!decided);
  }
  return expr.op === '-' && typeof of.constant === 'number' ? constantOf(-of.constant) : unknownValue;
}

function choose(expr: Of<'choose'>, frame: Frame, machine: Machine): Value {
  const decided = truth(machine.evaluate(expr.test, frame));
  if (decided !== null) return machine.evaluate(decided ? expr.then : expr.else, frame);
  const values: Value[] = [];
  const way = (inner: Expr, holds: boolean) => () => {
    narrow(expr.test, holds, frame, machine);
    values.push(machine.evaluate(inner, frame));
    return true;
  };
  branch([way(expr.then, true), way(expr.else, false)], machine, frame);
  return joinAll(values);
}

function list(expr: Of<'list'>, frame: Frame, machine: Machine): Value {
  const box = new Box('list', machine.depth);
  for (const inner of expr.items) {
    const value = machine.evaluate(inner, frame);
    if (inner.kind === 'through' && inner.how === 'spread') {
      box.size = null;
      write(box, null, elementOf(value), machine.depth);
    } else if (box.size === null || box.size > 500) {
      box.size = null;
      write(box, null, value, machine.depth);
    } else {
      box.fields.set(String(box.size), value);
      box.size += 1;
    }
  }
  return boxed(box);
}

function object(expr: Of<'object'>, frame: Frame, machine: Machine): Value {
  const box = new Box('object', machine.depth);
  for (const { key, value } of expr.entries) {
    const held = machine.evaluate(value, frame);
    if (key === null) {
      if (held.box) for (const [name, field] of held.box.fields) write(box, name, field, machine.depth);
      const rest = held.box ? held.box.rest : elementOf(held);
      if (rest) write(box, null, rest, machine.depth);
      continue;
    }
    const { constant } = machine.evaluate(key, frame);
    if (typeof constant === 'string' && isScript(frame))
      checkProperty(constant, held, value.span, expr.span, frame, machine);
    write(box, constant === undefined ? null : String(constant), held, machine.depth);
  }
  return boxed(box);
}

function through(expr: Of<'through'>, frame: Frame, machine: Machine): Value {
  const value = machine.evaluate(expr.of, frame);
  if (expr.how === 'yield') frame.result = frame.result ? join(frame.result, value) : value;
  return expr.type ? declared(value, expr.type, frame, machine) : value;
}

function gather(expr: Of<'gather'>, frame: Frame, machine: Machine): Value {
  const box = new Box('list', machine.depth);
  box.size = null;
  branch(
    [
      () => {
        for (const { target, items, tests } of expr.each) {
          const element = elementOf(machine.evaluate(items, frame));
          machine.assign(target, element, frame, expr.span);
          for (const test of tests) {
            machine.evaluate(test, frame);
            narrow(test, true, frame, machine);
          }
        }
        box.rest = machine.evaluate(expr.value, frame);
        return true;
      },
    ],
    machine,
    frame,
  );
  return boxed(box);
}
