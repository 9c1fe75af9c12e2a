import type { Span } from '../issue.ts';

/**
 * The language-neutral form every source file is lowered into. It keeps the structure of the program (no control-flow
 * graph): the interpreter walks statements in order and joins what branches leave behind.
 *
 * A lowering says what the program does, not what it means: names are resolved by the interpreter, from imports,
 * assignments and types. What a lowering does not understand becomes `unknown` with its parts, so that a flow
 * through it is not lost.
 */
export interface Module {
  readonly path: string;
  readonly language: Language;
  readonly body: readonly Statement[];
  /** Lines that did not parse. */
  readonly broken: readonly number[];
}

export type Language = 'javascript' | 'typescript' | 'python' | 'java' | 'go' | 'php' | 'ruby' | 'csharp';

export type Statement =
  | {
      readonly kind: 'assign';
      readonly target: Pattern;
      readonly value: Expr;
      readonly span: Span;
      readonly type?: string;
      /** A declaration: the names are new in this function, whatever outer ones there are. */
      readonly declares?: true;
    }
  /** `x += value`. */
  | {
      readonly kind: 'update';
      readonly target: Expr;
      readonly op: string;
      readonly value: Expr;
      readonly span: Span;
    }
  | { readonly kind: 'do'; readonly value: Expr; readonly span: Span }
  | {
      readonly kind: 'if';
      readonly test: Expr;
      readonly then: readonly Statement[];
      readonly else: readonly Statement[];
      readonly span: Span;
    }
  /** `items`: what is walked over, bound to `target` one by one. */
  | {
      readonly kind: 'each';
      readonly target: Pattern;
      readonly items: Expr;
      readonly body: readonly Statement[];
      readonly span: Span;
      /** As for assign. */
      readonly declares?: true;
    }
  | { readonly kind: 'while'; readonly test: Expr; readonly body: readonly Statement[]; readonly span: Span }
  /** Cases in order; `tests` empty: the default. `through`: runs on into the next case (no break). */
  | { readonly kind: 'switch'; readonly value: Expr; readonly cases: readonly Case[]; readonly span: Span }
  | {
      readonly kind: 'try';
      readonly body: readonly Statement[];
      readonly handlers: readonly Handler[];
      readonly last: readonly Statement[];
      readonly span: Span;
    }
  /** A bare block with a scope of its own, also `with x as y` (as an assign before the body). */
  | { readonly kind: 'block'; readonly body: readonly Statement[]; readonly span: Span }
  | { readonly kind: 'return'; readonly value: Expr | null; readonly span: Span }
  | { readonly kind: 'throw'; readonly value: Expr | null; readonly span: Span }
  | { readonly kind: 'break' | 'continue'; readonly span: Span }
  /** `from a.b import c as d` is {module: "a.b", name: "c", local: "d"}; `name` null: the module itself; "*": all of it. */
  | {
      readonly kind: 'import';
      readonly module: string;
      readonly name: string | null;
      readonly local: string;
      readonly span: Span;
    }
  /** What other modules see under `name` (`default`, or "module.exports" as a whole: name null; "*": all of a module). */
  | { readonly kind: 'export'; readonly name: string | null; readonly value: Expr; readonly span: Span }
  | { readonly kind: 'function'; readonly fn: Fn; readonly span: Span }
  | { readonly kind: 'class'; readonly cls: Class; readonly span: Span };

export interface Case {
  readonly tests: readonly Expr[];
  readonly body: readonly Statement[];
  readonly through: boolean;
}

export interface Handler {
  readonly target: Pattern | null;
  readonly types: readonly string[];
  readonly body: readonly Statement[];
}

export interface Fn {
  /** Null for one without a name. */
  readonly name: string | null;
  readonly params: readonly Param[];
  readonly body: readonly Statement[];
  /** Decorators, annotations, attributes, as the calls they are: `@app.route("/x")` → call app.route("/x"). */
  readonly decorators: readonly Expr[];
  /** Declared result type, as written. */
  readonly returns?: string;
  /** True where the last expression is the result (Ruby, arrow functions lowered to a return need no such mark). */
  readonly lastIsResult?: boolean;
  readonly isAsync?: boolean;
  readonly span: Span;
}

