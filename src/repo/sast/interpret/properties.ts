import type { Expr } from '../ir.ts';
import { constantOf, type Value } from '../value.ts';
import type { Frame, Machine } from './machine.ts';

type Call = Extract<Expr, { kind: 'call' }>;

const mostEntries = 1000;

/**
 * `properties.load(… getResourceAsStream("app.properties") …)`: what the file of the tree by that name says is known,
 * so that an algorithm that is set there is judged. True where the file was found.
 */
export function loadProperties(expr: Call, self: Value, frame: Frame, machine: Machine): boolean {
  const { box } = self;
  const [source] = expr.args;
  if (!box || !source || !self.names.includes('java.util.Properties()')) return false;
  const name = fileName(source.value, frame, machine, 0);
  const text = name === null ? null : machine.modules.text(name, frame.module);
  if (text === null) return false;
  for (const [key, value] of entriesOf(text)) box.fields.set(key, constantOf(value));
  return true;
}

/** The constant name of a file at the bottom of nested calls: `new InputStreamReader(new FileInputStream("x"))`. */
function fileName(expr: Expr, frame: Frame, machine: Machine, depth: number): string | null {
  if (expr.kind !== 'call' || depth > 4) return null;
  for (const { value } of expr.args) {
    const inner = fileName(value, frame, machine, depth + 1);
    if (inner !== null) return inner;
    const { constant } = value.kind === 'call' ? { constant: undefined } : machine.evaluate(value, frame);
    if (typeof constant === 'string' && constant.endsWith('.properties')) return constant;
  }
  return null;
}

/** `key = value` or `key: value`, one a line; comments begin with # or !. */
function entriesOf(text: string): readonly (readonly [string, string])[] {
  return text
    .split(/\r?\n/)
    .slice(0, mostEntries)
    .flatMap((line) => {
      const trimmed = line.trim();
      const cut = trimmed.search(/[=:]/);
      if (cut <= 0 || trimmed.startsWith('#') || trimmed.startsWith('!')) return [];
      return [[trimmed.slice(0, cut).trim(), trimmed.slice(cut + 1).trim()] as const];
    });
}
