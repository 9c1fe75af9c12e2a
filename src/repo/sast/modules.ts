import type { Tree } from '../tree.ts';
import { BudgetError, budget, type Limits } from './budget.ts';
import type { ModuleSource } from './interpret/machine.ts';
import type { Module } from './ir.ts';
import type { FileIndex } from './lower/lowering.ts';
import { nearness } from './lower/typed/files.ts';
import { machineOf, moduleFrame, stateOf } from './machines.ts';
import type { SourceParser } from './parse.ts';
import type { RuleSet } from './ruleset.ts';
import { type ModuleState, sharedDepth } from './value.ts';

const kept = 400;
const largest = 1_000_000;
/** What the top level of one module may use. It is run once for all files that use the module. */
const limits: Limits = { nodes: 60_000, milliseconds: 1000 };
const deepest = 12;

interface Entry {
  readonly text: string;
  readonly state: ModuleState | null;
  /** Every file that was read to run it: a result that uses it depends on all of them. */
  readonly reads: ReadonlySet<string>;
}

/** The modules of a tree as others see them: lowered and run when first used, kept for as long as their text is the same. */
export class ModuleCache implements ModuleSource {
  readonly #parser: SourceParser;
  readonly #tree: Tree;
  readonly #files: FileIndex;
  readonly #rules: (module: ModuleState) => RuleSet;
  readonly #now: () => number;
  readonly #kept = new Map<string, Entry>();
  /** Modules being run, outermost first, each with what it has read so far. */
  readonly #running: { readonly path: string; readonly state: ModuleState; readonly reads: Set<string> }[] =
    [];

  constructor(
    parser: SourceParser,
    tree: Tree,
    files: FileIndex,
    rules: (module: ModuleState) => RuleSet,
    now: () => number,
  ) {
    this.#parser = parser;
    this.#tree = tree;
    this.#files = files;
    this.#rules = rules;
    this.#now = now;
  }

  resolve(module: string, from: ModuleState): string | null {
    return this.#parser.lowering(from.path)?.resolve?.(module, from.path, this.#files) ?? null;
  }

  locate(name: string, from: ModuleState): readonly string[] {
    return this.#parser.lowering(from.path)?.locate?.(name, from.path, this.#files) ?? [];
  }

  /** A file of settings by the end of its path, the nearest to `from` of several. */
  text(name: string, from: ModuleState): string | null {
    const base = name.slice(name.lastIndexOf('/') + 1);
    const [path] = this.#files
      .named(base)
      .filter((one) => `/${one}`.endsWith(`/${name.replace(/^\/+/, '')}`))
      .toSorted((a, b) => nearness(b, from.path) - nearness(a, from.path));
    const text = path === undefined ? null : this.#tree.read(path);
    if (path !== undefined) for (const one of this.#running) one.reads.add(path);
    return text === null || text.length > largest ? null : text;
  }

  /** The module; null where it cannot be read or does not parse: it then is a library. */
  load(path: string): ModuleState | null {
    // Modules may import each other: the one that is being run is seen as far as it has come.
    const open = this.#running.find((one) => one.path === path);
    if (open) return open.state;
    const text = this.#tree.read(path);
    for (const one of this.#running) one.reads.add(path);
    if (text === null || text.length > largest || this.#parser.lowering(path) === null) return null;
    const before = this.#kept.get(path);
    if (before && before.text === text && this.#isFresh(before)) return before.state;
    if (this.#running.length >= deepest) return null;
    const entry = this.#run(path, text);
    this.#kept.delete(path);
    this.#kept.set(path, entry);
    if (this.#kept.size > kept) this.#kept.delete(this.#kept.keys().next().value!);
    return entry.state;
  }

  /** Reads what it was made of again, so that it counts as read for the file at hand. */
  #isFresh(entry: Entry): boolean {
    for (const path of entry.reads) {
      const text = this.#tree.read(path);
      for (const one of this.#running) one.reads.add(path);
      const other = this.#kept.get(path);
      if (other && other.text !== text) return false;
    }
    return true;
  }

  #run(path: string, text: string): Entry {
    const reads = new Set<string>();
    const module = this.#lowered(path, text);
    if (!module) return { text, state: null, reads };
    const state = stateOf(module);
    const machine = machineOf({
      main: state,
      reporter: null,
      rules: this.#rules,
      tick: budget(limits, this.#now),
      modules: this,
      depth: sharedDepth,
    });
    this.#running.push({ path, state, reads });
    try {
      machine.execute(module.body, moduleFrame(state));
    } catch (error) {
      // What it has come to is worth having.
      if (!(error instanceof BudgetError) && !(error instanceof RangeError)) throw error;
    } finally {
      this.#running.pop();
    }
    return { text, state, reads };
  }

  #lowered(path: string, text: string): Module | null {
    try {
      return this.#parser.parse(path, text);
    } catch {
      return null;
    }
  }
}
