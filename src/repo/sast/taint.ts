import type { FlowStep, Span } from '../issue.ts';

/** A step of a flow, linked to the one before it. */
export interface Step extends FlowStep {
  readonly before: Step | null;
  readonly length: number;
}

/** How much of a text is untrusted: all of it, a part that can be its start, a part after a fixed start. */
export type Extent = 0 | 1 | 2;

/** That a value comes from outside, by which way, and what it has been made safe for. */
export interface Taint {
  readonly what: string;
  /** Classes it is untrusted for; null: all. */
  readonly only: readonly string[] | null;
  readonly clean: ReadonlySet<string>;
  readonly extent: Extent;
  /** Given by whoever runs the program. */
  readonly local: boolean;
  readonly first: Step;
  readonly last: Step;
  /** Equal keys: the same source, cleaned alike. */
  readonly key: string;
}

const longestFlow = 20;
const nothing: ReadonlySet<string> = new Set();

const keyOf = (first: Step, clean: ReadonlySet<string>, extent: Extent): string =>
  `${first.path}:${first.span.line}:${first.span.column}|${[...clean].toSorted().join()}|${extent}`;

/** What a rule says of a source. */
export interface Origin {
  readonly what: string;
  readonly for?: readonly string[];
  readonly notFor?: readonly string[];
  readonly local?: true;
}

/** Taint that begins here. */
export function taintAt(path: string, span: Span, rule: Origin): Taint {
  const { what } = rule;
  const only = rule.for ?? null;
  const local = rule.local === true;
  const first: Step = { path, span, message: `${what} is read`, before: null, length: 1 };
  const clean = rule.notFor ? new Set(rule.notFor) : nothing;
  return { what, only, local, clean, extent: 0, first, last: first, key: keyOf(first, clean, 0) };
}

/** The taint after one more step; a step on the line of the one before adds nothing. */
export function stepped(taint: Taint, path: string, span: Span, message: string): Taint {
  const { last } = taint;
  if (last.length >= longestFlow * 4) return taint;
  if (last.path === path && last.span.line === span.line && last.before !== null) return taint;
  return { ...taint, last: { path, span, message, before: last, length: last.length + 1 } };
}

/** The taint after what makes it safe for `classes`; null: it is safe for all. */
export function cleaned(taint: Taint, classes: readonly string[]): Taint | null {
  if (classes.includes('*')) return null;
  if (classes.every((id) => taint.clean.has(id))) return taint;
  const clean = new Set([...taint.clean, ...classes]);
  return { ...taint, clean, key: keyOf(taint.first, clean, taint.extent) };
}

/** The taint after what takes away that it is safe for `classes`. */
export function uncleaned(taint: Taint, classes: readonly string[]): Taint {
  if (taint.clean.size === 0) return taint;
  const clean = new Set([...taint.clean].filter((id) => !classes.includes('*') && !classes.includes(id)));
  return { ...taint, clean, key: keyOf(taint.first, clean, taint.extent) };
}

/** The taint of a part of a text. */
export function within(taint: Taint, extent: Extent): Taint {
  const wider = Math.max(taint.extent, extent) as Extent;
  return wider === taint.extent
    ? taint
    : { ...taint, extent: wider, key: keyOf(taint.first, taint.clean, wider) };
}

const mostTaints = 6;

/** Both lists, each source once. */
export function joinTaints(a: readonly Taint[], b: readonly Taint[]): readonly Taint[] {
  if (b.length === 0 || a === b) return a;
  if (a.length === 0) return b;
  const more = b.filter((taint) => !a.some((other) => other.key === taint.key));
  return more.length === 0 ? a : [...a, ...more].slice(0, mostTaints);
}

/** The flow from its source on, at most 20 steps: of a longer one the middle is left out. */
export function flowOf(last: Step): readonly FlowStep[] {
  const steps: FlowStep[] = [];
  for (let step: Step | null = last; step; step = step.before)
    steps.push({ path: step.path, span: step.span, message: step.message });
  steps.reverse();
  if (steps.length <= longestFlow) return steps;
  const half = longestFlow / 2;
  return [...steps.slice(0, half), ...steps.slice(steps.length - half)];
}
