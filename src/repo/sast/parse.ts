import { Language as Grammar, Parser } from 'web-tree-sitter';
import type { Module } from './ir.ts';
import { lowerings } from './lower/index.ts';
import type { Lowering } from './lower/lowering.ts';

/** Reads source files into the common form. One parser a grammar; syntax trees are given back at once. */
export interface SourceParser {
  /** The lowering for a file by its name, or null. */
  lowering(path: string): Lowering | null;
  /** Throws an Error with a reason a person can read. */
  parse(path: string, text: string): Module;
}

/** Milliseconds one file may take to parse. */
const parseTime = 4000;

const endings = (): ReadonlyMap<string, { readonly lowering: Lowering; readonly grammar: string }> =>
  new Map(
    lowerings.all.flatMap((lowering) =>
      Object.entries(lowering.grammars).map(([ending, grammar]) => [ending, { lowering, grammar }] as const),
    ),
  );

const endingOf = (path: string): string => {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot).toLowerCase();
};

/** Whether a file by this name is in a language that is understood. */
export function isUnderstood(path: string): boolean {
  known ??= endings();
  return known.has(endingOf(path));
}
let known: ReturnType<typeof endings> | null = null;

/** Loads the runtime and the grammars that these files need. `grammar` gives their wasm by name. */
export async function openParser(
  files: readonly { readonly path: string }[],
  grammar: (name: string) => Promise<Uint8Array>,
  now: () => number,
): Promise<SourceParser> {
  await Parser.init({ wasmBinary: await grammar('tree-sitter') });
  const byEnding = endings();
  const parsers = new Map<string, Parser>();
  const needed = new Set(files.map((file) => byEnding.get(endingOf(file.path))?.grammar));
  for (const name of needed) {
    if (name === undefined) continue;
    const parser = new Parser();
    parser.setLanguage(await Grammar.load(await grammar(name)));
    parsers.set(name, parser);
  }
  return {
    lowering: (path) => byEnding.get(endingOf(path))?.lowering ?? null,
    parse(path, text) {
      const entry = byEnding.get(endingOf(path));
      if (!entry) throw new Error(`no grammar for ${path}`);
      const parser = parsers.get(entry.grammar);
      if (!parser) throw new Error(`the grammar ${entry.grammar} is not loaded`);
      return parse(parser, entry.lowering, path, text, now);
    },
  };
}

function parse(parser: Parser, lowering: Lowering, path: string, text: string, now: () => number): Module {
  const end = now() + parseTime;
  const program = lowering.prepare?.(text, path) ?? text;
  const tree = parser.parse(program, null, { progressCallback: () => now() > end });
  if (!tree) {
    parser.reset();
    throw new Error(`it took longer than ${parseTime / 1000} s to parse`);
  }
  try {
    return lowering.lower(tree.rootNode, path);
  } finally {
    tree.delete();
  }
}
