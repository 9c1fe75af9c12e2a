import { loadGrammar } from '#src/io/grammars.ts';
import { readRules } from '#src/io/rule-files.ts';
import { loadYara } from '#src/io/yara.ts';
import type { FileTools } from '#src/repo/scanners/scanner.ts';
import type { Tree } from '#src/repo/tree.ts';

/** What scanners of files may use, over a tree. */
export const fileTools = (tree: Tree, rulesDir: string | null): FileTools => ({
  tree,
  grammar: loadGrammar,
  rules: (kind) => readRules(rulesDir, kind),
  yara: loadYara,
  now: () => performance.now(),
});
