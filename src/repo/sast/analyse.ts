import type { Issue } from '../issue.ts';
import type { Tree } from '../tree.ts';
import { BudgetError, budget, type Limits, usualLimits } from './budget.ts';
import { runEntries } from './entries.ts';
import { assign } from './interpret/assign.ts';
import { construct, define } from './interpret/classes.ts';
import { evaluate } from './interpret/expressions.ts';
import { invoke } from './interpret/functions.ts';
import type { Frame, Machine, ModuleSource } from './interpret/machine.ts';
import { execute } from './interpret/statements.ts';
import type { Module } from './ir.ts';
import { ModuleCache } from './modules.ts';
import { openParser, type SourceParser } from './parse.ts';
import { Reporter } from './report.ts';
import { flawClasses } from './rules/classes/index.ts';
import { frameworksFor } from './rules/index.ts';
import { type RuleSet, ruleSet } from './ruleset.ts';
import { indexTree } from './tree-index.ts';
import type { ModuleState } from './value.ts';

export interface Analysis {
  readonly issues: readonly Issue[];
  /** Why not all of the file was looked at; null: it was. */
  readonly incomplete: string | null;
}

/** Judges source files of one tree. */
export interface Analyser {
  analyse(path: string, text: string): Analysis;
}

export interface AnalyserTools {
  readonly tree: Tree;
  grammar(name: string): Promise<Uint8Array>;
  now(): number;
}

/** Loads grammars and rules once, for many files. */
export async function openAnalyser(tools: AnalyserTools, limits: Limits = usualLimits): Promise<Analyser> {
  const parser = await openParser(
    tools.tree.files,
    (name) => tools.grammar(name),
    () => tools.now(),
  );
  const cache = new ModuleCache(parser, tools.tree, indexTree(tools.tree));
  const sets = new Map<string, RuleSet>();
  const rules = (module: ModuleState): RuleSet => {
    const known = sets.get(module.language);
    if (known) return known;
    const made = ruleSet(frameworksFor(module.language));
    sets.set(module.language, made);
    return made;
  };
  return {
    analyse: (path, text) =>
      analyse(
        path,
        text,
        parser,
        cache,
        rules,
        budget(limits, () => tools.now()),
      ),
  };
}

function analyse(
  path: string,
  text: string,
  parser: SourceParser,
  cache: ModuleCache,
  rules: (module: ModuleState) => RuleSet,
  tick: () => void,
): Analysis {
  let module: Module;
  try {
    module = parser.parse(path, text);
  } catch (error) {
    return { issues: [], incomplete: error instanceof Error ? error.message : String(error) };
  }
  const reporter = new Reporter(path);
  let imports: ReadonlySet<string> = new Set();
  const machine = machineFor(path, reporter, cache, rules, tick, () => imports);
  const broken = module.broken.length > 0 ? `does not parse: ${linesOf(module.broken)}` : null;
  try {
    const state = stateOf(module, []);
    imports = state.imports;
    const frame = moduleFrame(state);
    machine.execute(module.body, frame);
    runEntries(machine, frame);
    return { issues: reporter.issues, incomplete: broken };
  } catch (error) {
    return { issues: reporter.issues, incomplete: reasonOf(error) };
  }
}

const linesOf = (lines: readonly number[]): string =>
  `${lines.length === 1 ? 'line' : 'lines'} ${lines.slice(0, 5).join(', ')}${lines.length > 5 ? ' …' : ''}`;

function reasonOf(error: unknown): string {
  if (error instanceof BudgetError) return error.message;
  if (error instanceof RangeError) return 'it is nested too deeply';
  throw error;
}

const stateOf = (module: Module, imports: Iterable<string>): ModuleState => ({
  path: module.path,
  language: module.language,
  scope: { vars: new Map(), parent: null },
  exports: new Map(),
  whole: null,
  imports: new Set(imports),
  stars: [],
});

const moduleFrame = (state: ModuleState): Frame => ({
  scope: state.scope,
  module: state,
  self: null,
  cls: null,
  result: null,
  leaves: null,
  returned: [],
});

function machineFor(
  path: string,
  reporter: Reporter,
  cache: ModuleCache,
  rules: (module: ModuleState) => RuleSet,
  tick: () => void,
  imports: () => ReadonlySet<string>,
): Machine {
  const machine: Machine = {
    path,
    classIds: flawClasses.ids,
    depth: 0,
    stack: [],
    called: new Set(),
    pending: [],
    summaries: new Map(),
    narrowed: false,
    rules,
    tick,
    modules: moduleSource(cache, () => machine, imports),
    evaluate: (expr, frame) => evaluate(expr, frame, machine),
    execute: (body, frame) => execute(body, frame, machine),
    assign: (target, value, frame, span, declares = false) =>
      assign(target, value, { frame, span, declares }, machine),
    invoke: (closure, site, self, frame) => invoke(closure, site, self, frame, machine),
    construct: (cls, site, frame) => construct(cls, site, frame, machine),
    define: (cls, frame) => define(cls, frame, machine),
    reportSinks: (sinks, site, frame) => reporter.sinks(sinks, site, frame),
    reportMatch: (rule, site, frame) => reporter.match(rule, site, frame),
  };
  return machine;
}

const mostModules = 60;

/** Other modules, each run at most once while a file is judged. */
function moduleSource(
  cache: ModuleCache,
  machine: () => Machine,
  imports: () => ReadonlySet<string>,
): ModuleSource {
  const loaded = new Map<string, ModuleState | null>();
  return {
    resolve: (module, from) => cache.resolve(module, from.path),
    locate: (name, from) => cache.locate(name, from.path),
    text: (name, from) => cache.text(name, from.path),
    load(path) {
      const known = loaded.get(path);
      if (known !== undefined || loaded.size >= mostModules) return known ?? null;
      loaded.set(path, null);
      const module = cache.get(path);
      if (!module) return null;
      // What the judged file imports holds of what it passes on too: a request is one in every file.
      const state = stateOf(module, imports());
      // Set before it runs: modules may import each other.
      loaded.set(path, state);
      const { depth } = machine();
      machine().depth = 0;
      machine().execute(module.body, moduleFrame(state));
      machine().depth = depth;
      return state;
    },
  };
}
