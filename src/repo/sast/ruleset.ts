import { type NameIndex, nameIndex } from './names.ts';
import type {
  Framework,
  MatchRule,
  PropagatorRule,
  SanitizerRule,
  SinkRule,
  SourceRule,
  TypeRule,
} from './rule.ts';

/** A rule with the framework it is of: that says in which files it holds. */
export interface Of<R> {
  readonly rule: R;
  readonly framework: Framework;
}

type Handler = Extract<TypeRule, { handler: string }>;
type Decorated = Extract<TypeRule, { decorated: string }>;
type Base = Extract<TypeRule, { base: string }>;
type Exported = Extract<TypeRule, { exported: string }>;
type Annotated = Extract<TypeRule, { annotated: string }>;
type Named = Extract<TypeRule, { named: readonly string[] }>;
type Result = Extract<TypeRule, { result: string }>;
type Becomes = Extract<TypeRule, { becomes: string }>;

/** The rules of a language, each kind by the names it asks about. */
export interface RuleSet {
  readonly sources: {
    readonly named: NameIndex<Of<SourceRule>>;
    readonly called: NameIndex<Of<SourceRule>>;
    readonly decorated: NameIndex<Of<SourceRule>>;
    readonly based: NameIndex<Of<SourceRule>>;
    readonly annotated: NameIndex<Of<SourceRule>>;
  };
  readonly types: {
    readonly handlers: NameIndex<Of<Handler>>;
    readonly decorated: NameIndex<Of<Decorated>>;
    readonly bases: NameIndex<Of<Base>>;
    readonly named: readonly Of<Named>[];
    readonly exported: NameIndex<Of<Exported>>;
    readonly annotated: NameIndex<Of<Annotated>>;
    readonly results: NameIndex<Of<Result>>;
    readonly becoming: NameIndex<Of<Becomes>>;
  };
  readonly sinks: {
    readonly called: NameIndex<Of<SinkRule>>;
    readonly assigned: NameIndex<Of<SinkRule>>;
    readonly returned: NameIndex<Of<SinkRule>>;
  };
  readonly sanitizers: NameIndex<Of<SanitizerRule>>;
  readonly guards: NameIndex<Of<SanitizerRule>>;
  readonly propagators: NameIndex<Of<PropagatorRule>>;
  readonly matches: {
    readonly called: NameIndex<Of<MatchRule>>;
    readonly assigned: NameIndex<Of<MatchRule>>;
    /** By the base of the class whose methods are looked at. */
    readonly checking: NameIndex<Of<MatchRule>>;
  };
}

/** Sorts the rules of frameworks by kind, once for a language. */
export function ruleSet(frameworks: readonly Framework[]): RuleSet {
  const all = <R>(of: (framework: Framework) => readonly R[] | undefined): readonly Of<R>[] =>
    frameworks.flatMap((framework) => (of(framework) ?? []).map((rule) => ({ rule, framework })));
  const index = <R>(rules: readonly Of<R>[], pattern: (rule: R) => string | undefined): NameIndex<Of<R>> =>
    nameIndex(
      rules.flatMap((value) => {
        const text = pattern(value.rule);
        return text === undefined ? [] : [{ pattern: text, value }];
      }),
    );
  const sources = all((framework) => framework.sources);
  const types = all((framework) => framework.types);
  const sinks = all((framework) => framework.sinks);
  const sanitizers = all((framework) => framework.sanitizers);
  const matches = all((framework) => framework.matches);
  const kind = <K extends string>(key: K) =>
    types.filter((of): of is Of<Extract<TypeRule, Record<K, unknown>>> => key in of.rule);
  return {
    sources: {
      named: index(sources, (rule) => rule.name),
      called: index(sources, (rule) => rule.call),
      decorated: index(sources, (rule) => rule.decorated),
      based: index(sources, (rule) => rule.based),
      annotated: index(sources, (rule) => rule.annotated),
    },
    types: {
      handlers: index(kind('handler'), (rule) => rule.handler),
      decorated: index(kind('decorated'), (rule) => rule.decorated),
      bases: index(kind('base'), (rule) => rule.base),
      named: kind('named'),
      exported: index(kind('exported'), (rule) => rule.exported),
      annotated: index(kind('annotated'), (rule) => rule.annotated),
      results: index(kind('result'), (rule) => rule.result),
      becoming: index(kind('becomes'), (rule) => rule.becomes),
    },
    sinks: {
      called: index(sinks, (rule) => rule.call),
      assigned: index(sinks, (rule) => rule.assign),
      returned: index(sinks, (rule) => rule.returned),
    },
    sanitizers: index(
      sanitizers.filter(({ rule }) => rule.guard === undefined),
      (rule) => rule.call,
    ),
    guards: index(
      sanitizers.filter(({ rule }) => rule.guard !== undefined),
      (rule) => rule.call,
    ),
    propagators: index(
      all((framework) => framework.propagators),
      (rule) => rule.call,
    ),
    matches: {
      called: index(matches, (rule) => rule.call),
      assigned: index(matches, (rule) => rule.assign),
      checking: index(matches, (rule) => rule.method?.base),
    },
  };
}

type Importing = { readonly imports: ReadonlySet<string> };

/**
 * Whether a framework's rules hold in a module: it imports one of those the framework names, or the judged file
 * does: a request that is passed on is one in every file.
 */
export function holdsIn(framework: Framework, module: Importing, main: Importing): boolean {
  if (!framework.modules) return true;
  return importsOneOf(framework, module) || (module !== main && importsOneOf(framework, main));
}

const active = new WeakMap<Importing, Map<Framework, number>>();

/** An answer holds until the module imports more: a negative number is "no" for so many imports. */
function importsOneOf(framework: Framework, module: Importing): boolean {
  let known = active.get(module);
  if (!known) {
    known = new Map();
    active.set(module, known);
  }
  const before = known.get(framework);
  if (before !== undefined && (before > 0 || -before - 1 === module.imports.size)) return before > 0;
  const index = indexOf(framework);
  const holds = [...module.imports].some((name) =>
    prefixes(name).some((prefix) => index.find(prefix).length > 0),
  );
  known.set(framework, holds ? 1 : -module.imports.size - 1);
  return holds;
}

const indices = new WeakMap<Framework, NameIndex<true>>();
function indexOf(framework: Framework): NameIndex<true> {
  const known = indices.get(framework);
  if (known) return known;
  const made = nameIndex((framework.modules ?? []).map((pattern) => ({ pattern, value: true as const })));
  indices.set(framework, made);
  return made;
}

/** `a.b.c` → `a.b.c`, `a.b`, `a`. */
function prefixes(name: string): readonly string[] {
  const all = [name];
  for (let at = name.length; ; ) {
    at = name.lastIndexOf('.', at - 1);
    if (at <= 0) return all;
    all.push(name.slice(0, at));
  }
}
