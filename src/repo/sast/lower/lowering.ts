import type { Node } from 'web-tree-sitter';
import type { Plugin } from '#src/core/registry.ts';
import type { Language, Module } from '../ir.ts';

/** A language: which files, which grammar, and how its syntax tree becomes the common form. */
export interface Lowering extends Plugin {
  readonly id: Language;
  readonly description: string;
  /** File name endings with the grammar that reads them: {".tsx": "tsx"}. */
  readonly grammars: Readonly<Record<string, string>>;
  /** Never throws for what a program looks like. */
  lower(root: Node, path: string): Module;
}