export interface Param {
  readonly target: Pattern;
  /** Declared type, as written, generics left out: "HttpServletRequest". */
  readonly type?: string;
  readonly decorators: readonly Expr[];
  readonly default?: Expr;
  /** `...rest`, `*args`; "named" for `**kwargs`. */
  readonly rest?: 'list' | 'named';
}

export interface Class {
  readonly name: string | null;
  readonly bases: readonly Expr[];
  readonly decorators: readonly Expr[];
  readonly methods: readonly Method[];
  /** Fields and whatever stands in the class body, in order. `this`/`self` is the name "this" everywhere. */
  readonly body: readonly Statement[];
}

export interface Method {
  readonly fn: Fn;
  readonly isStatic: boolean;
  /** "constructor" is the constructor of every language (__init__, initialize, the class's own name …). */
  readonly name: string;
  /** get x() / @property: read as a member. */
  readonly isGetter?: boolean;
  /** Declared without a body: what a call runs is in a class that has this one as base. */
  readonly isAbstract?: boolean;
  /** Not to be called from outside the class and those derived from it, where the language says so. */
  readonly isPrivate?: boolean;
}

export type Pattern =
  | { readonly kind: 'to'; readonly place: Expr } // name, member or index
  | { readonly kind: 'items'; readonly items: readonly (Pattern | null)[]; readonly rest: Pattern | null }
  | {
      readonly kind: 'fields';
      readonly fields: readonly {
        readonly key: string | null;
        readonly target: Pattern;
        readonly default?: Expr;
      }[];
      readonly rest: Pattern | null;
    };

export type Expr = ExprKind & { readonly span: Span };

type ExprKind =
  | { readonly kind: 'const'; readonly value: string | number | boolean | null }
  /** A name; the object a method was called on is "this" in every language. */
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'member'; readonly of: Expr; readonly name: string }
  | { readonly kind: 'index'; readonly of: Expr; readonly at: Expr }
  | { readonly kind: 'call'; readonly callee: Expr; readonly args: readonly Arg[]; readonly isNew: boolean }
  /** Operators as written in C: + - * / % == != < > <= >= && || ?? & | ^ << >> in. "==" covers === too. */
  | { readonly kind: 'binary'; readonly op: string; readonly left: Expr; readonly right: Expr }
  | { readonly kind: 'unary'; readonly op: '!' | '-' | '~' | 'typeof'; readonly of: Expr }
  /** A string built of parts: templates, f-strings, interpolation. */
  | { readonly kind: 'text'; readonly parts: readonly Expr[] }
  | { readonly kind: 'choose'; readonly test: Expr; readonly then: Expr; readonly else: Expr }
  | { readonly kind: 'list'; readonly items: readonly Expr[] }
  /** `key` null: another object spread into this one. */
  | {
      readonly kind: 'object';
      readonly entries: readonly { readonly key: Expr | null; readonly value: Expr }[];
    }
  | { readonly kind: 'function'; readonly fn: Fn }
  | { readonly kind: 'class'; readonly cls: Class }
  /** `(x = value)` as an expression. */
  | { readonly kind: 'set'; readonly target: Pattern; readonly value: Expr }
  /** Spread, await, casts, parentheses, yields: the value passes through. */
  | {
      readonly kind: 'through';
      readonly of: Expr;
      readonly how: 'await' | 'spread' | 'cast' | 'yield';
      readonly type?: string;
    }
  /** Comprehensions and the like: `each` around a value. */
  | {
      readonly kind: 'gather';
      readonly each: readonly {
        readonly target: Pattern;
        readonly items: Expr;
        readonly tests: readonly Expr[];
      }[];
      readonly value: Expr;
    }
  | { readonly kind: 'regex'; readonly source: string; readonly flags: string }
  /** What the lowering has no word for: taint of any part is taint of the whole. */
  | { readonly kind: 'unknown'; readonly parts: readonly Expr[] };

export interface Arg {
  readonly value: Expr;
  /** Keyword arguments. */
  readonly name?: string;
  readonly spread?: boolean;
}
