import type { Span } from '../../issue.ts';
import { constantOf, type Value } from '../value.ts';
import type { Frame, Machine } from './machine.ts';
import { concat } from './strings.ts';

/**
 * A text built of parts. To the rules it is a call of `text()` with the text as argument 0 and what is constant of it
 * as argument 1, so that they can name texts that are a danger wherever they go: statements of SQL.
 */
export function joinedText(parts: readonly Value[], span: Span, frame: Frame, machine: Machine): Value {
  const value = concat(parts);
  if (value.taints.length === 0) return value;
  const sinks = machine.rules(frame.module).sinks.called.find('text()');
  if (sinks.length === 0) return value;
  const fixed = parts.map((part) => (typeof part.constant === 'string' ? part.constant : ' ')).join('');
  machine.reportSinks(
    sinks,
    { names: ['text()'], args: [{ value }, { value: constantOf(fixed) }], self: null, span },
    frame,
  );
  return value;
}

/** To the rules a comparison of something known with something untrusted is a call of `==()` with both sides. */
export function checkComparison(left: Value, right: Value, span: Span, frame: Frame, machine: Machine): void {
  // Two inputs that must be alike, such as a password typed twice, tell nobody anything.
  if (left.taints.length > 0 === right.taints.length > 0) return;
  const sinks = machine.rules(frame.module).sinks.called.find('==()');
  if (sinks.length === 0) return;
  const args = [{ value: left }, { value: right }];
  machine.reportSinks(sinks, { names: ['==()'], args, self: null, span }, frame);
}
