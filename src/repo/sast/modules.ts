import type { Tree } from '../tree.ts';
import type { Module } from './ir.ts';
import type { FileIndex } from './lower/lowering.ts';
import { nearness } from './lower/typed/files.ts';
import type { SourceParser } from './parse.ts';

const kept = 400;
const largest = 1_000_000;

/** Lowered files, the last few hundred of them kept for as long as their text is the same. */
export class ModuleCache {
  readonly #parser: SourceParser;
  readonly #tree: Tree;
  readonly #kept = new Map<string, { readonly text: string; readonly module: Module | null }>();
  readonly files: FileIndex;

  constructor(parser: SourceParser, tree: Tree, files: FileIndex) {
    this.#parser = parser;
    this.#tree = tree;
    this.files = files;
  }

  /** The file in common form; null where it cannot be read or does not parse: it then is a library. */
  get(path: string): Module | null {
    const text = this.#tree.read(path);
    if (text === null || text.length > largest || this.#parser.lowering(path) === null) return null;
    const before = this.#kept.get(path);
    this.#kept.delete(path);
    const entry = before && before.text === text ? before : { text, module: this.#lowered(path, text) };
    this.#kept.set(path, entry);
    if (this.#kept.size > kept) this.#kept.delete(this.#kept.keys().next().value!);
    return entry.module;
  }

  #lowered(path: string, text: string): Module | null {
    try {
      return this.#parser.parse(path, text);
    } catch {
      return null;
    }
  }

  resolve(module: string, from: string): string | null {
    return this.#parser.lowering(from)?.resolve?.(module, from, this.files) ?? null;
  }

  /** A file by the end of its path, the nearest to `from` of several. */
  text(name: string, from: string): string | null {
    const base = name.slice(name.lastIndexOf('/') + 1);
    const [path] = this.files
      .named(base)
      .filter((one) => `/${one}`.endsWith(`/${name.replace(/^\/+/, '')}`))
      .toSorted((a, b) => nearness(b, from) - nearness(a, from));
    const text = path === undefined ? null : this.#tree.read(path);
    return text === null || text.length > largest ? null : text;
  }

  locate(name: string, from: string): readonly string[] {
    return this.#parser.lowering(from)?.locate?.(name, from, this.files) ?? [];
  }
}
