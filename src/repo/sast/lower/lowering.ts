import type { Node } from 'web-tree-sitter';
import type { Plugin } from '#src/core/registry.ts';
import type { Language, Module } from '../ir.ts';

/** The paths of the tree, by what an import may say of them. */
export interface FileIndex {
  has(path: string): boolean;
  /** Files directly in a folder ("" is the root). */
  inFolder(folder: string): readonly string[];
  /** Files with this base name anywhere: "User.java". */
  named(name: string): readonly string[];
}

/** A language: which files, which grammar, and how its syntax tree becomes the common form. */
export interface Lowering extends Plugin {
  readonly id: Language;
  readonly description: string;
  /** File name endings with the grammar that reads them: {".tsx": "tsx"}. */
  readonly grammars: Readonly<Record<string, string>>;
  /** The program in a file that holds more than that; lines stay what they are. */
  prepare?(text: string, path: string): string;
  /** Never throws for what a program looks like. */
  lower(root: Node, path: string): Module;
  /** Path in the tree of the module that an import in the file `from` names, or null: a library. */
  resolve?(module: string, from: string, files: FileIndex): string | null;
  /** Files that may define a name which nothing in the file binds (same package, autoloading), best first. */
  locate?(name: string, from: string, files: FileIndex): readonly string[];
}
