import type { Plugin } from '#src/core/registry.ts';
import type { Severity } from '#src/core/severity.ts';
import type { Language } from './ir.ts';

/**
 * How rules name things: dotted paths of *resolved* names.
 *
 * - An import gives the name of its module: after `from flask import request as r`, `r.args` is `flask.request.args`.
 *   JavaScript modules likewise: `const {exec} = require("node:child_process")` makes `exec` `child_process.exec`
 *   (the `node:` prefix is left out).
 * - What a call gives back is the callee with `()`: `express().get`, `sqlite3.connect().cursor().execute`.
 *   `new X()` is the instance, and declared types say the same: `X()`. A parameter `HttpServletRequest r` is
 *   `javax.servlet.http.HttpServletRequest()`.
 * - A name that is not resolved keeps its own with `?` before it: `?cursor.execute`.
 * - Globals have their own names: `eval`, `window.location`, `$_GET`.
 *
 * In a pattern `*` is any one segment, `**` any number of them (also none) at its start, `{a,b}` alternatives, `[]`
 * an element: `{sqlite3,psycopg2}.connect().**.execute`, `**.innerHTML`.
 */
export type NamePattern = string;

/**
 * A position of a call: 0, 1, … from the left, a keyword, `this` (what the method is called on), `all` of them, `key`
 * (of an assignment to an element). A path may follow: `1.shell` is a property of argument 1, `0[0]` the first item
 * of argument 0. `*.shell` is the property `shell` of whichever argument is an object that has it: options.
 */
export type Place = number | string;

/** A class of flaw: what taint is dangerous for, and the words of its findings. One file each in rules/classes/. */
export interface FlawClass extends Plugin {
  readonly cwe: number;
  readonly severity: Severity;
  readonly description: string;
  readonly remediation: string;
  readonly references: readonly string[];
  /** Not what comes from outside is dangerous, but what sources that name this class say: predictable numbers. */
  readonly ownSources?: true;
  /** How likely a finding is one by itself, without a flow; default 0.9. */
  readonly confidence?: number;
}

/** Where untrusted input comes from. */
export interface SourceRule {
  /** The value with this name is untrusted: `flask.request.args`, `http.IncomingMessage().url`. */
  readonly name?: NamePattern;
  /** What this call gives back is untrusted. */
  readonly call?: NamePattern;
  /** Parameters of functions with this decorator or annotation are untrusted (`app.route`: path parameters). */
  readonly decorated?: NamePattern;
  /**
   * Parameters of public methods of classes with this base, or with this decorator on the class:
   * `flask.views.MethodView.get`.
   */
  readonly based?: NamePattern;
  /** A parameter with this annotation is untrusted: `org.springframework.web.bind.annotation.RequestParam`. */
  readonly annotated?: NamePattern;
  /** What to call it in a flow: "query string". */
  readonly what: string;
  /** Only for these classes; default all. */
  readonly for?: readonly string[];
  /** Not for these: what is always a text brings no operators into a query. */
  readonly notFor?: readonly string[];
  /** Given by whoever runs the program (arguments, environment): an attack by them is of low severity. */
  readonly local?: true;
}

/** Gives values names that syntax alone does not: handlers, conventions, results of calls. */
export type TypeRule =
  /**
   * A function given to this call at `arg` has parameters of these types (`string T()`: those declared as string):
   * `express().*` → [`express.Request()`, …].
   */
  | {
      readonly handler: NamePattern;
      readonly arg: Place;
      readonly params: readonly (string | null)[];
      /** Only where this holds of the other arguments: `on("message", handler)`. */
      readonly when?: ArgTest;
    }
  /** Functions with this decorator. */
  | { readonly decorated: NamePattern; readonly params: readonly (string | null)[] }
  /** Methods of classes with this base. `method` a pattern of the name. */
  | { readonly base: NamePattern; readonly method: NamePattern; readonly params: readonly (string | null)[] }
  /** Parameters by these names, in this order, where nothing else says what they are: ["req", "res"]. Alternatives: {req,request}. */
  | { readonly named: readonly NamePattern[]; readonly params: readonly (string | null)[] }
  /** A parameter with this decorator is of this type. */
  | { readonly annotated: NamePattern; readonly is: string }
  /** Functions that a module exports under this name. `path`: only in files by such a path. */
  | { readonly exported: NamePattern; readonly path?: RegExp; readonly params: readonly (string | null)[] }
  /** What this call or member is: `sqlalchemy.create_engine().connect()` → `db.Connection()`. */
  | { readonly result: NamePattern; readonly is: string; readonly when?: ArgTest }
  /** What an object is after this method was called on it: a parser with a feature switched on or off. */
  | { readonly becomes: NamePattern; readonly is: string; readonly when?: ArgTest };

