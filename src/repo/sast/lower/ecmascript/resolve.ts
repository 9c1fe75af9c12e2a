import type { FileIndex } from '../lowering.ts';

const endings = [
  '',
  '.ts',
  '.tsx',
  '.js',
  '.jsx',
  '.mjs',
  '.cjs',
  '.mts',
  '.cts',
  '/index.ts',
  '/index.tsx',
  '/index.js',
  '/index.jsx',
  '/index.mjs',
];

/**
 * The file that an import names: relative paths as Node and TypeScript look for them, with and without ending; `@/x`
 * and `~/x` as most projects mean them: below the nearest folder `src`, else the root. Null for packages.
 */
export function resolveModule(module: string, from: string, files: FileIndex): string | null {
  const folder = from.split('/').slice(0, -1);
  if (/^\.{1,2}(?:\/|$)/.test(module)) return existing(joined(folder, module), files);
  const alias = /^[@~]\/(.+)$/.exec(module)?.[1];
  if (alias === undefined) return null;
  for (let depth = folder.length; depth >= 0; depth -= 1) {
    const base = folder.slice(0, depth).join('/');
    const below = (path: string) => (base === '' ? path : `${base}/${path}`);
    const found = existing(below(`src/${alias}`), files) ?? existing(below(alias), files);
    if (found) return found;
  }
  return null;
}

/** Null for what would lie outside of the tree. */
function joined(folder: readonly string[], module: string): string | null {
  const path = [...folder];
  for (const part of module.split('/')) {
    if (part === '..' && path.pop() === undefined) return null;
    if (part !== '..' && part !== '.' && part !== '') path.push(part);
  }
  return path.join('/');
}

/** TypeScript writes the ending that the file will have: `./a.js` may be a.ts. */
function existing(path: string | null, files: FileIndex): string | null {
  if (path === null) return null;
  const stem = path.replace(/\.([cm]?)js(x?)$/, '');
  const candidates = [
    ...endings.map((ending) => path + ending),
    ...(stem === path ? [] : endings.slice(1).map((ending) => stem + ending)),
  ];
  return candidates.find((candidate) => files.has(candidate)) ?? null;
}
