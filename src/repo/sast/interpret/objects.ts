import type { CallSite } from '../call-site.ts';
import type { Expr } from '../ir.ts';
import { Box, constantOf, unknownValue, type Value, write } from '../value.ts';
import { boxFor } from './assign.ts';
import { type Frame, type Machine, pathOf, withStep } from './machine.ts';
import { concat, formatted } from './strings.ts';

/**
 * Objects of Java and .NET libraries that carry state from one call to the next: text that is built step by step, and
 * what setters leave behind ("setSecure(true)" is the field `Secure`, "setFeature(\"…/external-general-entities\",
 * false)" the field `external-general-entities`), so that rules can ask for it where the object is used.
 */

const builders =
  /^(?:java\.lang\.String(?:Builder|Buffer)|java\.util\.StringJoiner|System\.Text\.StringBuilder|java\.io\.StringWriter)$/;
const adding = /^(?:append|insert|add|write|print|Append|AppendLine|AppendFormat|AppendJoin|Insert)$/;
const showing = /^(?:toString|ToString)$/;

type Call = Extract<Expr, { kind: 'call' }>;

/** `new StringBuilder(text)`: a text that knows what it is. */
export function newBuilder(names: readonly string[], args: readonly Value[]): Value | null {
  const name = names.find((one) => builders.test(one));
  if (name === undefined) return null;
  const isText = args[0] && (args[0].constant === undefined || typeof args[0].constant === 'string');
  const start = isText && !name.endsWith('Joiner') ? concat([args[0]!]) : constantOf('');
  return { ...start, names: [`${name}()`, ...start.names] };
}

/** A method of a builder; null: it is none, or one that only asks. */
export function builderMethod(
  expr: Call,
  self: Value,
  method: string,
  args: readonly Value[],
  frame: Frame,
  machine: Machine,
): Value | null {
  const name = self.names.find((one) => builders.test(one.replace(/\(\)$/, '')));
  if (name === undefined) return null;
  if (showing.test(method)) return { ...self, names: self.names.filter((one) => one !== name) };
  if (!adding.test(method)) return null;
  const added = method === 'insert' || method === 'Insert' ? args.slice(1) : args;
  const whole = concat([self, ...added]);
  const made: Value = {
    ...withStep(whole, frame, expr.span, `added to the text`),
    names: [...new Set([name, ...whole.names])].slice(0, 4),
  };
  const holder = holderOf(expr);
  if (holder) machine.assign({ kind: 'to', place: holder }, made, frame, expr.span);
  return made;
}

/** The variable at the start of `sb.append(a).append(b)`. */
function holderOf(expr: Call): Expr | null {
  let at: Expr = expr;
  for (let steps = 0; steps < 100 && at.kind === 'call' && at.callee.kind === 'member'; steps += 1) {
    if (!adding.test(at.callee.name)) return null;
    at = at.callee.of;
  }
  return pathOf(at) && at.kind !== 'index' ? at : null;
}

const keyed = /^(?:setFeature|setProperty|setAttribute|setHeader|setParameter|set)$/;
const plain = /^(?:set|with)([A-Z]\w*)$/;

/** A setter of an object that nothing is known of: what it sets is kept with the object. True: it was one. */
export function keepSetting(
  expr: Call,
  self: Value,
  method: string,
  args: readonly Value[],
  frame: Frame,
  machine: Machine,
): boolean {
  if (frame.module.language !== 'java' || expr.callee.kind !== 'member') return false;
  const key = keyOf(method, args);
  if (key === null) return false;
  const box = self.box ?? boxFor(expr.callee.of, self, frame, machine);
  if (!box || box.cls) return false;
  write(box, key, args.at(-1)!, machine.depth);
  return true;
}

function keyOf(method: string, args: readonly Value[]): string | null {
  if (keyed.test(method) && args.length === 2) {
    const [key] = args;
    const text = typeof key?.constant === 'string' ? key.constant : (key?.names[0] ?? '');
    return /([\w-]+)$/.exec(text)?.[1] ?? null;
  }
  return args.length === 1 ? (plain.exec(method)?.[1] ?? null) : null;
}

/** What a getter finds that a setter has left. */
export function keptSetting(self: Value, method: string, args: readonly Value[]): Value | null {
  const key = args.length === 0 ? /^(?:get|is)([A-Z]\w*)$/.exec(method)?.[1] : undefined;
  if (key === undefined || !self.box || self.box.cls) return null;
  return self.box.fields.get(key) ?? null;
}

const sameText =
  /^(?:java\.lang\.String(?:\.valueOf|\.copyValueOf)?|java\.util\.Objects\.(?:requireNonNull|toString)|java\.util\.Base64\.get\w+\(\)\.(?:decode|encodeToString|encode)|System\.Text\.Encoding\.\w+\.Get(?:Bytes|String)|System\.Convert\.(?:FromBase64String|ToBase64String|ToString|FromHexString)|org\.apache\.commons\.codec\.binary\.(?:Base64|Hex)\.\w+)$/;
const formatting = /^(?:java\.lang\.String\.format|System\.String\.Format)$/;
const joining = /^System\.String\.Concat$/;

/**
 * Static functions that make a text of texts: `String.format`, `String.Concat`, and calls that write the same constant
 * in another way, so that a key from constant text is as constant. Null: none of them.
 */
export function textFunction(names: readonly string[], args: readonly Value[]): Value | null {
  const [first, ...rest] = args;
  if (!first) return null;
  if (names.some((name) => joining.test(name))) return concat(args.flatMap(itemsOf));
  if (names.some((name) => formatting.test(name)) && typeof first.constant === 'string')
    return formatted(
      first.constant,
      rest.flatMap(itemsOf),
      /%(?:\d+\$)?[-#+ 0,(]*\d*(?:\.\d+)?[a-zA-Z]|\{\d+[^{}]*\}/g,
    );
  const isSame =
    typeof first.constant === 'string' && args.length <= 2 && names.some((name) => sameText.test(name));
  return isSame ? { ...unknownValue, constant: first.constant } : null;
}

/** `new Object[] { a, b }` handed over for a list of arguments. */
function itemsOf(value: Value): readonly Value[] {
  const { box } = value;
  if (box?.kind !== 'list' || box.rest || box.size === null) return [value];
  return Array.from({ length: box.size }, (_, at) => box.fields.get(String(at)) ?? unknownValue);
}

const making = /\.(?:newInstance|newFactory|getInstance|newDefaultInstance|Create|create\w*)$/;

/**
 * A box for an object that a library makes: what `new T(a) { B = c }` sets, or nothing yet, so that setters in other
 * functions find the same object. Null: it is not made here.
 */
export function objectBox(isNew: boolean, site: CallSite, depth: number): Box | null {
  if (!isNew && !site.names.some((name) => making.test(name))) return null;
  const box = new Box('object', depth);
  for (const { name, value, spread } of site.args)
    if (name !== undefined && !spread) box.fields.set(name, value);
  return box;
}