/** Where untrusted input does harm. */
export interface SinkRule {
  readonly class: string;
  /** This call, with untrusted input at one of `args`. */
  readonly call?: NamePattern;
  /** Assignment to this: `**.innerHTML`; a property of an object as written is `{}.innerHTML`. */
  readonly assign?: NamePattern;
  /**
   * What a function with this decorator, or method of this base, gives back. Of a decorator on the class and one on
   * the method: `Class.Method` ("…RestController.GetMapping").
   */
  readonly returned?: NamePattern;
  readonly args?: readonly Place[];
  /** Not where this holds of the other arguments: parametrised queries, `shell: false`. */
  readonly unless?: ArgTest;
  /** Only where this holds. */
  readonly when?: ArgTest;
  /** Only where the untrusted part can change what this is: the start of a URL (host), a whole argument. */
  readonly part?: 'start' | 'whole';
  /** Only for sources that name this class: a number that can be foretold, the name of an entry of an archive. */
  readonly ownSources?: true;
  /** Instead of the class's own. */
  readonly severity?: Severity;
}

/** What stops, or carries, untrusted input. */
export interface SanitizerRule {
  readonly call: NamePattern;
  /** Only where this holds of the arguments: the pattern that is replaced. */
  readonly when?: ArgTest;
  /** Classes it makes safe; `*` all (a number, a hash). */
  readonly for: readonly string[];
  /** Works on the value by being a test: `if (!isSafe(x)) return` (the name of the argument that is then safe). */
  readonly guard?: Place;
  /** It takes protection away: decoding makes dangerous again what encoding made safe. */
  readonly undoes?: true;
}

/** A call that moves taint in a way that names do not show: from the arguments to the result or to an object. */
export interface PropagatorRule {
  readonly call: NamePattern;
  readonly from: readonly Place[];
  /** `result`, `this`, or an argument. Default is: arguments and `this` to the result, for every unknown call. */
  readonly to: Place;
}

/** A predicate on the arguments of a call that a machine can settle without running anything. */
export type ArgTest =
  | { readonly arg: Place; readonly is: readonly (string | number | boolean | null)[] }
  /** A constant text, or what is constant of one that is built ("\0" stands for the rest). */
  | { readonly arg: Place; readonly matches: RegExp }
  | { readonly arg: Place; readonly below: number }
  /** A number that has one of these bits: file modes. */
  | { readonly arg: Place; readonly bits: number }
  /** A constant (of text with content), so that it is the same for everyone who has the code. */
  | { readonly arg: Place; readonly constant: true }
  | { readonly arg: Place; readonly missing: true }
  /** The resolved name of the argument's value. */
  | { readonly arg: Place; readonly named: NamePattern }
  /**
   * What the value is made as: `built` is a text joined of parts that are not all constant, `text` that or a constant,
   * `open` neither constant nor made of constants, and not followed from a source; `yes` a function that only says
   * true (or does nothing).
   */
  | {
      readonly arg: Place;
      readonly shape:
        | 'empty'
        | 'list'
        | 'object'
        | 'text'
        | 'built'
        | 'constant'
        | 'function'
        | 'open'
        | 'yes';
    }
  /** A list with a constant text that matches, or such a text itself. */
  | { readonly arg: Place; readonly has: RegExp }
  /** A regular expression as written that can take exponential time. */
  | { readonly arg: Place; readonly slow: true }
  /** A function of the tree that speaks of a member by such a name: a handler that looks at `event.origin`. */
  | { readonly arg: Place; readonly mentions: RegExp }
  /** The name of the call itself, where a rule speaks of several. */
  | { readonly named: NamePattern }
  /** So many positional arguments at least. */
  | { readonly atLeast: number }
  | { readonly not: ArgTest }
  | { readonly all: readonly ArgTest[] }
  | { readonly any: readonly ArgTest[] };

/** A call, assignment or decorator that is a flaw by itself: weak hash, `verify=False`, a key in the code. */
export interface MatchRule {
  readonly class: string;
  readonly call?: NamePattern;
  /** Assignment to this; the value is argument 0. */
  readonly assign?: NamePattern;
  /** A method that a class with this base writes so that it checks nothing: `does` true, or nothing at all. */
  readonly method?: { readonly base: NamePattern; readonly name: NamePattern };
  readonly when?: ArgTest;
  /** Instead of the class's title: "MD5 is used for a signature". */
  readonly title?: string;
  readonly severity?: Severity;
}

/** An example the tests run: every `bad` must give exactly a finding of `class` at its marked lines, no `good` any. */
export interface Example {
  readonly class: string;
  readonly language?: Language;
  /** Lines that end in a comment `FLAW` are where the findings must be. */
  readonly bad: string;
  readonly good: string;
}

/** What one framework or library means for security. One file each in rules/<language>/. */
export interface Framework extends Plugin {
  readonly description: string;
  readonly languages: readonly Language[];
  /** Only in files that import one of these; default: always. */
  readonly modules?: readonly NamePattern[];
  readonly types?: readonly TypeRule[];
  readonly sources?: readonly SourceRule[];
  readonly sinks?: readonly SinkRule[];
  readonly sanitizers?: readonly SanitizerRule[];
  readonly propagators?: readonly PropagatorRule[];
  readonly matches?: readonly MatchRule[];
  readonly examples: readonly Example[];
}
