import { scriptOf } from './ecmascript/components.ts';
import { lowerEcmaScript } from './ecmascript/module.ts';
import { resolveModule } from './ecmascript/resolve.ts';
import { withoutTemplateTypes } from './ecmascript/type-arguments.ts';
import type { Lowering } from './lowering.ts';

export const typescript: Lowering = {
  id: 'typescript',
  title: 'TypeScript',
  description: 'As JavaScript, with declared types and decorators; scripts of Vue and Svelte components.',
  grammars: {
    '.ts': 'typescript',
    '.mts': 'typescript',
    '.cts': 'typescript',
    '.tsx': 'tsx',
    '.vue': 'typescript',
    '.svelte': 'typescript',
  },
  prepare: (text, path) => withoutTemplateTypes(/\.(?:vue|svelte)$/i.test(path) ? scriptOf(text) : text),
  lower: (root, path) => lowerEcmaScript(root, path, 'typescript'),
  resolve: resolveModule,
};
