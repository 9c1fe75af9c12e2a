import type { Node } from 'web-tree-sitter';
import type { Expr, Statement } from '../../ir.ts';
import type { Lower } from '../build.ts';

/** What is known where a piece of Ruby stands. */
export interface Scope {
  /** Local variables: every other bare name is a call. */
  readonly locals: Set<string>;
  /** Methods of the class around, by name: calls without a receiver go to them. */
  readonly methods: ReadonlySet<string>;
  /** The method around, for `super`. */
  readonly method: string | null;
  /** Local name of the block that was given, for `yield`. */
  readonly block: string;
  /** Classes of the file: a constant by one of these names is ours. */
  readonly classes: ReadonlySet<string>;
  /** Bodies of heredocs by the node that starts them. */
  readonly heredocs: ReadonlyMap<number, Node>;
  /** Whether the file is a template. */
  readonly template: boolean;
}

export interface RubyLower extends Lower {
  readonly scope: Scope;
  /** The same in another scope. */
  within(scope: Scope): RubyLower;
  /** Statements whose last value is the result: it is returned. */
  result(node: Node | null): Statement[];
  /** Statements whose last value goes where `use` says. */
  valued(node: Node | null, use: (value: Expr) => Statement): Statement[];
}

/** The scope of a method: no variables but its own. */
export const methodScope = (scope: Scope, method: string | null): Scope => ({
  ...scope,
  locals: new Set(),
  method,
  block: '&',
});

/** The scope of a block: it sees the variables around, its own are gone after it. */
export const blockScope = (scope: Scope): Scope => ({ ...scope, locals: new Set(scope.locals) });
