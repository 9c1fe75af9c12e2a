import type { Issue } from '../issue.ts';
import type { Tree } from '../tree.ts';
import { BudgetError, budget, type Limits, usualLimits } from './budget.ts';
import { runEntries } from './entries.ts';
import type { Module } from './ir.ts';
import { machineOf, moduleFrame, stateOf } from './machines.ts';
import { ModuleCache } from './modules.ts';
import { openParser, type SourceParser } from './parse.ts';
import { Reporter } from './report.ts';
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
  const now = () => tools.now();
  const parser = await openParser(tools.tree.files, (name) => tools.grammar(name), now);
  const rules = rulesByLanguage();
  const modules = new ModuleCache(parser, tools.tree, indexTree(tools.tree), rules, now);
  return {
    analyse: (path, text) => analyse(path, text, parser, modules, rules, budget(limits, now)),
  };
}

function rulesByLanguage(): (module: ModuleState) => RuleSet {
  const sets = new Map<string, RuleSet>();
  return ({ language }) => {
    const known = sets.get(language);
    if (known) return known;
    const made = ruleSet(frameworksFor(language));
    sets.set(language, made);
    return made;
  };
}

function analyse(
  path: string,
  text: string,
  parser: SourceParser,
  modules: ModuleCache,
  rules: (module: ModuleState) => RuleSet,
  tick: () => void,
): Analysis {
  let module: Module;
  try {
    module = parser.parse(path, text);
  } catch (error) {
    return { issues: [], incomplete: error instanceof Error ? error.message : String(error) };
  }
  const main = stateOf(module);
  const reporter = new Reporter(main);
  const machine = machineOf({ main, reporter, rules, tick, modules, depth: 0 });
  const broken = module.broken.length > 0 ? `does not parse: ${linesOf(module.broken)}` : null;
  try {
    const frame = moduleFrame(main);
    machine.execute(module.body, frame);
    runEntries(machine);
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
