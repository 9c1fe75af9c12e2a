import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Grammar name → file of an npm package. "tree-sitter" is the runtime that reads the others. */
const place = (name: string): string =>
  name === 'tree-sitter'
    ? 'web-tree-sitter/web-tree-sitter.wasm'
    : name === 'hcl'
      ? '@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-hcl.wasm'
      : `@vscode/tree-sitter-wasm/wasm/tree-sitter-${name}.wasm`;

const loaded = new Map<string, Promise<Uint8Array>>();

/** Wasm of a grammar ("python", "tsx", "hcl", …) or of the runtime ("tree-sitter"). Throws for one that is not shipped. */
export function loadGrammar(name: string): Promise<Uint8Array> {
  const known = loaded.get(name);
  if (known) return known;
  const reading = read(name);
  loaded.set(name, reading);
  return reading;
}

async function read(name: string): Promise<Uint8Array> {
  if (!/^[a-z-]+$/.test(name)) throw new Error(`"${name}" is no name of a grammar`);
  try {
    return await readFile(require.resolve(place(name)));
  } catch (error) {
    throw new Error(`the grammar "${name}" is not shipped`, { cause: error });
  }
}
